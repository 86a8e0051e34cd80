"""How each figure of a result comes about: the amounts it sums, their formulas and their inputs.

A figure has an id: ``total_due``, ``accrued.penalty_interest``, ``line.3``. Everything here is
taken from the statement; nothing is calculated anew.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from faxi.app.law import LADDER_RULE
from faxi.app.stage_working import bucket_sentence, stage_inputs, stage_sentences
from faxi.app.statements import stage_texts
from faxi.app.working_inputs import inputs_of_figure
from faxi.engine.cap import capped_growth
from faxi.engine.components import COMPONENTS, Component
from faxi.engine.money import Fen
from faxi.engine.rates import Rate
from faxi.engine.statement import Line, Statement
from faxi.text.faces import date_face, days_face, limit_face, yuan_face
from faxi.text.formulas import allowed_formulas, daily_formula, formulas
from faxi.text.names import convention_phrases, name_of
from faxi.text.words import Words, marked

_MOST_INLINE = 6  # a part of more steps than this is one step that leads to its own working


class Step(NamedTuple):
    """One amount of a working.

    Attributes:
        amount: Signed, in fen; ``None`` where only the sum of all formulas is rounded.
        target: The figure that explains this amount further, ``""`` if none does.
    """

    label: str
    formula: str
    amount: Fen | None
    target: str = ""


class Working(NamedTuple):
    """What explains one figure.

    Attributes:
        value: The figure in fen, or in days for what the days overdue decide; the sum of the steps'
            amounts.
        figure: The same as it is shown, with its unit.
        conventions: How this case counts, as far as the figure depends on it.
        rules: Ids of the rules the steps rest on.
        fields: The inputs it came from.
        note: What else has to be said, a paragraph a line.
        related: Figures shown beside this one that are no part of it.
    """

    id: str
    title: str
    value: int
    figure: str
    steps: tuple[Step, ...]
    conventions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    note: str = ""
    related: tuple[str, ...] = ()


def working_of(statement: Statement, figure_id: str, words: Words) -> Working:
    """Return the working of a figure.

    Raises:
        KeyError: The statement has no such figure.
    """
    working = _found(_Desk(statement, words), figure_id)
    fields = (*working.fields, *inputs_of_figure(statement, figure_id))
    related = tuple(_related(statement, figure_id))
    return working._replace(fields=tuple(dict.fromkeys(fields)), related=related)


def _related(statement: Statement, figure_id: str) -> Iterator[str]:
    """Yield the figures that stand as notes beside another, and the balances a total is made of."""
    cap = statement.cap
    is_capped = cap is not None and cap.applied and cap.over > 0
    if figure_id == "total_due":
        yield from _beside_total(statement)
    elif figure_id == "days_overdue":
        yield from ("bucket", "stage")
    elif figure_id == "per_diem" and is_capped:
        yield "capped_per_diem"
    elif figure_id.startswith("accrued."):
        yield figure_id.replace("accrued", "outstanding")


def _beside_total(statement: Statement) -> Iterator[str]:
    outstanding = statement.outstanding.items()
    yield from (f"outstanding.{component.key}" for component, owed in outstanding if owed)
    if any(statement.not_yet_due):
        yield "not_yet_due"
    if statement.overpaid:
        yield "overpaid"


def _found(desk: "_Desk", figure_id: str) -> Working:
    head, _, rest = figure_id.partition(".")
    if head in _BY_COMPONENT:
        return _BY_COMPONENT[head](desk, COMPONENTS[rest])
    if head in _BY_NUMBER:
        return _BY_NUMBER[head](desk, int(rest))
    return _SINGLE[figure_id](desk)


class _Desk:
    """A statement with its formulas and words at hand."""

    def __init__(self, statement: Statement, words: Words) -> None:
        self.statement, self.words = statement, words
        self.case = statement.case
        self.formulas = formulas(statement, words)
        self.phrases = tuple(convention_phrases(statement.case, words))

    def money(self, figure_id: str, title: str, value: Fen, steps: list[Step]) -> Working:
        """Return a working of an amount of money."""
        return Working(
            id=figure_id,
            title=title,
            value=value,
            figure=yuan_face(value, self.words),
            steps=tuple(steps),
        )

    def name(self, component: Component) -> str:
        """Return a component's name."""
        return name_of(component, self.words)

    def line_step(self, index: int) -> Step:
        """Return a line of accrual as a step."""
        line = self.statement.lines[index]
        label = self.words(
            "{component}, No. {number}, {first} to {last}: {days}",
            component=self.name(line.component),
            number=line.instalment,
            first=line.from_date.isoformat(),
            last=line.to_date.isoformat(),
            days=days_face(line.days, self.words),
        )
        return Step(label, self.formulas[index], line.amount, f"line.{index}")

    def line_steps(self, component: Component) -> list[Step]:
        """Return the lines of a component."""
        lines = enumerate(self.statement.lines)
        return [self.line_step(index) for index, line in lines if line.component is component]

    def moved_steps(self, kind: str, component: Component, sign: int) -> list[Step]:
        """Return what fell due or was waived of a component."""
        said = {
            "due": marked("{component}, No. {number}, due on {day}"),
            "waiver": marked("{component}, No. {number}, waived on {day}"),
        }
        of_case = {
            "due": marked("{component}, claimed on {day}"),
            "waiver": marked("{component}, waived on {day}"),
        }
        return [
            Step(
                self.words(
                    (said if movement.instalment else of_case)[kind],
                    component=self.name(component),
                    number=movement.instalment,
                    day=movement.date.isoformat(),
                ),
                "",
                sign * movement.amount,
            )
            for movement in self.statement.movements
            if movement.kind == kind and movement.component is component
        ]

    def rules(self, lines: list[Line]) -> tuple[str, ...]:
        """Return the rules that lines rest on, each once."""
        named = (self.statement.line_rules[line.component] for line in lines)
        return tuple(dict.fromkeys(named))


