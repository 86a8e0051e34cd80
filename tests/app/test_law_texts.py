"""What the law says as rows to read: dates ahead, today and gone, findings in words."""

from datetime import date

from tests.helpers.commands import a_loan

from faxi.app.law import law_of
from faxi.app.law_texts import law_document, texts_of
from faxi.app.statements import calculate_case
from faxi.exports.law_section import LawTexts
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of

EN = words_of(Language.EN)
SUMMONS = {"kind": "notice", "date": "2026-01-05", "what": "summons"}


def _texts(as_of: str, **keys: object) -> LawTexts:
    statement = calculate_case(read_case(a_loan(**keys)), date.fromisoformat(as_of))
    return texts_of(law_of(statement, statement.as_of), EN)


def test_a_date_says_how_far_it_is_and_stays_once_it_has_passed() -> None:
    for as_of, said in (
        ("2026-01-19", "(in 1 day)"),
        ("2026-01-20", "(on the cut-off date)"),
        ("2026-01-23", "(3 days ago)"),
    ):
        (answer,) = [
            row for row in _texts(as_of, events=[SUMMONS]).milestones if "answer" in row.text
        ]
        assert answer.figure == "2026-01-20"
        assert answer.title.endswith(said)


def test_a_check_says_what_was_measured_and_how_serious_that_is() -> None:
    checks = _texts("2026-11-23", contract_rate="20%/year").checks
    found = {row.title: row for row in checks}
    total = found[
        "Licensed lenders: the court may reduce to 24% on request: rate after the due date"
    ]
    assert total.text.startswith("Note: exceeded.")
    assert total.figure != "0.00"
    within = found["Licensed lenders: the court may reduce to 24% on request: contract rate"]
    assert within.text.startswith("Not exceeded.")


def test_delay_interest_is_what_is_still_owed_of_it() -> None:
    judged = {"kind": "notice", "date": "2026-03-01", "what": "judgment",
              "deadline": "2026-04-01", "amount": "50000.00"}  # fmt: skip
    for paid, owed in (("0.01", "2065.00"), ("70000.00", "1025.00"), ("71025.00", "0.00")):
        payment = {"kind": "repayment", "date": "2026-11-23", "amount": paid}
        statement = calculate_case(read_case(a_loan(judged, payment)), date(2026, 11, 23))
        document = law_document(law_of(statement, statement.as_of), EN)
        assert document["delay_interest"] == owed, paid


def test_a_suit_older_than_its_contract_is_pointed_out() -> None:
    dates = {"contract_date": "2019-03-01", "suit_date": "2015-01-01"}
    (warning,) = _texts("2026-11-23", **dates).warnings
    assert warning.startswith("The suit (1 Jan 2015) is dated before the contract (1 Mar 2019);")
    assert _texts("2026-11-23", **{**dates, "suit_date": "2019-03-01"}).warnings == ()


def test_a_check_names_its_rule_in_full() -> None:
    statement = calculate_case(
        read_case(a_loan(lender={"kind": "private"}, contract_date="2019-05-01")),
        date(2026, 11, 23),
    )
    for check in law_document(law_of(statement, statement.as_of), EN)["checks"]:
        assert check["instrument"]
        assert check["confidence"]
        assert set(check) >= {"severity", "article", "in_force_from", "in_force_to",
                              "lender_kinds", "source", "concerned", "message"}  # fmt: skip
