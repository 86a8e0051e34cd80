"""The program's own tables, read as a creditor's: every exported line is found right."""

from datetime import date

import pytest
from tests.helpers.debts import random_debts
from tests.helpers.summaries import NAMES, statement_of

from faxi.app.claim_columns import known_columns
from faxi.app.claim_rows import read_claim
from faxi.app.claim_variants import Verdict
from faxi.app.claims import Claim, audit_claim
from faxi.app.statements import calculate_case
from faxi.app.summaries import summary_of
from faxi.engine.problems import CaseError
from faxi.engine.statement import Statement
from faxi.exports.formats import FORMATS
from faxi.store.table_files import table_text
from faxi.text.words import Language, words_of


def _statements() -> list[Statement]:
    found = [statement_of(name) for name in NAMES]
    for case, as_of in random_debts(8, 1):
        try:
            found.append(calculate_case(case, as_of))
        except CaseError:
            continue
    return [statement for statement in found if statement.lines]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", list(Language))
def test_an_exported_table_is_right(suffix: str, language: Language) -> None:
    for statement in _statements():
        content, _ = FORMATS[suffix](summary_of(statement, words_of(language)))
        rows = read_claim(table_text(content, known_columns), date(2026, 11, 26))
        lines = [row for row in rows if not row.is_sum]
        assert [row.amount for row in lines] == [line.amount for line in statement.lines]
        assert [row.rate for row in lines] == [line.rate for line in statement.lines]
        check = audit_claim(statement.case, statement.as_of, Claim(tuple(rows))).check
        assert {row.verdict for row in check.rows} == {Verdict.RIGHT}
        assert {what for row in check.rows for what in row.off} <= {"total"}
