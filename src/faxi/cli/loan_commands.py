"""The commands about loans by themselves: a schedule of instalments, and the true annual cost."""

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from faxi.app import clock
from faxi.app.cash_flows import Flow, is_schedule, read_flow, read_flows
from faxi.app.instalment_rows import known_columns
from faxi.app.loan_files import LOAN_FORMATS, write_loan
from faxi.app.loan_terms import BESIDE_ROWS, REQUIRED, TERM_FIELDS, read_each, read_terms
from faxi.app.loans import Loan, case_of, cost_document, made_loan, own_loan, schedule_document
from faxi.cli.inputs import standard_input
from faxi.cli.law_commands import FINE, PROBLEMS, Run
from faxi.cli.usage import UsageError, output_paths
from faxi.engine.annual_cost import AnnualCost, cost_of_flows, dated_flows
from faxi.engine.case import LenderKind
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Percent, Rate, parse_percent, parse_rate
from faxi.engine.schedule import Method
from faxi.exports import loan_json
from faxi.exports.plain_text import write_text
from faxi.store.documents import save_case
from faxi.store.table_files import read_table, table_text
from faxi.text.messages import message_of
from faxi.text.words import Words

_FLAGS = {field.key: field.flag for field in TERM_FIELDS}
_Made = TypeVar("_Made")


