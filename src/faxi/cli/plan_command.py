"""``faxi plan``: ways out of a debt, several debts from one budget, and what waiting costs."""

import argparse
import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from faxi.app.plan_texts import (
    beginning_blocks,
    beginning_document,
    budget_blocks,
    budget_document,
    choice_blocks,
    choices_document,
    comparison_blocks,
    comparison_document,
    waiting_blocks,
    waits_document,
)
from faxi.app.plans import (
    beginning,
    choices,
    compare,
    compare_possible,
    pay_together,
    saved_together,
    usual_schemes,
    waits,
)
from faxi.cli.days import day_reader
from faxi.cli.law_commands import FINE, PROBLEMS, Run
from faxi.engine.case import Case
from faxi.engine.debt_order import Order
from faxi.engine.money import Fen
from faxi.engine.plans import Budgeted, ClearBy, Lump, Monthly, PayOn, Scheme, Settlement
from faxi.engine.problems import CaseError, Problem
from faxi.exports.blocks import Block, Document, Paragraph
from faxi.exports.plain_text import write_text
from faxi.text.faces import date_face
from faxi.text.messages import message_of
from faxi.text.reading import read_money
from faxi.text.words import Words

Debt = tuple[str, Case, date]  # where it came from, the case, its cut-off

_KINDS = ("pay_on", "monthly", "clear_by")


def money_reader(words: Words) -> Callable[[str], Fen]:
    """Return what reads an amount argument and complains in the language of the words."""

    def read(text: str) -> Fen:
        try:
            amount = read_money(text)
        except ValueError:
            amount = 0
        if not amount:
            problem = Problem("money_unreadable", "", {"value": text[:40]})
            raise argparse.ArgumentTypeError(message_of(problem, words))
        return amount

    return read


