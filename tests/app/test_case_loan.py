"""The loan behind a case: its cost beside the figures, in every summary, and as a workbook."""

import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import formulas
import pytest
from tests.app.test_loans import TERMS, a_case, paid_loan

from faxi.app.case_loan import cost_line, earned_on, loan_documents, loan_of_case
from faxi.app.loan_files import LOAN_FORMATS, write_loan
from faxi.app.loans import made_loan, own_loan
from faxi.app.statements import calculate_case
from faxi.app.summaries import document_of, summary_of
from faxi.engine.case import Case, Instalment
from faxi.engine.events import Acceleration
from faxi.engine.money import parse_money as yuan
from faxi.engine.problems import CaseError
from faxi.engine.rates import parse_percent, parse_rate
from faxi.engine.schedule import InterestBasis, Method
from faxi.exports.markdown_file import write_markdown
from faxi.exports.options import Options
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of

EN = words_of(Language.EN)
DAY = date(2025, 6, 1)


def test_the_cost_of_a_case_is_that_of_its_loan() -> None:
    terms = replace(TERMS, upfront_fee=yuan("240"), fee=yuan("5"))
    loan = made_loan(terms)
    case = a_case(loan)
    assert loan_of_case(case) == loan
    assert cost_line(loan, EN).endswith("; contract rate 12%/year")
    document = document_of(calculate_case(case, DAY), EN)
    assert document["annual_cost"]["contract_rate"] == "12%/year"
    assert document["annual_cost"]["effective"] == "18.100377%"


def test_instalments_changed_by_hand_count_as_own_rows() -> None:
    case = a_case(made_loan(replace(TERMS, upfront_fee=yuan("240"))))
    changed = (*case.instalments[:-1], replace(case.instalments[-1], interest=yuan("500")))
    loan = loan_of_case(replace(case, instalments=changed))
    assert loan is not None
    assert (loan.schedule.terms, loan.schedule.upfront_fee) == (None, yuan("240"))
    assert loan.schedule.drawdown_date == date(2024, 12, 31)
    assert loan.cost.units_per_year == 12
    assert loan.rate == TERMS.rate


def test_own_rows_remember_drawdown_and_fee() -> None:
    rows = "due date,principal,interest\n2025-03-01,100,5\n2025-04-01,100,5\n"
    loan = own_loan(rows, DAY, TERMS.rate, date(2025, 1, 15), parse_percent("2%"))
    assert loan_of_case(a_case(loan)) == loan


def test_a_case_of_some_instalments_costs_what_the_whole_loan_does() -> None:
    whole = made_loan(TERMS)
    case = a_case(whole)
    assert loan_of_case(replace(case, instalments=case.instalments[2:5])) == whole


def test_a_case_that_does_not_say_has_no_cost() -> None:
    plain = Case((Instalment(DAY, 100, 5),), parse_percent("50%"), parse_rate("12%/year"))
    assert loan_of_case(plain) is None
    assert loan_documents(plain) == {}
    assert "annual_cost" not in document_of(calculate_case(plain, DAY), EN)


def test_what_an_acceleration_would_bring() -> None:
    case = a_case(made_loan(TERMS))
    earned = earned_on(case, date(2025, 3, 15), EN)
    assert earned.interest == yuan("50.49")
    assert "10,098.16 × 12% ÷ 360 × 15 = CNY 50.49" in earned.working
    on_due = earned_on(case, date(2025, 3, 31), EN)
    assert (on_due.interest, "Nothing" in on_due.working) == (0, True)
    own = earned_on(a_case(paid_loan(",", ",", ",")), date(2025, 3, 11), EN)
    # 10 of 31 days of an interest of 10.00.
    assert (own.interest, "10.00 × 10 ÷ 31" in own.working) == (yuan("3.23"), True)
    accelerated = replace(case, events=(Acceleration(date(2025, 2, 1)),))
    for one, day in ((case, date(2025, 12, 31)), (accelerated, date(2025, 3, 15))):
        with pytest.raises(CaseError):
            earned_on(one, day, EN)


@pytest.mark.parametrize("language", Language)
def test_every_summary_prints_schedule_and_cost(language: Language) -> None:
    words = words_of(language)
    case = a_case(made_loan(replace(TERMS, method=Method.INTEREST_FIRST)))
    statement = calculate_case(case, DAY)
    text = write_markdown(summary_of(statement, words).document)
    assert words("True annual cost") in text
    assert "12,000.00 × 12% ÷ 12" in text
    assert "12.6825%" in text
    dark = summary_of(statement, words, Options(is_redacted=True))
    assert words("True annual cost") in write_markdown(dark.document)
    # Instalments of interest alone stay readable, and nothing else of the key stays.
    assert read_case(dark.case_document).instalments == case.instalments
    key = {**case.reserved["schedule"], "note": "张三", "rate": "张三"}
    told = replace(statement, case=replace(case, reserved={"schedule": key}))
    assert "张三" not in str(summary_of(told, words, Options(is_redacted=True)).case_document)


@pytest.mark.parametrize("basis", [None, InterestBasis.DAYS])
def test_the_workbook_works_the_same_figures_out(
    basis: InterestBasis | None, tmp_path: Path
) -> None:
    loan = made_loan(replace(TERMS, upfront_fee=yuan("240"), interest_basis=basis))
    path = tmp_path / "a.xlsx"
    assert write_loan(loan, path, EN) == []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the engine's own affairs
        solution: Any = formulas.ExcelModel().loads(str(path)).finish().calculate()

    def value(name: str) -> float:
        return float(solution[f"'[a.xlsx]SCHEDULE'!{name}"].value[0, 0])

    assert value("C6") == pytest.approx(loan.schedule.rows[0].payment / 100, abs=1e-9)
    assert value("G17") == 0
    assert value("C18") == pytest.approx(loan.schedule.payment / 100, abs=1e-9)
    effective, nominal = ("C21", "C22") if basis is None else ("C20", "C21")
    assert value(effective) == pytest.approx(float(loan.cost.effective), abs=1e-8)
    assert value(nominal) == pytest.approx(float(loan.cost.nominal), abs=1e-8)


def test_every_format_of_a_schedule_can_be_written(tmp_path: Path) -> None:
    loan = made_loan(TERMS)
    for suffix in LOAN_FORMATS:
        for name in ("a", "b"):
            assert write_loan(loan, tmp_path / f"{name}{suffix}", EN) == []
        first, second = (tmp_path / f"{name}{suffix}" for name in ("a", "b"))
        assert first.read_bytes() == second.read_bytes()
