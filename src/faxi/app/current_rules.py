"""The rules in use: the shipped ones with the person's own rates and ladders over them."""

from faxi.app import clock
from faxi.rules.book import Rules, forget_rules, load_rules
from faxi.rules.own_rows import ImportReport, export_rows, import_rows
from faxi.store.files import write_file
from faxi.store.folders import data_folder


def current_rules() -> Rules:
    """Return the rules a calculation uses now, read once.

    Raises:
        RuleDataError: A file of the person's own is wrong; the message names file and key.
    """
    return load_rules(data_folder())


def import_rates(data: bytes) -> ImportReport:
    """Take rows of a CSV file into the person's own folder; see ``import_rows``."""
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    report = import_rows(data, folder, write_file, clock.today())
    forget_rules()
    return report


def export_rates() -> bytes:
    """Return the person's own rows as CSV."""
    return export_rows(current_rules().series.values())
