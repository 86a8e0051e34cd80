"""Bounds that warn beside a field and never block: what exceeds which limit, and by what rule.

They are the limit checks of the law page, led back to the fields whose values they measure.
"""

from collections.abc import Iterator

from faxi.app.citations import citation
from faxi.app.current_rules import current_rules
from faxi.app.limit_checks import limit_checks
from faxi.app.limit_measures import CONTRACT, COST
from faxi.engine.limits import Check
from faxi.engine.rates import Rate
from faxi.engine.statement import Statement
from faxi.rules.law import law
from faxi.text.checks import check_text
from faxi.text.words import Words, marked

_SAID = marked("{text} ({source})")
_MISSING = {"private_missing": "contract_date", "small_loan_missing": "contract_date"}


def field_bounds(statement: Statement, words: Words) -> dict[str, str]:
    """Return what has to be warned of beside fields, by field; each with its reason and source.

    A suit is imagined filed on the cut-off date, as on the law page.
    """
    found, _ = limit_checks(statement, law(), current_rules().rulebook, statement.as_of)
    said: dict[str, list[str]] = {}
    for field, check in _placed(found, statement):
        source = citation(law()[check.rule_id], words).source
        sentence = words(_SAID, text=check_text(check, words), source=source)
        said.setdefault(field, []).append(sentence)
    return {field: "\n".join(sentences) for field, sentences in said.items()}


def _placed(checks: list[Check], statement: Statement) -> Iterator[tuple[str, Check]]:
    """Yield the checks to warn of, each with its field; a total only where its rate is not over."""
    is_rate = isinstance(statement.case.penalty, Rate)
    penalty = "penalty_rate" if is_rate else "penalty_surcharge"
    over = {check.code for check in checks if check.state == "over"}
    for check in checks:
        lead, _, measure = check.code.partition(".")
        if lead in _MISSING:
            yield _MISSING[lead], check
        elif check.state == "over" and check.severity != "info":
            if measure == "total" and f"{lead}.penalty_rate" in over:
                continue
            yield ("contract_rate" if measure in (CONTRACT, COST) else penalty), check