def _days_overdue(desk: _Desk) -> Working:
    statement, words = desk.statement, desk.words
    days, oldest = statement.days_overdue, statement.oldest_unpaid_due_date
    formula = ""
    if oldest is not None:
        formula = f"{statement.as_of.isoformat()} − {oldest.isoformat()}"
    label = words("Cut-off date less the oldest due date with something unpaid")
    note = words("Nothing overdue is unpaid at the cut-off date.") if oldest is None else ""
    return Working(
        id="days_overdue",
        title=words("Days overdue"),
        value=days,
        figure=days_face(days, words),
        steps=(Step(label, formula, days),),
        fields=("due_date", "as_of"),
        note=note,
    )


def _stage(desk: _Desk) -> Working:
    statement, words = desk.statement, desk.words
    title, _ = stage_texts(statement, words)
    return _by_days_overdue(
        desk,
        Working("stage", words("Collection stage"), statement.days_overdue, title, ()),
        "\n".join(stage_sentences(statement, words)),
    )._replace(fields=tuple(stage_inputs(statement)))


def _bucket(desk: _Desk) -> Working:
    statement, words = desk.statement, desk.words
    title = words("Bucket of days overdue")
    working = Working("bucket", title, statement.days_overdue, statement.bucket, ())
    return _by_days_overdue(desk, working, bucket_sentence(statement, words))


def _by_days_overdue(desk: _Desk, working: Working, note: str) -> Working:
    """Return the working of what the days overdue decide."""
    days = _days_overdue(desk)
    step = days.steps[0]._replace(label=days.title, target=days.id)
    return working._replace(
        steps=(step,), rules=(LADDER_RULE,), fields=("due_date", "as_of"), note=note
    )


def _accrued(desk: _Desk, component: Component) -> Working:
    statement = desk.statement
    steps = desk.moved_steps("due", component, 1) + desk.line_steps(component)
    lines = [line for line in statement.lines if line.component is component]
    title = desk.words("{component}: due and accrued", component=desk.name(component))
    figure_id = f"accrued.{component.key}"
    working = desk.money(figure_id, title, statement.accrued[component], steps)
    return working._replace(conventions=desk.phrases if lines else (), rules=desk.rules(lines))


