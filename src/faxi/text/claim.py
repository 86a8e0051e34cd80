"""Texts to use: what a claim asks for (诉讼请求), and a sentence for a letter."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from faxi.engine.case import Case, CompoundBase
from faxi.engine.claim import Continuation, next_counted_day
from faxi.engine.components import Component
from faxi.engine.daycount import YEAR_UNITS, DayCount, Inclusion
from faxi.engine.days import Settle
from faxi.engine.money import Fen
from faxi.engine.rates import Period, Rate
from faxi.engine.statement import Statement
from faxi.text.capital import capital_numerals
from faxi.text.faces import date_face, limit_face, yuan_face
from faxi.text.names import name_of
from faxi.text.words import Language, Words, marked

_UNTIL = {
    Inclusion.FIRST: marked("until the day of actual payment (that day not counted)"),
    Inclusion.LAST: marked("until the day of actual payment (that day counted)"),
    Inclusion.BOTH: marked("until the day of actual payment (that day counted)"),
}
_BASES: Mapping[Component, str] = {
    Component.ORDINARY_INTEREST: marked("unpaid principal"),
    Component.PENALTY_INTEREST: marked("unpaid principal"),
    Component.COMPOUND_INTEREST: marked("unpaid interest"),
}
_GOING_ON: Mapping[Component, str] = {
    Component.ORDINARY_INTEREST: marked("interest at the contract rate"),
    Component.PENALTY_INTEREST: marked("penalty interest"),
    Component.COMPOUND_INTEREST: marked("compound interest"),
}
_CAPITALISED: Mapping[CompoundBase, str] = {
    CompoundBase.INTEREST: marked("compound interest"),
    CompoundBase.INTEREST_AND_PENALTY: marked("penalty and compound interest"),
}
_SETTLED: Mapping[Settle, str] = {
    Settle.MONTH: marked(
        "On day {day} of each month the {what} then unpaid is added to the base of the compound "
        "interest."
    ),
    Settle.QUARTER: marked(
        "On day {day} of the last month of each quarter the {what} then unpaid is added to the "
        "base of the compound interest."
    ),
}


class _Terms(NamedTuple):
    """Continuations that run alike but for their bases."""

    first: Continuation
    items: tuple[Continuation, ...]


def claim_paragraph(
    statement: Statement, continuations: Sequence[Continuation], words: Words
) -> str:
    """Return what to ask a court for: the sum to the cut-off, and how it goes on.

    The sum covers every counted day up to the one before ``next_counted_day``, the open part every
    day from it on, so that none is lost or counted twice.
    """
    if not statement.total_due:
        day = date_face(statement.as_of, words)
        return words("Nothing is due on {day}, so there is nothing to claim.", day=day)
    claimed = [_sum(statement, words), *_open_part(statement, continuations, words)]
    if not continuations:
        claimed.append(words("nothing accrues after that day"))
    principal, interest = statement.not_yet_due
    sentences = list(_further(statement, words)) if continuations else []
    if principal or interest:
        amount = yuan(principal + interest, words)
        sentences.append(words("Not yet due and not claimed here: {amount}.", amount=amount))
    sentences.append(words("The costs of the proceedings are borne by the defendant."))
    is_chinese = words.language is Language.ZH
    first, *others = claimed
    # 暂计至…（含），自…起…
    clauses = ("，" if is_chinese else "; ").join((first, words.phrases(others)))
    return ("" if is_chinese else " ").join([clauses + ("。" if is_chinese else "."), *sentences])


def _sum(statement: Statement, words: Words) -> str:
    owed = [
        words(
            "{component} of {amount}",
            component=name_of(component, words),
            amount=yuan(amount, words),
        )
        for component, amount in statement.outstanding.items()
        if amount
    ]
    told = {
        "parts": words.listing(owed),
        "total": yuan(statement.total_due, words),
        "numerals": _numerals(statement.total_due),
        "day": date_face(next_counted_day(statement) - timedelta(days=1), words),
    }
    cap = statement.cap
    if cap is not None and cap.applied and cap.over:
        told["less"] = yuan(cap.over - cap.excess_paid, words)
        return words(
            "The defendant shall pay the plaintiff {parts}, less {less} above the cap, together "
            "{total} ({numerals}), provisionally calculated up to and including {day}",
            **told,
        )
    return words(
        "The defendant shall pay the plaintiff {parts}, together {total} ({numerals}), "
        "provisionally calculated up to and including {day}",
        **told,
    )


def yuan(amount: Fen, words: Words) -> str:
    """Return an amount as running text has it: 50,000.00元."""
    face = yuan_face(amount, words)
    return face.replace(" ", "") if words.language is Language.ZH else face


def _numerals(amount: Fen) -> str:
    return f"人民币{capital_numerals(amount)}"


def _open_part(
    statement: Statement, continuations: Sequence[Continuation], words: Words
) -> Iterator[str]:
    case = statement.case
    until = words(_UNTIL[case.conventions.inclusion])
    for terms in _grouped(continuations):
        yield _clause(terms, case, until, words)


def _grouped(continuations: Sequence[Continuation]) -> Iterator[_Terms]:
    """Yield continuations of one component, rate and time together."""

    def alike(item: Continuation) -> tuple[object, ...]:
        return item.start, item.end or item.start, item.end is None, item.component, item.rate

    for _, group in groupby(sorted(continuations, key=alike), key=alike):
        items = tuple(group)
        yield _Terms(items[0], items)


def _clause(terms: _Terms, case: Case, until: str, words: Words) -> str:
    first = terms.first
    if first.end is not None:
        until = words("up to and including {day}", day=date_face(first.end, words))
    return words(
        "from {start} on {kind} on {bases} at {rate}, {until}",
        start=date_face(first.start, words),
        kind=words(_GOING_ON[first.component]),
        bases=_bases(terms.items, len(case.instalments) > 1, words),
        rate=rate_phrase(first.rate, case.conventions.day_count, words),
        until=until,
    )


def _bases(items: Sequence[Continuation], is_numbered: bool, words: Words) -> str:
    name = words(_BASES[items[0].component])
    if not is_numbered:
        return words("{name} of {amount}", name=name, amount=yuan(items[0].base, words))
    each = (
        words(
            "instalment {number}: {amount}",
            number=item.instalment,
            amount=yuan(item.base, words),
        )
        for item in items
    )
    return words("{name} ({instalments})", name=name, instalments=words.listing(each))


def rate_phrase(rate: Rate, day_count: DayCount, words: Words) -> str:
    """Return a rate with how days are counted: ``21.6% a year ÷ 360 × actual days``."""
    if rate.period is Period.DAY:
        return words("{rate} a day × actual days", rate=rate.value)
    yearly = words("{rate} per year", rate=rate.value)
    if rate.period is Period.MONTH:
        yearly = words("{rate} a month × 12", rate=rate.value)
    if day_count is DayCount.ACT_ACT:
        return words("{rate} ÷ 365 (÷ 366 in leap years) × actual days", rate=yearly)
    if day_count is DayCount.THIRTY_E_360:
        return words("{rate} ÷ 360 × days (each month counted as 30)", rate=yearly)
    return words("{rate} ÷ {basis} × actual days", rate=yearly, basis=YEAR_UNITS[day_count])


def _further(statement: Statement, words: Words) -> Iterator[str]:
    """Yield what else changes the open part as time goes on."""
    compounding = statement.case.compounding
    if compounding.base in _CAPITALISED and compounding.settle in _SETTLED:
        what = words(_CAPITALISED[compounding.base])
        yield words(_SETTLED[compounding.settle], day=compounding.day, what=what)
    cap = statement.cap
    if cap is not None and cap.applied:
        yield words(
            "All that accrues after the due date is claimed up to the cap of {limit} only.",
            limit=limit_face(cap.limit, words),
        )


def letter_sentence(statement: Statement, words: Words) -> str:
    """Return a sentence for a letter: what is due, and what each day adds."""
    told = {
        "day": date_face(statement.as_of, words),
        "total": yuan(statement.total_due, words),
        "numerals": _numerals(statement.total_due),
        "per_diem": yuan(statement.per_diem, words),
        "start": date_face(next_counted_day(statement), words),
    }
    if not statement.total_due:
        return words("On {day} nothing is due.", **told)
    if not statement.per_diem:
        return words("On {day} {total} ({numerals}) is due; it does not grow at present.", **told)
    cap = statement.cap
    if cap is not None and cap.applied and cap.over:
        return words(
            "On {day} {total} ({numerals}) is due, what is above the cap taken off; from {start} "
            "on it would grow by {per_diem} each day before the cap is applied.",
            **told,
        )
    return words(
        "On {day} {total} ({numerals}) is due; from {start} on it grows by {per_diem} each day "
        "until it is paid. After a payment or a change of rate the daily amount changes.",
        **told,
    )