def add_plan(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of ``faxi plan`` beside those of a case."""
    group = parser.add_argument_group(words("ways out"))
    _add_kinds(group, words)
    _add_comparisons(group, words)


def _add_kinds(kinds: argparse._ArgumentGroup, words: Words) -> None:
    """Declare what makes a plan."""
    day, money = day_reader(words), money_reader(words)

    def month_day(text: str) -> int:
        if text.isascii() and text.isdigit() and 1 <= int(text) <= 31:
            return int(text)
        raise argparse.ArgumentTypeError(words("not a day of a month: {value}", value=text[:20]))

    kinds.add_argument("--pay-on", type=day, metavar="DATE", help=words("pay all that is due"))
    kinds.add_argument(
        "--monthly", type=money, metavar="YUAN", help=words("pay a fixed amount until clear")
    )
    kinds.add_argument(
        "--clear-by", type=day, metavar="DATE", help=words("pay equal amounts, clear by a day")
    )
    kinds.add_argument(
        "--day",
        type=month_day,
        metavar="N",
        help=words("day of the month, 1 to 31; that of the cut-off date when left out"),
    )
    kinds.add_argument(
        "--start",
        type=day,
        metavar="DATE",
        help=words("earliest monthly payment; the day after the cut-off date when left out"),
    )
    kinds.add_argument(
        "--lump", type=money, metavar="YUAN", help=words("pay this first, the rest as above")
    )
    kinds.add_argument(
        "--lump-on", type=day, metavar="DATE", help=words("day of it; the cut-off date")
    )
    kinds.add_argument(
        "--settle",
        type=money,
        metavar="YUAN",
        help=words("settle for this, the rest waived; with --monthly in parts without interest"),
    )
    kinds.add_argument(
        "--settle-on", type=day, metavar="DATE", help=words("day of it; the cut-off date")
    )


def _add_comparisons(kinds: argparse._ArgumentGroup, words: Words) -> None:
    """Declare what is set side by side."""
    day, money = day_reader(words), money_reader(words)

    def choice(text: str) -> tuple[date, Fen | None]:
        on, _, amount = text.partition("=")
        return day(on), money(amount) if amount else None

    kinds.add_argument(
        "--compare", action="store_true", help=words("the usual ways out side by side (default)")
    )
    kinds.add_argument(
        "--horizon", type=day, metavar="DATE", help=words("compare with waiting at least until")
    )
    kinds.add_argument(
        "--wait", action="store_true", help=words("what waiting 1, 7, 30 and 90 days costs")
    )
    kinds.add_argument(
        "--choice",
        type=choice,
        action="append",
        metavar="DATE[=YUAN]",
        help=words("one payment or the other: give it twice; all that is due without an amount"),
    )
    kinds.add_argument(
        "--budget", type=money, metavar="YUAN", help=words("a month for all the cases together")
    )
    orders = [str(order) for order in Order]
    kinds.add_argument(
        "--order",
        choices=orders,
        metavar="NAME",
        help=f"{words('which debt comes first')}: {', '.join(orders)}",
    )


def usage_fault(options: argparse.Namespace, words: Words) -> str:
    """Return what is wrong with the options together, ``""`` if nothing is."""
    named = {_flag(name) for name, value in vars(options).items() if value is not None}
    given = [flag for flag in map(_flag, _KINDS) if flag in named]
    pairs = [tuple(given[:2]), ("--settle", "--clear-by"), ("--settle", "--lump")]
    pairs += [("--budget", other) for other in (*given, "--settle")]
    for pair in pairs:
        if len(pair) == 2 and named.issuperset(pair):
            return words("{what} and {other} exclude each other", what=pair[0], other=pair[1])
    if "--lump" in named and not given:
        return words("missing: {what}", what="--pay-on, --monthly, --clear-by")
    for flag, needed in _NEEDED.items():
        if flag in named and needed not in named:
            return words("missing: {what}", what=needed)
    if options.choice and len(options.choice) != 2:
        return words("give --choice twice")
    return ""


_NEEDED = {"--lump-on": "--lump", "--settle-on": "--settle", "--order": "--budget"}


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def plan(run: Run, debts: Sequence[Debt], *, is_list: bool) -> int:
    """Print plans of each case, or one budget for all of them."""
    if run.options.budget is not None:
        return _budget(run, debts)
    documents, texts = [], []
    for label, case, as_of in debts:
        try:
            document, blocks = _one(run, case, as_of)
        except CaseError as error:
            _complain(run, label, error)
            continue
        documents.append(document)
        texts.append(_text(run, case.title, as_of, blocks))
    if run.complaints:
        return PROBLEMS
    if run.options.format == "json":
        _print(run, documents if is_list else documents[0])
    else:
        run.output.append("\n\n".join(texts))
    return FINE


def _complain(run: Run, label: str, error: CaseError) -> None:
    for problem in error.problems:
        parts = (label, problem.where, message_of(problem, run.words))
        run.complaints.append(": ".join(part for part in parts if part))


def _one(run: Run, case: Case, as_of: date) -> tuple[dict[str, Any], list[Block]]:
    options, words = run.options, run.words
    schemes = _schemes(options, case, as_of)
    comparison = compare(case, as_of, schemes, options.horizon)
    document = comparison_document(comparison, words)
    found = beginning(case, as_of)
    document["first_due"] = beginning_document(found)
    # Of the usual ways out the table is enough to choose by.
    blocks = list(beginning_blocks(as_of, found, words))
    blocks += comparison_blocks(comparison, words, 1 if _scheme_given(options) else 0)
    if options.wait or (not options.choice and not _scheme_given(options)):
        costs = waits(case, as_of)
        document["waiting"] = waits_document(costs)
        blocks += waiting_blocks(costs, words)
    if options.choice:
        chosen = choices(case, options.choice)
        document["choices"] = choices_document(chosen)
        blocks += choice_blocks(chosen, words)
    return document, blocks


def _scheme_given(options: argparse.Namespace) -> bool:
    return any(getattr(options, name) is not None for name in (*_KINDS, "settle"))


def _schemes(options: argparse.Namespace, case: Case, as_of: date) -> list[Scheme]:
    schemes: list[Scheme] = []
    if _scheme_given(options):
        schemes.append(_scheme(options, as_of))
    elif options.wait or options.choice:
        return usual_schemes(case, as_of) if options.compare else []
    if options.compare or not schemes:
        # What cannot be carried out of the usual ways out is left out.
        usual, _ = compare_possible(case, as_of, usual_schemes(case, as_of))
        known = [each.plan.scheme for each in usual.plans] if usual else []
        schemes += [s for s in known if s not in schemes and not isinstance(s, Budgeted)]
    return schemes


def _scheme(options: argparse.Namespace, as_of: date) -> Scheme:
    day = options.day or as_of.day
    first = options.start or as_of + timedelta(days=1)
    if options.settle is not None:
        on = options.settle_on or options.pay_on or as_of
        return Settlement(options.settle, on, options.monthly, day)
    scheme: PayOn | Monthly | ClearBy
    if options.pay_on:
        scheme = PayOn(options.pay_on)
    elif options.monthly is not None:
        scheme = Monthly(options.monthly, first, day)
    else:
        scheme = ClearBy(options.clear_by, first, day)
    if options.lump is not None:
        return Lump(options.lump, options.lump_on or as_of, scheme)
    return scheme


def _budget(run: Run, debts: Sequence[Debt]) -> int:
    options, words = run.options, run.words
    as_of = max(as_of for _, _, as_of in debts)
    cases = [case for _, case, _ in debts]
    first = options.start or as_of + timedelta(days=1)
    scheme = Budgeted(options.budget, first, options.day or as_of.day)
    try:
        found = pay_together(cases, as_of, scheme, Order(options.order or Order.COST))
        saved = saved_together(found, cases)
    except CaseError as error:
        _complain(run, "", error)
        return PROBLEMS
    if options.format == "json":
        _print(run, budget_document(found, saved, words))
    else:
        blocks = list(budget_blocks(found, sum(saved), words))
        run.output.append(_text(run, "", as_of, blocks))
    return FINE


def _text(run: Run, title: str, as_of: date, blocks: Sequence[Block]) -> str:
    words = run.words
    told = words("Cut-off date: {day}", day=date_face(as_of, words))
    note = Paragraph(words("Information, not legal advice."), "note")
    return write_text(
        Document(
            words.language, words("Ways out"), title or told, as_of.isoformat(), "", (*blocks, note)
        )
    )


def _print(run: Run, document: object) -> None:
    run.output.append(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
