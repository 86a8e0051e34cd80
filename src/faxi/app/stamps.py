"""What every export bears: the program's version, the age of the rates, the digest of the case."""

from dataclasses import fields
from typing import Any

from faxi import __version__
from faxi.app.current_rules import current_rules, data_age
from faxi.engine.case import Case
from faxi.engine.rulebook import Series
from faxi.text.words import Words

PROGRAM = f"faxi {__version__}"


def stamp_of(case: Case, *, is_redacted: bool = False) -> dict[str, Any]:
    """Return the stamp as plain JSON values; a redacted case is digested as it is shown.

    The digest of the whole case would let a guessed name be confirmed.
    """
    checked_on = {series.id: series.checked_on.isoformat() for series in series_used()}
    stamp: dict[str, Any] = {
        "program": PROGRAM,
        "checked_on": checked_on,
        "case_sha256": case_digest(case),
    }
    own = {
        series.id: sorted(day.isoformat() for day in series.own_days)
        for series in series_used()
        if series.own_days
    }
    if own:  # rows no other copy of the program has
        stamp["own_rows"] = own
    return {**stamp, "redacted": True} if is_redacted else stamp


def case_digest(case: Case) -> str:
    """Return the SHA-256 of a case's file, whatever the file it came from looked like."""
    import hashlib  # noqa: PLC0415 - brings OpenSSL, only for a file

    from faxi.store.documents import case_bytes  # noqa: PLC0415 - pydantic only for a file

    return hashlib.sha256(case_bytes(case)).hexdigest()


def stamp_facts(case: Case, words: Words, *, is_redacted: bool) -> tuple[tuple[str, str], ...]:
    """Return the stamp as labelled values in a language."""
    facts = [(words("Made with"), f"Faxi {__version__}"), (words("Rates"), data_age(words))]
    facts.append((words("SHA-256 of the case"), case_digest(case)))
    if is_redacted:
        facts.append((words("Blacked out"), words("names, titles, labels and notes")))
    return tuple(facts)


def series_used() -> list[Series]:
    """Return every series of rates that a calculation draws on."""
    book = current_rules().rulebook
    values = (getattr(book, field.name) for field in fields(book))
    return [value for value in values if isinstance(value, Series)]
