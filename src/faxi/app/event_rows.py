"""The events of a case as rows of text while they are typed, and back.

Codes stand for what is chosen from a list (kind, component, notice), so that the language can
change; everything else stays as typed.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from faxi.app.row_tables import Column, cell_path, place_of
from faxi.engine import events
from faxi.engine.events import Event, NoticeKind
from faxi.engine.money import Fen
from faxi.engine.problems import Problem
from faxi.engine.rates import Rate
from faxi.store.json_text import MAX_TEXT
from faxi.text.event_words import (
    read_component,
    read_event_kind,
    read_notice_kind,
    read_order,
)
from faxi.text.faces import money_face
from faxi.text.reading import read_date, read_money, read_rate
from faxi.text.words import marked

EVENTS = "events"
_YEARLY = "%/year"
ORDER_MARK = " > "
_ANY_DAY = date(2000, 1, 1)  # what “today” means does not matter to whether a text is a date


class EventRow(NamedTuple):
    """An event as typed.

    Attributes:
        kind: The kind's code, or a word that is none.
        date: Its date; the first day of a pause.
        to_date: The last day of a pause, or a judgment's deadline.
        amount: Yuan; of a rate change the rate; of an acceleration the interest earned.
        detail: Component of a waiver, which notice, label of a fee, order of a repayment.
    """

    kind: str = events.Repayment.kind
    date: str = ""
    to_date: str = ""
    amount: str = ""
    detail: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed yet but perhaps its kind."""
        chosen = self.kind == events.Notice.kind or not self.detail.strip()
        return chosen and not (self.date + self.to_date + self.amount).strip()


def reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    """Return a function that tells whether ``read`` understands a text."""

    def fits(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return fits


def _read_figure(text: str) -> object:
    try:
        return read_money(text)
    except ValueError:
        return read_rate(text, _YEARLY)


EVENT_COLUMNS = (
    Column(
        "kind",
        marked("Event"),
        marked("Repayment, cost, waiver, rate change, pause, notice and so on."),
        ("kind", "type", "event", "what happened", "类型", "事项", "事件", "种类", "性质", "摘要"),
        reads(read_event_kind),
    ),
    Column(
        "date",
        marked("Date"),
        marked("Such as 2025-06-01; of a pause its first day."),
        (
            "date",
            "day",
            "from",
            "日期",
            "时间",
            "交易日期",
            "还款日期",
            "起",
            "开始日期",
            "发生日期",
        ),
        reads(lambda text: read_date(text, _ANY_DAY)),
    ),
    Column(
        "amount",
        marked("Amount or rate"),
        marked("Yuan, such as 5,000 or 5万; of a rate change the rate, such as 日万分之五."),
        (
            *("amount", "rate", "amount or rate", "yuan", "sum", "payment"),
            *("金额", "金额或利率", "还款金额", "交易金额", "利率", "数额", "收入", "元"),
        ),
        reads(_read_figure),
        is_figure=True,
    ),
    Column(
        "to_date",
        marked("Until"),
        marked("The last day of a pause, or the deadline a judgment sets."),
        ("to", "until", "end", "deadline", "至", "止", "截止", "结束日期", "履行期限"),
        reads(lambda text: read_date(text, _ANY_DAY)),
    ),
    Column(
        "detail",
        marked("Detail"),
        marked("What is waived, which notice, what a fee was for, or an order of its own."),
        (
            *("detail", "note", "notes", "remark", "label", "component", "what", "order"),
            *("说明", "备注", "用途", "附言", "名称", "款项", "内容", "减免项目", "通知"),
        ),
        bool,
    ),
)
_LABELLED = (events.Cost.kind, events.LiquidatedDamages.kind)
_RATES = (events.PenaltyRateChange.kind, events.ContractRateChange.kind)

# Where an event's own key stands in the row.
_COLUMN_OF = {
    **dict.fromkeys(("rate", "interest", "amount"), "amount"),
    **dict.fromkeys(("to", "to_date", "deadline"), "to_date"),
    **dict.fromkeys(("from", "date"), "date"),
    **dict.fromkeys(("component", "what", "label", "order"), "detail"),
    "kind": "kind",
}


def is_judgment(row: EventRow) -> bool:
    """Tell whether a row is a judgment, the one notice with a deadline and an amount."""
    return row.kind == events.Notice.kind and row.detail == NoticeKind.JUDGMENT


def takes(row: EventRow, column: str) -> bool:
    """Tell whether a column means anything to a row's kind."""
    if column == "to_date":
        return row.kind == events.Pause.kind or is_judgment(row)
    if column == "amount":
        return row.kind not in {events.Pause.kind, events.Notice.kind} or is_judgment(row)
    if column == "detail":
        return row.kind not in {*_RATES, events.Pause.kind, events.Acceleration.kind}
    return True


def row_of(event: Event) -> EventRow:
    """Return the row of an event."""
    row = EventRow(event.kind, event.date.isoformat())
    match event:
        case events.Repayment(amount=amount, order=order):
            keys = ORDER_MARK.join(component.key for component in order or ())
            return row._replace(amount=money_face(amount), detail=keys)
        case events.Cost() | events.LiquidatedDamages():
            return row._replace(amount=money_face(event.amount), detail=event.label)
        case events.Waiver(component=component, amount=amount):
            return row._replace(amount=money_face(amount), detail=component.key)
        case events.PenaltyRateChange() | events.ContractRateChange():
            return row._replace(amount=str(event.rate))
        case events.Pause(to_date=to_date):
            return row._replace(to_date=to_date.isoformat())
        case events.Acceleration(interest=interest):
            return row._replace(amount=_face(interest))
        case events.Notice(what=what, deadline=deadline, amount=amount):
            return row._replace(
                detail=what.value,
                to_date=deadline.isoformat() if deadline else "",
                amount=_face(amount),
            )


def _face(amount: Fen | None) -> str:
    return "" if amount is None else money_face(amount)


class EventReading(NamedTuple):
    """What rows read as.

    Attributes:
        events: The events of the rows that are whole, blank rows left out.
        rows: For each event the row it came from.
        problems: By place of the cell.
    """

    events: tuple[Event, ...]
    rows: tuple[int, ...]
    problems: dict[str, Problem]

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of an event of the case at the cell it came from."""
        place = place_of(problem.where)
        if place is None or place.table != EVENTS or place.row >= len(self.rows):
            return problem
        column = _COLUMN_OF.get(place.column, place.column)
        return problem._replace(where=cell_path(EVENTS, self.rows[place.row], column))


def read_event_rows(rows: Sequence[EventRow], today: date) -> EventReading:
    """Return the events rows read as, and what is missing or wrong cell by cell."""
    read: list[Event] = []
    origins: list[int] = []
    problems: dict[str, Problem] = {}
    for index, row in enumerate(rows):
        if row.is_blank:
            continue
        reader = _RowReader(row, index, today)
        event = reader.event()
        problems |= reader.problems
        if event is not None and not reader.problems:
            read.append(event)
            origins.append(index)
    return EventReading(tuple(read), tuple(origins), problems)


class _RowReader:
    """Reads one row cell by cell and keeps what is wrong."""

    def __init__(self, row: EventRow, index: int, today: date) -> None:
        self.row, self.index, self.today = row, index, today
        self.problems: dict[str, Problem] = {}

    def event(self) -> Event | None:
        """Return the event; only whole if no problem was noted."""
        maker: Callable[[], Event | None] | None = {
            events.Repayment.kind: self._repayment,
            events.Cost.kind: lambda: self._charge(events.Cost),
            events.LiquidatedDamages.kind: lambda: self._charge(events.LiquidatedDamages),
            events.Waiver.kind: self._waiver,
            events.PenaltyRateChange.kind: lambda: self._rate(events.PenaltyRateChange),
            events.ContractRateChange.kind: lambda: self._rate(events.ContractRateChange),
            events.Pause.kind: self._pause,
            events.Acceleration.kind: self._acceleration,
            events.Notice.kind: self._notice,
        }.get(self.row.kind)
        if maker is None:
            self._note("kind", "event_unknown")
            return None
        return maker()

    def _note(self, column: str, code: str) -> None:
        text = getattr(self.row, column).strip()
        if not text:
            code = "field_empty"
        self._keep(column, Problem(code, "", {"value": text[:40]}))

    def _keep(self, column: str, problem: Problem) -> None:
        where = cell_path(EVENTS, self.index, column)
        self.problems[where] = problem._replace(where=where)

    def _read(self, column: str, read: Callable[[str], Any], code: str) -> Any:
        try:
            return read(getattr(self.row, column))
        except ValueError:
            self._note(column, code)
            return None

    def _day(self, column: str = "date") -> Any:
        return self._read(column, lambda text: read_date(text, self.today), "date_unreadable")

    def _money(self, *, or_zero: bool = False) -> Any:
        amount: Fen | None = self._read("amount", read_money, "money_unreadable")
        if amount == 0 and not or_zero:
            self._note("amount", "amount_zero")
        return amount

    def _label(self) -> str:
        label = self.row.detail
        if len(label) > MAX_TEXT:
            self._keep("detail", Problem("text_too_long", "", {"limit": MAX_TEXT}))
        elif any("\ud800" <= character <= "\udfff" for character in label):
            self._keep("detail", Problem("text_broken"))
        return label

    def _repayment(self) -> Event:
        day, amount = self._day(), self._money()
        order = None
        if self.row.detail.strip():
            order = self._read("detail", read_order, "order_unreadable")
        return events.Repayment(day, amount, order)

    def _charge(self, kind: type[events.Cost] | type[events.LiquidatedDamages]) -> Event:
        return kind(self._day(), self._money(), self._label())

    def _waiver(self) -> Event:
        day, amount = self._day(), self._money()
        return events.Waiver(day, self._read("detail", read_component, "component_unknown"), amount)

    def _rate(
        self, kind: type[events.PenaltyRateChange] | type[events.ContractRateChange]
    ) -> Event:
        day = self._day()
        rate: Rate | None = self._read(
            "amount", lambda text: read_rate(text, _YEARLY), "rate_unreadable"
        )
        if rate is not None and rate.exceeds_limit():
            self._note("amount", "rate_too_high")
        return kind(day, rate)  # type: ignore[arg-type] # a rate not read was noted

    def _pause(self) -> Event:
        first, last = self._day(), self._day("to_date")
        if first and last and last < first:
            self._keep("to_date", Problem("pause_reversed", "", {"first": first, "last": last}))
        return events.Pause(first, last)

    def _acceleration(self) -> Event:
        interest = self._money(or_zero=True) if self.row.amount.strip() else None
        return events.Acceleration(self._day(), interest)

    def _notice(self) -> Event:
        day = self._day()
        what = self._read("detail", read_notice_kind, "notice_unknown")
        deadline = amount = None
        if what is NoticeKind.JUDGMENT:
            deadline = self._day("to_date") if self.row.to_date.strip() else None
            amount = self._money() if self.row.amount.strip() else None
        return events.Notice(day, what, deadline, amount)
