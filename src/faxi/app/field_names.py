"""What every field of the form is called, for links back to it and lists of problems."""

from collections.abc import Mapping

from faxi.app.event_rows import EVENT_COLUMNS
from faxi.app.instalment_rows import INSTALMENT_COLUMNS
from faxi.app.row_tables import place_of
from faxi.engine.case import Case
from faxi.text.events import event_name
from faxi.text.words import Words, marked

FIELD_NAMES: Mapping[str, str] = {
    "title": marked("Title"),
    "lender_kind": marked("Kind of lender"),
    "lender_name": marked("Name of the lender"),
    "suit_date": marked("Day of the suit"),
    "principal": marked("Overdue principal"),
    "interest": marked("Unpaid in-term interest"),
    "contract_rate": marked("Contract rate"),
    "penalty_rate": marked("Penalty rate"),
    "penalty_surcharge": marked("Surcharge on the contract rate"),
    "due_date": marked("Due date"),
    "notes": marked("Notes"),
    "as_of": marked("Cut-off date"),
    "contract_date": marked("Contract date"),
    "day_count": marked("Year basis"),
    "inclusion": marked("Days counted"),
    "rounding": marked("Rounding"),
    "rounding_mode": marked("Direction of rounding"),
    "grace_days": marked("Days of grace"),
    "grace_effect": marked("Effect of the grace"),
    "compound_base": marked("Compound interest"),
    "compound_settle": marked("Interest settlement"),
    "compound_day": marked("Settlement day"),
    "penalty_mode": marked("After the due date"),
    "allocation_order": marked("Order of payment"),
    "allocation_across": marked("Several instalments"),
    "cap_kind": marked("Cap"),
    "cap_value": marked("Limit of the cap"),
    "cap_apply": marked("Apply the cap"),
    "due_date_roll": marked("Due date on a day off"),
}


_TABLES = {"events": EVENT_COLUMNS, "instalments": INSTALMENT_COLUMNS}


def place_name(where: str, words: Words) -> str:
    """Return what a field or the cell of a table is called; ``""`` for the case as a whole."""
    place = place_of(where)
    if place is None:
        return words(FIELD_NAMES[where]) if where in FIELD_NAMES else ""
    titles = {column.id: words(column.title) for column in _TABLES.get(place.table, ())}
    if place.column not in titles:
        return words("Row {number}", number=place.row + 1)
    return words("Row {number}, {column}", number=place.row + 1, column=titles[place.column])


def placed_sentence(where: str, sentence: str, words: Words) -> str:
    """Return a sentence with the field or cell it is about before it."""
    place = place_name(where, words)
    return words("{place}: {problem}", place=place, problem=sentence) if place else sentence


def field_name(field: str, case: Case, words: Words) -> str:
    """Return what a field, an instalment or an event of a case is called."""
    place = place_of(field)
    if place is None:
        return words(FIELD_NAMES[field])
    if place.table == "instalments":
        return words("Instalment {number}", number=place.row + 1)
    event = case.events[place.row]
    return f"{event_name(event, words)} {event.date.isoformat()}"
