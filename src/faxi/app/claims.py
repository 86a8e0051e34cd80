"""The creditor's table of a case: checked under the rules in use, and kept in the case file."""

from dataclasses import dataclass
from datetime import date

from faxi.app import clock
from faxi.app.claim_cells import CLAIM
from faxi.app.claim_check import check_claim
from faxi.app.claim_judged import ClaimCheck
from faxi.app.claim_rows import ClaimRow, load_rows, read_claim
from faxi.app.current_rules import current_rules
from faxi.app.limit_checks import limit_checks
from faxi.app.limit_measures import TOTAL
from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.days import parse_date
from faxi.engine.limits import Check
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError, Problem
from faxi.rules.law import law

_NO_INTEREST = (Component.PRINCIPAL, Component.COSTS)


@dataclass(frozen=True, slots=True)
class Claim:
    """A creditor's table.

    Attributes:
        as_of: The cut-off date it was made to; ``None`` if it does not say.
    """

    rows: tuple[ClaimRow, ...]
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """A table checked, and its total held against the limits of the law."""

    check: ClaimCheck
    limits: tuple[Check, ...]
    warnings: tuple[Problem, ...]

    @property
    def as_of(self) -> date:
        """The cut-off date of the check."""
        return self.check.statement.as_of


def audit_claim(case: Case, as_of: date, claim: Claim, *, is_their_cut_off: bool = True) -> Audit:
    """Judge a table and measure what it claims against the limits.

    Raises:
        CaseError: The case cannot be calculated.
    """
    rulebook = current_rules().rulebook
    check = check_claim(case, as_of, claim.rows, rulebook, is_their_cut_off=is_their_cut_off)
    checks, warnings = limit_checks(
        check.statement, law(), rulebook, as_of, claimed=_interest_claimed(check)
    )
    totals = tuple(c for c in checks if c.code.endswith(f".{TOTAL}"))
    return Audit(check, totals, tuple(warnings))


def _interest_claimed(check: ClaimCheck) -> Fen:
    """Return what a table claims beside principal and costs of realising the claim."""
    rows = [j.row for j in check.rows if not j.row.is_sum and j.row.component not in _NO_INTEREST]
    amounts = [row.amount for row in rows if row.amount is not None]
    if amounts:
        return sum(amounts)
    totals = [j.row.total for j in check.rows if j.row.total is not None]
    if not totals:
        return sum(line.amount for line in check.statement.lines)
    owed = check.statement.outstanding
    in_term = sum(item.interest for item in check.statement.case.instalments)
    return max(0, totals[-1] - owed.principal - min(owed.ordinary_interest, in_term) - owed.costs)


def read_table(text: str) -> list[ClaimRow]:
    """Return the rows of a copied table; 今天 in it means today.

    Raises:
        CaseError: See ``read_claim``.
    """
    return read_claim(text, clock.today())


# Kept with the case


def kept_claim(case: Case) -> tuple[Claim | None, list[Problem]]:
    """Return the table kept in a case, and what of it cannot be read."""
    kept = case.reserved.get(CLAIM)
    if kept is None:
        return None, []
    if not isinstance(kept, dict):
        return None, [Problem("claim_row_unreadable", CLAIM, {"number": 1})]
    rows, problems = load_rows(kept.get("rows", []), clock.today())
    as_of = None
    try:
        as_of = parse_date(kept["as_of"]) if "as_of" in kept else None
    except (TypeError, ValueError):
        problems.append(Problem("claim_row_unreadable", f"{CLAIM}.as_of", {"number": 0}))
    return (Claim(tuple(rows), as_of) if rows else None), problems


def kept_audit(case: Case, as_of: date) -> tuple[Audit | None, list[Problem]]:
    """Return the check of the table kept with a case, to its own cut-off date or the one given."""
    claim, problems = kept_claim(case)
    if claim is None:
        return None, problems
    try:
        found = audit_claim(
            case, claim.as_of or as_of, claim, is_their_cut_off=claim.as_of is not None
        )
    except CaseError as error:
        return None, [*problems, *error.problems]
    return found, problems
