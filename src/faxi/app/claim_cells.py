"""The creditor's table as a case keeps it: rows of texts, read only once somebody looks at them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from faxi.engine.case import Case

CLAIM = "claim"  # of the case file, and the field of the draft
_FILE_KEYS = {"from_date": "from", "to_date": "to"}


class ClaimCells(NamedTuple):
    """One row as typed."""

    label: str = ""
    from_date: str = ""
    to_date: str = ""
    days: str = ""
    base: str = ""
    rate: str = ""
    amount: str = ""
    total: str = ""


def cells_of(case: Case) -> tuple[ClaimCells, ...]:
    """Return the table kept in a case as rows of texts."""
    kept = case.reserved.get(CLAIM)
    entries = kept.get("rows") if isinstance(kept, dict) else None
    if not entries or not isinstance(entries, list):
        return ()
    from faxi.app.claim_rows import texts_of_entry  # noqa: PLC0415 - few cases keep a table

    texts = [texts_of_entry(entry) for entry in entries]
    if any(row is None for row in texts):
        return ()
    return tuple(
        ClaimCells(**{k: v for k, v in row.items() if k in ClaimCells._fields})
        for row in texts
        if row is not None
    )


def claim_key(rows: Sequence[ClaimCells], before: Any) -> dict[str, Any]:
    """Return the table as the case file keeps it, with what else the file said of it."""
    others = {k: v for k, v in before.items() if k != "rows"} if isinstance(before, dict) else {}
    entries = [
        {_FILE_KEYS.get(key, key): text for key, text in row._asdict().items() if text}
        for row in rows
    ]
    return {**others, "rows": entries}
