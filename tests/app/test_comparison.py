"""Conventions side by side: each column is the case calculated under other terms."""

from datetime import date

from tests.helpers.commands import a_loan
from tests.helpers.vectors import vectors

from faxi.app.comparison import (
    changed_terms,
    compare,
    offered_changes,
    pinned,
    usual_variants,
    variant_name,
)
from faxi.app.terms import Terms, terms_of
from faxi.store.case_file import read_case
from faxi.text.words import Language, Words, words_of

AS_OF = date(2026, 11, 23)
EN = words_of(Language.EN)


def test_two_conventions_stand_side_by_side_with_the_difference() -> None:
    case = read_case(a_loan())
    table = compare(case, AS_OF, [{"day_count": "ACT/365"}, {"day_count": "30E/360"}], EN)
    assert table.columns == ("As entered", "Actual/365", "30E/360")
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Total due"] == ("68,960.00", "68,700.27", "68,660.00")
    assert rows["Difference to the first column"] == ("0.00", "-259.73", "-300.00")
    assert rows["Grows each day by"] == ("30.00", "29.59", "30.00")
    assert rows["Above the cap"] == ("—", "—", "—")


def test_what_does_not_go_together_has_no_figures() -> None:
    case = read_case(a_loan(penalty={"rate": "日万分之五"}))
    table = compare(case, AS_OF, [{"day_count": "30E/360"}], EN)
    assert {row[2] for row in table.rows} == {"—"}
    more = compare(case, AS_OF, [{"inclusion": "both"}], EN)
    assert more.rows[1] == ("Difference to the first column", "0.00", "+25.00")


def test_terms_kept_stay_while_those_of_the_case_change() -> None:
    before = read_case(a_loan(conventions={"day_count": "ACT/365"}, grace={"days": 3}))
    kept = pinned(before)
    table = compare(read_case(a_loan()), AS_OF, [kept], EN)
    assert table.columns[1] == "Actual/365,\n3 days of grace"
    assert compare(before, AS_OF, [kept], EN).columns[1] == "As entered"


def test_it_begins_with_the_other_usual_year_basis() -> None:
    assert usual_variants(read_case(a_loan())) == [{"day_count": "ACT/365"}]
    other = read_case(a_loan(conventions={"day_count": "ACT/365"}))
    assert usual_variants(other) == [{"day_count": "ACT/360"}]


def test_every_choice_on_offer_can_be_compared_and_named(words: Words) -> None:
    for entry in list(vectors().values())[::40]:
        case, as_of = read_case(entry["case"]), date.fromisoformat(entry["as_of"])
        offered = [{term: value} for term, _, value in offered_changes(words)]
        table = compare(case, as_of, offered, words)
        assert len(table.columns) == len(offered) + 1
        assert all(name for name in table.columns)
    typed = changed_terms(Terms(), {"grace_days": "abc", "cap_kind": "amount", "cap_value": "5"})
    assert "abc" in variant_name(terms_of(read_case(a_loan())), typed, words)