def _paid(desk: _Desk, component: Component) -> Working:
    steps = [
        Step(
            desk.words("Paid on {day}", day=entry.date.isoformat())
            if entry.source == "repayment"
            else desk.words("From overpayment on {day}", day=entry.date.isoformat()),
            "",
            sum(part.amount for part in entry.parts if part.component is component),
            f"allocation.{index}",
        )
        for index, entry in enumerate(desk.statement.allocations)
        if any(part.component is component for part in entry.parts)
    ]
    title = desk.words("{component}: paid", component=desk.name(component))
    value = desk.statement.paid[component]
    working = desk.money(f"paid.{component.key}", title, value, steps)
    return working._replace(conventions=desk.phrases if steps else ())


def _waived(desk: _Desk, component: Component) -> Working:
    title = desk.words("{component}: waived", component=desk.name(component))
    steps = desk.moved_steps("waiver", component, 1)
    value = desk.statement.waived[component]
    return desk.money(f"waived.{component.key}", title, value, steps)


def _outstanding(desk: _Desk, component: Component) -> Working:
    title = desk.words("{component}: outstanding", component=desk.name(component))
    value = desk.statement.outstanding[component]
    figure_id = f"outstanding.{component.key}"
    working = desk.money(figure_id, title, value, _balance(desk, component))
    lines = [line for line in desk.statement.lines if line.component is component]
    return working._replace(conventions=desk.phrases if lines else (), rules=desk.rules(lines))


def _balance(desk: _Desk, component: Component) -> list[Step]:
    """Return what accrued of a component, less what was paid and waived."""
    accrued = _accrued(desk, component)
    steps = list(accrued.steps)
    if len(steps) > _MOST_INLINE:
        steps = [Step(accrued.title, "", accrued.value, accrued.id)]
    for make in (_paid, _waived):
        less = make(desk, component)
        if less.value:
            steps.append(Step(less.title, "", -less.value, less.id))
    return steps


def _total_due(desk: _Desk) -> Working:
    statement = desk.statement
    steps = [step for component in Component for step in _balance(desk, component)]
    cap = statement.cap
    if cap is not None and cap.applied and cap.over:
        taken_off = cap.over - cap.excess_paid
        steps.append(Step(desk.words("Less: above the cap"), "", -taken_off, "cap.over"))
    working = desk.money("total_due", desk.words("Total due"), statement.total_due, steps)
    return working._replace(conventions=desk.phrases, rules=desk.rules(list(statement.lines)))


def _per_diem(desk: _Desk) -> Working:
    statement, words = desk.statement, desk.words
    formula = daily_formula(statement.daily_terms, desk.case.conventions.day_count)
    names = words.listing(desk.name(term.component) for term in statement.daily_terms)
    steps, note = [], words("Nothing accrues on the day after the cut-off date.")
    if formula:
        steps, note = [Step(names, formula, statement.per_diem)], words("Rounded once, as a whole.")
    working = desk.money("per_diem", desk.words("Grows each day by"), statement.per_diem, steps)
    rules = (statement.line_rules[term.component] for term in statement.daily_terms)
    return working._replace(
        conventions=desk.phrases if steps else (), rules=tuple(dict.fromkeys(rules)), note=note
    )


def _capped_per_diem(desk: _Desk) -> Working:
    terms, growth = capped_growth(desk.statement)
    formula = daily_formula(terms, desk.case.conventions.day_count)
    label = desk.words("What the cap allows for one day more")
    title = desk.words("Grows each day by, under the cap")
    working = desk.money("capped_per_diem", title, growth, [Step(label, formula, growth)])
    return working._replace(note=desk.words("Only while the cap is exceeded and applied."))


def _line(desk: _Desk, index: int) -> Working:
    statement = desk.statement
    if not 0 <= index < len(statement.lines):
        raise KeyError(index)
    line, step = statement.lines[index], desk.line_step(index)
    working = desk.money(f"line.{index}", step.label, line.amount, [step._replace(target="")])
    return working._replace(conventions=desk.phrases, rules=desk.rules([line]))


def _allocation(desk: _Desk, index: int) -> Working:
    statement, words = desk.statement, desk.words
    if not 0 <= index < len(statement.allocations):
        raise KeyError(index)
    entry = statement.allocations[index]
    steps = []
    for part in entry.parts:
        label = desk.name(part.component)
        if part.instalment is not None:
            label = words("{component}, No. {number}", component=label, number=part.instalment)
        steps.append(Step(label, "", part.amount, f"paid.{part.component.key}"))
    if entry.remainder:
        steps.append(Step(words("Left over"), "", entry.remainder, "overpaid"))
    title = words("Where the payment of {day} went", day=date_face(entry.date, words))
    working = desk.money(f"allocation.{index}", title, entry.amount, steps)
    return working._replace(conventions=desk.phrases)


