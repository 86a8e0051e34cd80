"""Reads the words people and spreadsheets use for kinds of events, notices and components."""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import TypeVar

from faxi.engine.components import COMPONENTS, Component
from faxi.engine.events import NoticeKind
from faxi.text.names import EVENT_NAMES, NAMES
from faxi.text.reading import plain
from faxi.text.words import in_each_language

NOTICE = "notice"

Value = TypeVar("Value")

# What people write besides the names the program uses itself.
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("归还", "偿还", "付款", "支付", "已还", "回款", "还本", "还息"), "repayment"),
    **dict.fromkeys(("payment", "repay", "paid"), "repayment"),
    **dict.fromkeys(("费用", "costs", "fee"), "cost"),
    **dict.fromkeys(("违约金", "damages"), "liquidated_damages"),
    **dict.fromkeys(("免除", "减免息费", "waive", "waived"), "waiver"),
    **dict.fromkeys(("罚息利率", "罚息利率调整", "penalty rate"), "penalty_rate"),
    **dict.fromkeys(("合同利率", "利率调整", "合同利率调整", "contract rate"), "contract_rate"),
    **dict.fromkeys(("停息", "暂停", "停止计息"), "pause"),
    **dict.fromkeys(("加速到期", "宣布提前到期", "accelerated"), "acceleration"),
    **dict.fromkeys(("收到通知", "文书"), NOTICE),
}
# Kinds that say at once what the money was for.
_LABELS: Mapping[str, str] = {
    **dict.fromkeys(("律师费", "律师函费用", "诉讼费", "保全费", "公告费", "执行费"), "cost"),
    **dict.fromkeys(("court fee", "lawyer's fee"), "cost"),
    **dict.fromkeys(("服务费", "担保费", "手续费", "service fee"), "liquidated_damages"),
}
_NOTICES: Mapping[str, NoticeKind] = {
    "债权转让": NoticeKind.ASSIGNMENT_NOTICE,
    "调解": NoticeKind.MEDIATION,
    "起诉状": NoticeKind.SUMMONS,
    "应诉通知书": NoticeKind.SUMMONS,
    "查封": NoticeKind.PRESERVATION,
    "冻结": NoticeKind.PRESERVATION,
    "判决": NoticeKind.JUDGMENT,
    "判决书": NoticeKind.JUDGMENT,
    "调解书": NoticeKind.JUDGMENT,
    "裁决": NoticeKind.JUDGMENT,
    "执行": NoticeKind.ENFORCEMENT,
    "summons": NoticeKind.SUMMONS,
    "judgment": NoticeKind.JUDGMENT,
    "judgement": NoticeKind.JUDGMENT,
}
_COMPONENTS: Mapping[str, Component] = {
    "利息": Component.ORDINARY_INTEREST,
    "逾期利息": Component.PENALTY_INTEREST,
    "费用": Component.COSTS,
    "interest": Component.ORDINARY_INTEREST,
    "penalty": Component.PENALTY_INTEREST,
}
_SEPARATORS = "、，；;>→"


def spelt(text: str) -> str:
    """Return a word the way it is looked up: narrow, one blank between, lower case."""
    return " ".join(plain(text).lower().replace("_", " ").split())


def read_event_kind(text: str) -> tuple[str, str]:
    """Return the kind of event a word means, and what it says of the detail.

    The detail is the notice for the name of a notice, and the label for what a fee was for.

    Raises:
        ValueError: No kind and no notice is called so.
    """
    word = spelt(text)
    if word in _LABELS:
        return _LABELS[word], text.strip()
    kind = _kinds().get(word)
    if kind is not None:
        return kind, ""
    try:
        return NOTICE, read_notice_kind(text).value
    except ValueError:
        raise ValueError(text) from None


def read_notice_kind(text: str) -> NoticeKind:
    """Return the notice a word means.

    Raises:
        ValueError: No notice is called so.
    """
    return _found(_notices(), text)


def read_component(text: str) -> Component:
    """Return the component a word means.

    Raises:
        ValueError: No component is called so.
    """
    return _found(_components(), text)


def read_order(text: str) -> tuple[Component, ...]:
    """Return an order of payment: components apart by commas, ``>`` or ``、``.

    Raises:
        ValueError: A word names no component, or they are not all six, each once.
    """
    for separator in _SEPARATORS:
        text = text.replace(separator, ",")
    order = tuple(read_component(word) for word in text.split(","))
    if sorted(order) != list(Component):
        raise ValueError(text)
    return order


def _found(spellings: Mapping[str, Value], text: str) -> Value:
    try:
        return spellings[spelt(text)]
    except KeyError:
        raise ValueError(text) from None


def _spoken(names: Mapping[Enum, str]) -> Iterator[tuple[str, Enum]]:
    for value, message in names.items():
        for name in in_each_language(message):
            yield spelt(name), value


@cache
def _kinds() -> Mapping[str, str]:
    named = {spelt(kind): kind for kind in EVENT_NAMES}
    for kind, message in EVENT_NAMES.items():
        named |= {spelt(name): kind for name in in_each_language(message)}
    return {**_KINDS, **named}


@cache
def _notices() -> Mapping[str, NoticeKind]:
    named = {spelt(kind.value): kind for kind in NoticeKind}
    spoken = {word: NoticeKind(kind.value) for word, kind in _spoken(NAMES[NoticeKind])}
    return {**_NOTICES, **named, **spoken}


@cache
def _components() -> Mapping[str, Component]:
    named = {spelt(key): component for key, component in COMPONENTS.items()}
    spoken = {word: Component(component.value) for word, component in _spoken(NAMES[Component])}
    return {**_COMPONENTS, **named, **spoken}
