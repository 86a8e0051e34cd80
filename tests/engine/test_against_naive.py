"""The engine against the naive day-by-day reference: every figure, line and allocation."""

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from tests.helpers.builders import FakeCalendar, a_rulebook
from tests.helpers.naive import naive_statement
from tests.helpers.random_cases import random_case

from faxi.engine.calculate import calculate
from faxi.exports.statement_json import statement_document
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of

CHUNK = 50
CHUNKS = 44
RULEBOOK = a_rulebook(calendar=FakeCalendar(range(1900, 2200)))

Json = dict[str, Any]


def _engine(case: Json, as_of: str) -> Json:
    """Return the engine's statement as JSON without what the reference does not know."""
    statement = calculate(read_case(case), date.fromisoformat(as_of), RULEBOOK)
    document = statement_document(statement, words_of(Language.EN), "")
    for line in document["lines"]:
        del line["formula"], line["rule"]
    if document["cap"]:
        del document["cap"]["limit"]
    return document


def _differences(case: Json, as_of: str, **known: Callable[[date], Any]) -> Json:
    """Return what reference and engine disagree about, as ``key: (reference, engine)``."""
    expected, found = naive_statement(case, as_of, **known), _engine(case, as_of)
    return {key: (expected[key], found[key]) for key in expected if expected[key] != found[key]}


def _report(seed: int, case: Json, as_of: str, differences: Json) -> str:
    shown = {"seed": seed, "as_of": as_of, "case": case, "reference, engine": differences}
    return json.dumps(shown, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_cases_agree(chunk: int) -> None:
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        case, as_of = random_case(random.Random(seed))
        differences = _differences(case, as_of)
        assert not differences, _report(seed, case, as_of, differences)


def test_instalments_of_interest_alone_agree() -> None:
    for seed in range(150):
        rng = random.Random(f"interest {seed}")
        case, as_of = random_case(rng)
        case["schedule"] = {"method": "interest_first"}
        case["events"] = [event for event in case["events"] if event["kind"] != "waiver"]
        for item in rng.sample(case["instalments"][:-1], len(case["instalments"]) // 2):
            item |= {"principal": "0.00", "interest": "12.34"}
        differences = _differences(case, as_of)
        assert not differences, _report(seed, case, as_of, differences)


@pytest.mark.parametrize("chunk", range(4))
def test_random_cases_with_rolled_dates_and_lpr_caps_agree(chunk: int) -> None:
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        case, as_of = random_case(random.Random(f"roll {seed}"))
        _with_law(case, seed)
        known = {"is_workday": RULEBOOK.calendar.is_workday, "lpr_1y": _lpr_in_percent}
        differences = _differences(case, as_of, **known)
        assert not differences, _report(seed, case, as_of, differences)


def _with_law(case: Json, seed: int) -> None:
    """Let a case ask for the calendar and the LPR; what was fitted to balances is left out."""
    fitted = ("waiver", "acceleration")
    case["events"] = [event for event in case["events"] if event["kind"] not in fitted]
    case["due_date_roll"] = "next_workday"
    case["contract_date"] = (date(2019, 8, 20) + timedelta(days=seed * 3)).isoformat()
    case["cap"] = {"lpr_multiple": ("4", "1.5", "0.25")[seed % 3], "apply": seed % 2 == 0}


def _lpr_in_percent(day: date) -> Fraction:
    return Fraction("4.20") if day < date(2020, 4, 20) else Fraction("3.85")
