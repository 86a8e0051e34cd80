"""What the law says about a statement, as rows of text for exports and window."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from faxi.app.citations import citation
from faxi.app.law import CostItem, Costs, LawView, date_text, law_of
from faxi.engine.deadlines import Milestone
from faxi.engine.delay import DelayInterest
from faxi.engine.limits import Check
from faxi.engine.money import money_text
from faxi.engine.statement import Statement
from faxi.exports.blocks import Block, Paragraph
from faxi.exports.law_section import LawRow, LawTexts, law_sections
from faxi.rules.law import Rule, law
from faxi.text.checks import check_measure, check_text, delay_formula, delay_text
from faxi.text.faces import days_face, money_face
from faxi.text.messages import message_of
from faxi.text.words import Language, Words, marked

COST_NAMES: Mapping[str, str] = {
    "acceptance_fee": marked("Acceptance fee"),
    "acceptance_fee_simplified": marked("Acceptance fee, simplified procedure or mediation"),
    "preservation_fee": marked("Preservation fee"),
    "enforcement_fee": marked("Enforcement fee"),
    "payment_order_fee": marked("Payment-order fee"),
}


def texts_of(view: LawView, words: Words) -> LawTexts:
    """Return a view of the law in a language."""
    return LawTexts(
        checks=tuple(_check(check, words) for check in view.checks),
        milestones=_milestones(view, words),
        costs=tuple(_costs(view.costs, words)) if view.costs else (),
        delay=tuple(_delay(view.delay_interest, words)) if view.delay_interest else (),
        warnings=tuple(message_of(warning, words) for warning in view.warnings),
    )


def _source(rule_id: str, words: Words) -> str:
    return citation(law()[rule_id], words).source


def _check(check: Check, words: Words) -> LawRow:
    rule = law()[check.rule_id]
    figure = money_face(check.concerned) if check.concerned is not None else ""
    title, measure = rule.title[words.language], check_measure(check, words)
    if measure:
        title = words("{title}: {measure}", title=title, measure=measure)
    return LawRow(title, figure, check_text(check, words), _source(check.rule_id, words))


def _milestones(view: LawView, words: Words) -> tuple[LawRow, ...]:
    # One that has passed is shown too: who missed it by a day has to know.
    return tuple(_dated(milestone, words) for milestone in view.milestones)


def _dated(milestone: Milestone, words: Words) -> LawRow:
    days = milestone.days_from_cut_off
    if days == 0:
        distance = words("on the cut-off date")
    else:
        length = days_face(abs(days), words)
        distance = words("in {days}", days=length) if days > 0 else words("{days} ago", days=length)
    title = f"{law()[milestone.rule_id].title[words.language]} ({distance})"
    source = _source(milestone.rule_id, words)
    return LawRow(title, milestone.date.isoformat(), date_text(milestone, words), source)


def _costs(costs: Costs, words: Words) -> list[LawRow]:
    rows = []
    for item in costs.items():
        text, source = cost_text(item, words), _source(item.rule_id, words)
        rows.append(LawRow(words(COST_NAMES[item.key]), money_face(item.fee), text, source))
    return rows


def cost_text(item: CostItem, words: Words) -> str:
    """Return how a fee is worked out, who advances and who bears it."""
    rules = dict.fromkeys((item.rule_id, item.bearer_rule_id))
    blank = "" if words.language is Language.ZH else " "
    return blank.join(law()[rule_id].words[words.language] for rule_id in rules)


def _delay(delay: DelayInterest, words: Words) -> list[LawRow]:
    rule = law()["delayed_performance.doubled"]
    formula = " + ".join(delay_formula(line) for line in delay.lines)
    text = delay_text(delay, words)
    text = f"{text} {formula}" if formula else text
    source = _source(rule.id, words)
    return [LawRow(rule.title[words.language], money_face(delay.outstanding), text, source)]


def law_page(statement: Statement, words: Words) -> tuple[Block, ...]:
    """Return what has to be warned of, then limits, dates and costs of a statement."""
    texts = texts_of(law_of(statement, statement.as_of), words)
    warnings = [Paragraph(sentence, "warning") for sentence in texts.warnings]
    return (*warnings, *law_sections(texts, words))


def rule_document(rule: Rule, words: Words) -> dict[str, Any]:
    """Return where a rule comes from, when and whom it binds, as plain JSON values."""
    language = words.language
    instrument = rule.instrument
    return {
        "title": rule.title[language],
        "source": citation(rule, words).source,
        "instrument": instrument.title[language],
        "number": instrument.number,
        "article": rule.article,
        "issued_by": instrument.issued_by[language],
        "published": _iso(instrument.published),
        "in_force_from": _iso(rule.in_force_from or instrument.in_force_from),
        "in_force_to": _iso(rule.ends),
        "lender_kinds": [kind.value for kind in rule.lender_kinds],
        "confidence": rule.confidence,
        "checked_on": rule.checked_on.isoformat(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def check_document(check: Check, words: Words) -> dict[str, Any]:
    """Return a limit check as plain JSON values."""
    return {
        "rule": check.rule_id,
        "severity": str(check.severity),
        "state": str(check.state),
        "concerned": None if check.concerned is None else money_text(check.concerned),
        "message": check_text(check, words),
        **rule_document(law()[check.rule_id], words),
    }


def law_document(view: LawView, words: Words) -> dict[str, Any]:
    """Return a view of the law as plain JSON values, for the statement's document."""
    delay = view.delay_interest
    return {
        "checks": [check_document(check, words) for check in view.checks],
        "milestones": [
            {
                "date": milestone.date.isoformat(),
                "days_from_cut_off": milestone.days_from_cut_off,
                "kind": milestone.kind,
                "rule": milestone.rule_id,
                "message": date_text(milestone, words),
                "source": _source(milestone.rule_id, words),
            }
            for milestone in view.milestones
        ],
        "delay_interest": None if delay is None else money_text(delay.outstanding),
        "warnings": [
            {"code": warning.code, "message": message_of(warning, words)}
            for warning in view.warnings
        ],
    }