def add_schedule(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare ``faxi schedule``."""
    parser.add_argument(
        "rows",
        nargs="?",
        metavar="ROWS",
        help=words("instalments of your own, as a CSV or Excel file; - reads standard input"),
    )
    _add_terms(parser, words)
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FILE",
        help=words(
            "write schedule and cost to a file ({suffixes}); repeatable",
            suffixes=", ".join(LOAN_FORMATS),
        ),
    )
    group = parser.add_argument_group(words("a case file from the instalments"))
    group.add_argument("--case", metavar="CASE.json", help=words("the case file to write"))
    group.add_argument("--penalty-rate", metavar="RATE", help=words("penalty rate"))
    group.add_argument(
        "--penalty-surcharge", metavar="PERCENT", help=words("surcharge on the contract rate")
    )
    group.add_argument("--title", default="", metavar="TEXT", help=words("title of the debt"))
    group.add_argument(
        "--lender-kind",
        choices=[str(kind) for kind in LenderKind],
        default="bank",
        metavar="NAME",
        help=words("kind of lender"),
    )


def add_cost(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare ``faxi cost``."""
    parser.add_argument(
        "flows",
        nargs="*",
        metavar="DATE=YUAN",
        help=words(
            "dated amounts, received ones plain and paid ones with a minus; or one CSV or Excel "
            "file of them, or of instalments"
        ),
    )
    parser.add_argument(
        "--by-days",
        action="store_true",
        help=words("count days (as XIRR does) also where dates are whole months apart"),
    )
    _add_terms(parser, words)


def _add_terms(parser: argparse.ArgumentParser, words: Words) -> None:
    group = parser.add_argument_group(words("terms of the loan"))
    for field in TERM_FIELDS:
        help_text = words(field.help)
        if field.choices:
            listed = ", ".join(field.choices).replace("%", "%%")
            choices = [str(choice) for choice in field.choices]
            settings: dict[str, Any] = {"choices": choices, "help": f"{help_text}: {listed}"}
        else:
            settings = {"help": help_text}
        group.add_argument(f"--{field.flag}", dest=field.key, metavar=field.metavar, **settings)


def schedule(run: Run) -> int:
    """Print the instalments of a loan, or write them to files."""
    words = run.words
    targets = output_paths(run.options.output, LOAN_FORMATS, words)
    rows = run.options.rows
    if rows:
        _refuse_beside_rows(run)
    text = _table(run, rows) if rows else None
    loan = None if run.complaints else _loan(run, rows, text)
    if loan is None:
        return PROBLEMS
    if run.options.case and not _write_case(run, loan):
        return PROBLEMS
    for path in targets:
        for warning in write_loan(loan, path, words):
            run.output.append(message_of(warning, words) + "\n")
    _print_schedule(run, loan, [path for path in (*targets, run.options.case) if path])
    return FINE


def _print_schedule(run: Run, loan: Loan, written: Sequence[Path]) -> None:
    words = run.words
    if run.options.format == "json":
        document = loan_json.schedule_document(loan.schedule, loan.cost, words)
        run.output.append(_json(document))
    elif written:
        run.output += [words("Written: {path}", path=path) + "\n" for path in written]
    else:
        run.output.append(write_text(schedule_document(loan, words)))


def cost(run: Run) -> int:
    """Print the true annual cost of a loan or a cash flow, beside its nominal rate."""
    given: list[str] = run.options.flows
    source = given[0] if len(given) == 1 and "=" not in given[0] else None
    text = _table(run, source) if source else None
    if run.complaints:
        return PROBLEMS
    if text is not None and not is_schedule(text):
        return _cost_of(run, _attempt(run, lambda: read_flows(text, clock.today()), given[0]))
    if given and text is None:
        return _cost_of(run, _flows(run))
    loan = _loan(run, source, text)
    if loan is None:
        return PROBLEMS
    flows = dated_flows(loan.schedule)
    found = cost_of_flows(flows, by_days=True) if run.options.by_days else loan.cost
    _print_cost(run, found, flows, loan.rate)
    return FINE


def _cost_of(run: Run, flows: list[Flow] | None) -> int:
    """Print the annual cost of dated amounts."""
    rate = _rate(run)
    if run.complaints or not flows:
        return PROBLEMS
    by_days = run.options.by_days
    found = _attempt(run, lambda: cost_of_flows(flows, by_days=by_days))
    if found is None:
        return PROBLEMS
    _print_cost(run, found, flows, rate)
    return FINE


def _print_cost(run: Run, found: AnnualCost, flows: list[Flow], rate: Rate | None) -> None:
    if run.options.format == "json":
        run.output.append(_json(loan_json.cost_document(found, sorted(flows), rate, run.words)))
    else:
        first = min(day for day, _ in flows)
        run.output.append(write_text(cost_document(found, first, rate, run.words)))


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _loan(run: Run, rows: str | None, text: str | None) -> Loan | None:
    """Return the loan that rows or terms describe, ``None`` after complaining.

    Args:
        rows: Where the rows came from, and what they hold.
    """
    given, today = _given(run), clock.today()
    if rows is not None and text is not None:
        return _own(run, rows, text)
    if given.get("method") == Method.OWN_ROWS:
        raise UsageError(run.words("missing: {what}", what="ROWS"))
    if missing := [key for key in REQUIRED if key not in given and not _may_lack(key, given)]:
        flags = ", ".join(f"--{_FLAGS[key]}" for key in missing)
        raise UsageError(run.words("missing: {what}", what=flags))
    reading = read_terms(given, today)
    if reading.terms is None:
        _complain(run, reading.problems.values())
        return None
    terms = reading.terms
    return _attempt(run, lambda: made_loan(terms))


def _may_lack(key: str, given: dict[str, str]) -> bool:
    return key == "rate" and given.get("method") == Method.FLAT_FEE


def _given(run: Run) -> dict[str, str]:
    """Return the terms that were given, by key."""
    values = {key: getattr(run.options, key) for key in _FLAGS}
    return {key: value for key, value in values.items() if value is not None}


def _refuse_beside_rows(run: Run) -> None:
    """Refuse terms that rows of one's own say themselves."""
    given = _given(run)
    unfit = [f"--{_FLAGS[key]}" for key in given if key not in (*BESIDE_ROWS, "method")]
    if given.get("method", Method.OWN_ROWS) != Method.OWN_ROWS:
        unfit.append("--method")
    if unfit:
        said = {"what": "ROWS", "other": unfit[0]}
        raise UsageError(run.words("{what} and {other} exclude each other", **said))


def _own(run: Run, rows: str, text: str) -> Loan | None:
    """Return the loan of a file of rows."""
    _refuse_beside_rows(run)
    given = _given(run)
    today = clock.today()
    values, problems = read_each({key: given[key] for key in BESIDE_ROWS if key in given}, today)
    if problems:
        _complain(run, problems.values())
        return None
    return _attempt(run, lambda: own_loan(text, today, **values), rows)


def _table(run: Run, name: str) -> str | None:
    """Return the cells of a file or of standard input, ``None`` after complaining."""
    if name == "-":
        return _attempt(run, lambda: table_text(standard_input(), known_columns), name)
    return _attempt(run, lambda: read_table(Path(name), known_columns), name)


def _flows(run: Run) -> list[Flow]:
    """Return the dated amounts given one by one; complains of what does not read."""
    flows = []
    for text in run.options.flows:
        flow = _attempt(run, partial(read_flow, text, clock.today()), text[:40])
        flows += [flow] if flow else []
    return flows


def _rate(run: Run) -> Rate | None:
    """Return the contract rate to stand beside a cost; refuses terms a cash flow has none of."""
    given = _given(run)
    if unfit := given.keys() - {"rate"}:
        flag = f"--{_FLAGS[min(unfit)]}"
        said = {"what": "DATE=YUAN", "other": flag}
        raise UsageError(run.words("{what} and {other} exclude each other", **said))
    if not given:
        return None
    values, problems = read_each({"rate": run.options.rate}, clock.today())
    _complain(run, problems.values())
    rate: Rate | None = values.get("rate")
    return rate


def _write_case(run: Run, loan: Loan) -> bool:
    """Write the case of a loan; tell whether that could be done."""
    options = run.options
    if (options.penalty_rate is None) == (options.penalty_surcharge is None):
        raise UsageError(run.words("give either --penalty-rate or --penalty-surcharge"))
    kind = LenderKind(options.lender_kind)
    try:
        case = case_of(loan, _penalty(options), options.title, kind)
    except CaseError as error:
        _complain(run, error.problems, options.case)
        return False
    save_case(Path(options.case), case)
    return True


def _penalty(options: argparse.Namespace) -> Rate | Percent:
    try:
        if options.penalty_rate is not None:
            return parse_rate(options.penalty_rate.replace("pct", "%"))
        return parse_percent(options.penalty_surcharge.replace("pct", "%"))
    except ValueError as error:
        is_rate = options.penalty_rate is not None
        code = "rate_unreadable" if is_rate else "percent_unreadable"
        flag = "--penalty-rate" if is_rate else "--penalty-surcharge"
        raise CaseError([Problem(code, flag, {"value": str(error)[:40]})]) from None


def _attempt(run: Run, make: Callable[[], _Made], label: str = "") -> _Made | None:
    """Return what is made, ``None`` after complaining of what keeps it from being made."""
    try:
        return make()
    except CaseError as error:
        _complain(run, error.problems, label)
        return None


def _complain(run: Run, problems: Iterable[Problem], label: str = "") -> None:
    for problem in problems:
        place = f"--{_FLAGS[problem.where]}" if problem.where in _FLAGS else problem.where
        parts = [label, place, message_of(problem, run.words)]
        run.complaints.append(": ".join(part for part in parts if part))
