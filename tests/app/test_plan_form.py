"""The fields of the plan tab: what each kind needs, and what they read as."""

import pytest
from tests.helpers.builders import day

from faxi.app.plan_form import CHOICE, FIELDS, KINDS, PlanKind, read_scheme_fields
from faxi.engine.plans import ClearBy, Lump, Monthly, PayOn, Settlement

AS_OF, NEXT, LATER = day("2026-11-23"), day("2026-11-24"), day("2027-06-30")
TEXTS = {
    "monthly": "2,000",
    "date": "2027年6月30日",
    "lump": "1万",
    "settle": "45000",
    "day": "31",
    "other_date": "2027-07-31",
    "other_amount": "500",
}


def _kind(name: str) -> PlanKind:
    return next(kind for kind in KINDS if kind.id == name)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("monthly", Monthly(2_000_00, NEXT, 31)),
        ("pay_on", PayOn(LATER)),
        ("clear_by", ClearBy(LATER, NEXT, 31)),
        ("lump_monthly", Lump(10_000_00, AS_OF, Monthly(2_000_00, NEXT, 31))),
        ("lump_clear_by", Lump(10_000_00, AS_OF, ClearBy(LATER, NEXT, 31))),
        ("lump_pay_on", Lump(10_000_00, AS_OF, PayOn(LATER))),
        ("settle", Settlement(45_000_00, LATER, None, 23)),
        ("settle_monthly", Settlement(45_000_00, LATER, 2_000_00, 31)),
        (CHOICE, ((LATER, None), (day("2027-07-31"), 500_00))),
    ],
)
def test_reads_every_kind(kind: str, expected: object) -> None:
    assert read_scheme_fields(_kind(kind), TEXTS, AS_OF, AS_OF) == (expected, {})


def test_every_field_of_a_kind_is_known() -> None:
    assert {field for kind in KINDS for field in (*kind.needs, *kind.may)} == set(FIELDS)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("monthly", "", "field_empty"),
        ("monthly", "much", "money_unreadable"),
        ("monthly", "0", "money_unreadable"),
        ("day", "32", "month_day_unreadable"),
        ("day", "last", "month_day_unreadable"),
        ("first", "soon", "date_unreadable"),
        ("first", "2026-11-01", "plan_day_past"),
    ],
)
def test_says_what_is_wrong_beside_its_field(field: str, text: str, code: str) -> None:
    texts = {"monthly": "100"} | {field: text}
    scheme, problems = read_scheme_fields(_kind("monthly"), texts, AS_OF, AS_OF)
    assert scheme is None
    assert {where: problem.code for where, problem in problems.items()} == {field: code}
