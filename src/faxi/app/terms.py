"""What a contract agrees on how to count, while it is typed: each term as the text of its field."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from faxi.engine.case import (
    DEFAULT_ORDER,
    MAX_GRACE_DAYS,
    MAX_SETTLEMENT_DAY,
    Across,
    Allocation,
    Cap,
    CapKind,
    Case,
    CompoundBase,
    Compounding,
    Conventions,
    DueDateRoll,
    Grace,
    GraceEffect,
    PenaltyMode,
    Rounding,
)
from faxi.engine.components import COMPONENTS
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.days import Settle
from faxi.engine.money import Fen, RoundingMode
from faxi.engine.problems import Problem
from faxi.engine.rates import Percent
from faxi.text.faces import cap_text, money_face
from faxi.text.reading import plain, read_money, read_multiple, read_percent
from faxi.text.words import marked

_DAYS = re.compile(r"(\d{1,9})\s*(?:天|日|days?)?", re.ASCII)
ORDER_KEYS = tuple(component.key for component in DEFAULT_ORDER)

# What an edit of a term is called when it can be undone.
TERM_EDITS = {
    "day_count": marked("Change year basis"),
    "inclusion": marked("Change days counted"),
    "rounding": marked("Change rounding"),
    "rounding_mode": marked("Change direction of rounding"),
    "penalty_mode": marked("Change what runs after the due date"),
    "due_date_roll": marked("Change due date on a day off"),
    "grace_days": marked("Change days of grace"),
    "grace_effect": marked("Change effect of the grace"),
    "compound_base": marked("Change compound interest"),
    "compound_settle": marked("Change interest settlement"),
    "compound_day": marked("Change settlement day"),
    "allocation_order": marked("Change order of payment"),
    "allocation_across": marked("Change order of several instalments"),
    "cap_kind": marked("Change cap"),
    "cap_value": marked("Change limit of the cap"),
    "cap_apply": marked("Change whether the cap is applied"),
}

# The values of the terms that are chosen from a list; no cap is the empty text.
TERM_VALUES: Mapping[str, type[StrEnum]] = {
    "day_count": DayCount,
    "inclusion": Inclusion,
    "rounding": Rounding,
    "rounding_mode": RoundingMode,
    "penalty_mode": PenaltyMode,
    "due_date_roll": DueDateRoll,
    "grace_effect": GraceEffect,
    "compound_base": CompoundBase,
    "compound_settle": Settle,
    "allocation_across": Across,
    "cap_kind": CapKind,
}


class Terms(NamedTuple):
    """The terms as the form holds them; the defaults are those of a case that agrees nothing.

    Attributes:
        allocation_order: Keys of the six components, the first paid first.
        cap_kind: A value of ``CapKind``, or ``""`` for no cap.
        cap_value: A percentage, a number of LPRs or yuan, by ``cap_kind``.
    """

    day_count: str = DayCount.ACT_360
    inclusion: str = Inclusion.FIRST
    rounding: str = Rounding.PER_LINE
    rounding_mode: str = RoundingMode.HALF_UP
    penalty_mode: str = PenaltyMode.INSTEAD
    due_date_roll: str = DueDateRoll.NONE
    grace_days: str = "0"
    grace_effect: str = GraceEffect.THRESHOLD
    compound_base: str = CompoundBase.NONE
    compound_settle: str = Settle.NEVER
    compound_day: str = "20"
    allocation_order: tuple[str, ...] = ORDER_KEYS
    allocation_across: str = Across.OLDEST_FIRST
    cap_kind: str = ""
    cap_value: str = ""
    cap_apply: bool = False


DEFAULT_TERMS = Terms()


def differing(terms: Terms) -> int:
    """Return how many terms are not as in a case that agrees nothing."""
    return sum(now != usual for now, usual in zip(terms, DEFAULT_TERMS, strict=True))


def terms_of(case: Case) -> Terms:
    """Return the terms of a case; they read as the same terms again."""
    chosen, cap = case.conventions, case.cap
    return Terms(
        day_count=chosen.day_count.value,
        inclusion=chosen.inclusion.value,
        rounding=chosen.rounding.value,
        rounding_mode=chosen.rounding_mode.value,
        penalty_mode=case.penalty_mode.value,
        due_date_roll=case.due_date_roll.value,
        grace_days=str(case.grace.days),
        grace_effect=case.grace.effect.value,
        compound_base=case.compounding.base.value,
        compound_settle=case.compounding.settle.value,
        compound_day=str(case.compounding.day),
        allocation_order=tuple(component.key for component in case.allocation.order),
        allocation_across=case.allocation.across.value,
        cap_kind=cap.kind.value if cap else "",
        cap_value=_cap_value(cap) if cap else "",
        cap_apply=cap.apply if cap else False,
    )


def _cap_value(cap: Cap) -> str:
    if isinstance(cap.limit, Percent):
        return cap_text(cap.kind, cap.limit)
    return money_face(cap.limit)


def read_terms(terms: Terms) -> tuple[dict[str, Any], dict[str, Problem]]:
    """Return the fields of ``Case`` that terms read as, and problems by name of the term.

    The fields are whole only where there are no problems.
    """
    reader = _Reader(terms)
    days = reader.whole("grace_days", 0, MAX_GRACE_DAYS)
    day = reader.whole("compound_day", 1, MAX_SETTLEMENT_DAY)
    fields = {
        "conventions": Conventions(
            DayCount(terms.day_count),
            Inclusion(terms.inclusion),
            Rounding(terms.rounding),
            RoundingMode(terms.rounding_mode),
        ),
        "penalty_mode": PenaltyMode(terms.penalty_mode),
        "due_date_roll": DueDateRoll(terms.due_date_roll),
        "grace": Grace(days, GraceEffect(terms.grace_effect)),
        "compounding": Compounding(
            CompoundBase(terms.compound_base), Settle(terms.compound_settle), day
        ),
        "allocation": Allocation(
            tuple(COMPONENTS[key] for key in terms.allocation_order),
            Across(terms.allocation_across),
        ),
        "cap": reader.cap(),
    }
    return fields, reader.problems


# Where a problem of the case belongs among the terms.
TERM_OF_PATH = {
    "conventions.rounding": "rounding",
    "conventions.day_count": "day_count",
    "compounding.settle": "compound_settle",
}


class _Reader:
    """Reads the typed terms and keeps what is wrong with them."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.problems: dict[str, Problem] = {}

    def _note(self, field: str, code: str) -> None:
        text = str(getattr(self.terms, field)).strip()
        if not text:
            code = "field_empty"
        self.problems[field] = Problem(code, field, {"value": text[:40]})

    def whole(self, field: str, first: int, last: int) -> int:
        """Return a whole number of days within bounds."""
        text = getattr(self.terms, field)
        match = _DAYS.fullmatch(plain(text))
        if match is not None and first <= int(match[1]) <= last:
            return int(match[1])
        params = {"value": text.strip()[:40], "first": first, "last": last}
        self.problems[field] = Problem("days_unreadable", field, params)
        return first

    def cap(self) -> Cap | None:
        """Return the cap, if there is one."""
        if not self.terms.cap_kind:
            return None
        kind = CapKind(self.terms.cap_kind)
        read, code = _CAP_READERS[kind]
        try:
            limit = read(self.terms.cap_value)
        except ValueError:
            self._note("cap_value", code)
            return None
        if kind not in _SHARES:
            if limit in (0, Percent(0, 0)):
                self._note("cap_value", "amount_zero")
        elif isinstance(limit, Percent) and limit.is_above(_MOST):
            self._note("cap_value", "rate_too_high")
        return Cap(kind, limit, self.terms.cap_apply)


_MOST = 10  # a thousand percent, as for rates
_SHARES = {CapKind.ANNUAL_RATE, CapKind.SHARE_OF_PRINCIPAL}
_CAP_READERS: Mapping[CapKind, tuple[Callable[[str], Percent | Fen], str]] = {
    CapKind.ANNUAL_RATE: (read_percent, "percent_unreadable"),
    CapKind.SHARE_OF_PRINCIPAL: (read_percent, "percent_unreadable"),
    CapKind.LPR_MULTIPLE: (read_multiple, "number_unreadable"),
    CapKind.AMOUNT: (read_money, "money_unreadable"),
}
