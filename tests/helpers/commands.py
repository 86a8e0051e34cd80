"""Arguments and case files for the command line."""

from collections.abc import Mapping
from typing import Any

# The loan of the README: 30 yuan a day from 1 March 2025.
LOAN = (
    "--principal", "50000", "--rate", "14.4%/year", "--penalty-surcharge", "50%",
    "--due", "2025-03-01",
)  # fmt: skip
AS_OF = ("--as-of", "2026-11-23")

PENALTY, TOTAL = "18960.00", "68960.00"


def a_loan(*happened: Mapping[str, Any], **keys: Any) -> dict[str, Any]:
    """Return the case document of that loan, with events and other keys put in."""
    document: dict[str, Any] = {
        "format": "faxi-case",
        "version": 1,
        "title": "某银行消费贷",
        "contract_rate": "14.4%/year",
        "penalty": {"surcharge": "50%"},
        "instalments": [{"due_date": "2025-03-01", "principal": "50000.00"}],
    }
    if happened:
        document["events"] = [dict(event) for event in happened]
    return document | keys


def at(document: Any, path: str) -> Any:
    """Return what stands at a dotted path; numbers are positions in lists."""
    for step in path.split("."):
        document = document[int(step)] if step.isdigit() else document[step]
    return document