def _not_yet_due(desk: _Desk) -> Working:
    principal, interest = desk.statement.not_yet_due
    words = desk.words
    steps = [
        Step(words("Principal not yet due"), "", principal),
        Step(words("Interest not yet due"), "", interest),
    ]
    return desk.money("not_yet_due", desk.words("Not yet due"), principal + interest, steps)


def _overpaid(desk: _Desk) -> Working:
    statement = desk.statement
    steps = [
        Step(
            desk.words("Paid on {day}", day=entry.date.isoformat()),
            "",
            entry.amount,
            f"allocation.{index}",
        )
        for index, entry in enumerate(statement.allocations)
        if entry.source == "repayment"
    ]
    label = desk.words("Set against what is owed")
    steps.append(Step(label, "", -statement.paid.total))
    return desk.money("overpaid", desk.words("Overpaid"), statement.overpaid, steps)


def _cap_claimed(desk: _Desk) -> Working:
    cap = desk.statement.cap
    if cap is None:
        raise KeyError("cap")
    steps = [
        step
        for component in (*_ACCRUING, Component.ORDINARY_INTEREST)
        for step in desk.line_steps(component)
    ]
    steps += desk.moved_steps("due", Component.LIQUIDATED_DAMAGES, 1)
    waived = sum(step.amount or 0 for step in steps) - cap.claimed
    if waived:
        steps.append(Step(desk.words("Waived of it"), "", -waived))
    working = desk.money(
        "cap.claimed", desk.words("Accrued after the due date"), cap.claimed, steps
    )
    return working._replace(rules=desk.rules(list(desk.statement.lines)))


_ACCRUING = (Component.PENALTY_INTEREST, Component.COMPOUND_INTEREST)


def _cap_allowed(desk: _Desk) -> Working:
    statement, words = desk.statement, desk.words
    cap = statement.cap
    if cap is None:
        raise KeyError("cap")
    label = words("Cap {limit}", limit=limit_face(cap.limit, words))
    formula = ""
    if isinstance(cap.limit, Rate):
        formula = " + ".join(allowed_formulas(statement, cap.limit))
    steps = [Step(label, formula, cap.allowed)]
    working = desk.money("cap.allowed", desk.words("Allowed by the cap"), cap.allowed, steps)
    return working._replace(conventions=desk.phrases, note=words("Rounded once, as a whole."))


def _cap_over(desk: _Desk) -> Working:
    cap, words = desk.statement.cap, desk.words
    if cap is None:
        raise KeyError("cap")
    steps = [
        Step(words("Accrued after the due date"), "", cap.claimed, "cap.claimed"),
        Step(words("Allowed by the cap"), "", -cap.allowed, "cap.allowed"),
    ]
    note = ""
    if cap.claimed < cap.allowed:
        steps.append(Step(words("Below the cap"), "", cap.allowed - cap.claimed))
    if cap.excess_paid:
        excess = yuan_face(cap.excess_paid, words)
        note = words("Above the cap and already paid: {amount}", amount=excess)
    return desk.money("cap.over", desk.words("Above the cap"), cap.over, steps)._replace(note=note)


_BY_COMPONENT: dict[str, Callable[[_Desk, Component], Working]] = {
    "accrued": _accrued,
    "paid": _paid,
    "waived": _waived,
    "outstanding": _outstanding,
}
_BY_NUMBER: dict[str, Callable[[_Desk, int], Working]] = {"line": _line, "allocation": _allocation}
_SINGLE: dict[str, Callable[[_Desk], Working]] = {
    "days_overdue": _days_overdue,
    "stage": _stage,
    "bucket": _bucket,
    "total_due": _total_due,
    "per_diem": _per_diem,
    "capped_per_diem": _capped_per_diem,
    "not_yet_due": _not_yet_due,
    "overpaid": _overpaid,
    "cap.claimed": _cap_claimed,
    "cap.allowed": _cap_allowed,
    "cap.over": _cap_over,
}
