"""The options of a quick case: one table of what can be said without a case file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from faxi.engine.case import CompoundBase, DueDateRoll, GraceEffect, LenderKind, Rounding
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.days import Settle
from faxi.engine.money import RoundingMode, money_text
from faxi.store.case_dump import FORMAT, VERSION
from faxi.text.reading import read_money
from faxi.text.words import marked


class QuickOption(NamedTuple):
    """One option: its name on the command line and its key in the case file.

    Attributes:
        flag: Without the leading dashes.
        path: Key of the case document, steps separated by dots.
        metavar: What stands for the value in the help; ``""`` for a switch.
        choices: The accepted values, where they are few.
        value: What a switch sets.
    """

    flag: str
    path: str
    help: str
    metavar: str = ""
    choices: Sequence[str] = ()
    value: object = None
    repeats: bool = False


QUICK_OPTIONS: Sequence[QuickOption] = (
    QuickOption("principal", "principal", marked("overdue principal in yuan"), "YUAN"),
    QuickOption("rate", "contract_rate", marked("contract rate, such as 14.4%%/year"), "RATE"),
    QuickOption("penalty-rate", "penalty.rate", marked("penalty rate"), "RATE"),
    QuickOption(
        "penalty-surcharge",
        "penalty.surcharge",
        marked("surcharge on the contract rate"),
        "PERCENT",
    ),
    QuickOption("due", "due_date", marked("due date"), "DATE"),
    QuickOption("interest", "interest", marked("unpaid in-term interest in yuan"), "YUAN"),
    QuickOption(
        "on-top", "penalty_mode", marked("the contract rate goes on beside it"), value="on_top"
    ),
    QuickOption(
        "day-count", "conventions.day_count", marked("year basis"), "NAME", tuple(DayCount)
    ),
    QuickOption(
        "inclusion", "conventions.inclusion", marked("days counted"), "NAME", tuple(Inclusion)
    ),
    QuickOption(
        "rounding", "conventions.rounding", marked("what is rounded"), "NAME", tuple(Rounding)
    ),
    QuickOption(
        "rounding-mode",
        "conventions.rounding_mode",
        marked("how it is rounded"),
        "NAME",
        tuple(RoundingMode),
    ),
    QuickOption("grace-days", "grace.days", marked("days of grace"), "DAYS"),
    QuickOption("grace-effect", "grace.effect", marked("what they do"), "NAME", tuple(GraceEffect)),
    QuickOption(
        "compound-base",
        "compounding.base",
        marked("compound interest on"),
        "NAME",
        tuple(CompoundBase),
    ),
    QuickOption(
        "compound-settle", "compounding.settle", marked("capitalised"), "NAME", tuple(Settle)
    ),
    QuickOption("compound-day", "compounding.day", marked("settlement day, 1 to 28"), "DAY"),
    QuickOption("payment", "events", marked("a repayment (repeatable)"), "DATE=YUAN", repeats=True),
    QuickOption("cost", "events", marked("a cost (repeatable)"), "DATE=YUAN[:LABEL]", repeats=True),
    QuickOption(
        "pause", "events", marked("days not counted (repeatable)"), "FROM..TO", repeats=True
    ),
    QuickOption("allocation", "allocation.order", marked("order of payments"), "A,B,…"),
    QuickOption("cap", "cap.annual_rate", marked("cap as a yearly rate"), "PERCENT"),
    QuickOption("cap-apply", "cap.apply", marked("take what is above the cap off"), value=True),
    QuickOption("contract-date", "contract_date", marked("date of the contract"), "DATE"),
    QuickOption("suit-date", "suit_date", marked("date the lender sued"), "DATE"),
    QuickOption(
        "due-date-roll",
        "due_date_roll",
        marked("due dates on days off"),
        "NAME",
        tuple(DueDateRoll),
    ),
    QuickOption("lender-kind", "lender.kind", marked("kind of lender"), "NAME", tuple(LenderKind)),
    QuickOption("title", "title", marked("title of the debt"), "TEXT"),
)

REQUIRED = ("principal", "due")


def quick_document(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the case document that options describe.

    Args:
        given: Values by flag, only of options that were used.

    Returns:
        The document, and the flag behind each path of it, for messages.
    """
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION, "instalments": [{}]}
    flags: dict[str, str] = {}
    for option in QUICK_OPTIONS:
        if option.flag not in given:
            continue
        value: Any = option.value if option.value is not None else given[option.flag]
        if option.repeats:
            _add_events(document, flags, option.flag, value)
        elif option.path in _OF_INSTALMENT:
            document["instalments"][0][option.path] = _in_file(option, value)
            flags[f"instalments[0].{option.path}"] = option.flag
        else:
            _put(document, option.path, _in_file(option, value))
            flags[option.path] = option.flag
    return document, flags


_OF_INSTALMENT = ("principal", "due_date", "interest")


def _put(document: dict[str, Any], path: str, value: object) -> None:
    *parents, key = path.split(".")
    for parent in parents:
        document = document.setdefault(parent, {})
    document[key] = value


def _add_events(
    document: dict[str, Any], flags: dict[str, str], flag: str, values: Sequence[str]
) -> None:
    events = document.setdefault("events", [])
    for text in values:
        flags[f"events[{len(events)}]"] = flag
        events.append(_EVENTS[flag](text))


def _payment(text: str) -> dict[str, Any]:
    day, _, amount = text.partition("=")
    return {"kind": "repayment", "date": day, "amount": _money(amount)}


def _cost(text: str) -> dict[str, Any]:
    day, _, rest = text.partition("=")
    amount, _, label = rest.partition(":")
    return {"kind": "cost", "date": day, "amount": _money(amount), "label": label}


def _pause(text: str) -> dict[str, Any]:
    first, _, last = text.partition("..")
    return {"kind": "pause", "from": first, "to": last}


_EVENTS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "payment": _payment,
    "cost": _cost,
    "pause": _pause,
}


def _money(text: str) -> str:
    """Return an amount as the case file writes it, or the text itself for its reader to refuse."""
    try:
        return money_text(read_money(text))
    except ValueError:
        return text


def _percent_sign(text: str) -> str:
    # For shells in which % is special.
    return text.replace("pct", "%")


def _whole(text: str) -> object:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(text) < 9 else text


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


_IN_FILE: Mapping[str, Callable[[str], object]] = {
    "principal": _money,
    "interest": _money,
    "rate": _percent_sign,
    "penalty-rate": _percent_sign,
    "penalty-surcharge": _percent_sign,
    "cap": _percent_sign,
    "grace-days": _whole,
    "compound-day": _whole,
    "allocation": _names,
}


def _in_file(option: QuickOption, value: Any) -> object:
    """Return a value as the case file has it."""
    convert = _IN_FILE.get(option.flag)
    return value if convert is None else convert(value)
