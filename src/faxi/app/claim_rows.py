"""The creditor's table: rows of figures, read from cells as people and spreadsheets write them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from faxi.app.row_tables import Column, copied_text, pasted_cells, pasted_rows
from faxi.engine.components import COMPONENTS, Component
from faxi.engine.money import Fen, money_text
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Period, Rate
from faxi.text.names import name_of
from faxi.text.reading import plain, read_date, read_money, read_rate
from faxi.text.words import Language, marked, words_of

KEY = "claim"  # of the case file
MAX_ROWS = 1000
_MOST_DAYS = 100_000
_HEAD_WITHIN = 12  # rows that titles and addresses above a heading may take


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One row of the creditor's table; whatever it does not say is ``None``.

    Attributes:
        label: What the row is called, as written.
        component: What kind of debt the label means.
        to_date: As written: whether that day is counted the table does not say.
        total: What stands under a running or final total.
        is_sum: Whether the row sums those above it.
    """

    label: str = ""
    component: Component | None = None
    from_date: date | None = None
    to_date: date | None = None
    days: int | None = None
    base: Fen | None = None
    rate: Rate | None = None
    amount: Fen | None = None
    total: Fen | None = None
    is_sum: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing that could be checked."""
        return all(v is None for v in (self.days, self.base, self.rate, self.amount, self.total))


_DAYS = re.compile(r"(\d{1,6})\s*(?:天|日|days?)?", re.ASCII | re.IGNORECASE)
_DATE_IN_PERIOD = re.compile(
    r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?|(?<!\d)\d{8}(?!\d)", re.ASCII
)
_NUMBERING = re.compile(r"\D{0,2}\d{1,3}\D{0,2}", re.ASCII)
_SUM = re.compile(r"(?:合\s*计|总\s*计|小\s*计|total|sum)", re.IGNORECASE)
_LONE_DASH = re.compile(r"[-—–/]|无|n/?a", re.IGNORECASE)


def _days(text: str) -> int:
    match = _DAYS.fullmatch(plain(text))
    if match is None or int(match[1]) > _MOST_DAYS:
        raise ValueError(text)
    return int(match[1])


def _dates_in(text: str) -> list[str]:
    """Return the dates of a period in one cell, whatever stands between them."""
    return _DATE_IN_PERIOD.findall(plain(text))


def _fits(read: Any) -> Any:
    def fits(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return fits


def _is_figure_date(text: str) -> date:
    return read_date(text, date(2000, 1, 1))


def _is_rate(text: str) -> Rate:
    if not any(sign in text for sign in "%％‰‱分"):
        raise ValueError(text)
    return read_rate(text, "%/year")


COLUMNS: Sequence[Column] = (
    Column(
        "label",
        marked("Item"),
        marked("What the row is for, such as penalty interest."),
        ("item", "component", "kind", "type", "项目", "类型", "名称", "费用项目", "款项", "摘要"),
        lambda text: not any(c.isdigit() for c in text),
    ),
    Column(
        "from_date",
        marked("From"),
        marked("First day of the period."),
        (
            *(
                "from",
                "start",
                "start date",
                "from date",
                "begin",
                "起始日",
                "起始日期",
                "开始日期",
            ),
            *(
                "开始日",
                "起算日",
                "起算日期",
                "起息日",
                "计息起日",
                "计息起始日",
                "起",
                "自",
                "开始",
            ),
        ),
        _fits(_is_figure_date),
    ),
    Column(
        "to_date",
        marked("To"),
        marked("Last day of the period, or the cut-off date."),
        (
            *(
                "to",
                "end",
                "end date",
                "to date",
                "until",
                "截止日",
                "截止日期",
                "结束日期",
                "结束日",
            ),
            *("终止日", "终止日期", "计息止日", "计息截止日", "止", "至", "结束", "to (included)"),
        ),
        _fits(_is_figure_date),
    ),
    Column(
        "period",
        marked("Period"),
        marked("Both days in one cell, such as 2025-03-01 to 2025-06-01."),
        ("period", "dates", "期间", "计息期间", "起止日期", "计息区间", "时间", "日期", "起止时间"),
        lambda text: len(_dates_in(text)) == 2,
    ),
    Column(
        "days",
        marked("Days"),
        marked("Days counted."),
        ("days", "day", "number of days", "天数", "计息天数", "日数", "逾期天数"),
        _fits(_days),
        is_figure=True,
    ),
    Column(
        "base",
        marked("Base"),
        marked("What interest is counted on, in yuan."),
        (
            *(
                "base",
                "principal",
                "balance",
                "outstanding principal",
                "基数",
                "计息基数",
                "计息本金",
            ),
            *("本金", "剩余本金", "未偿本金", "本金余额", "逾期本金", "欠款本金", "计算基数"),
        ),
        _fits(read_money),
        is_figure=True,
    ),
    Column(
        "rate",
        marked("Rate"),
        marked("The rate, such as 21.6%; a year is meant where no period is given."),
        (
            *("rate", "interest rate", "annual rate", "yearly rate", "penalty rate", "利率"),
            *("年利率", "罚息利率", "年化利率", "执行利率", "逾期利率"),
        ),
        _fits(_is_rate),
        is_figure=True,
    ),
    Column(
        "monthly_rate",
        marked("Rate a month"),
        marked("The rate of a month, such as 1.8%."),
        ("monthly rate", "rate per month", "月利率"),
        lambda _: False,
        is_figure=True,
    ),
    Column(
        "daily_rate",
        marked("Rate a day"),
        marked("The rate of a day, such as 0.06%."),
        ("daily rate", "rate per day", "日利率"),
        lambda _: False,
        is_figure=True,
    ),
    Column(
        "amount",
        marked("Amount"),
        marked("What the row comes to, in yuan."),
        (
            *("amount", "interest", "penalty", "penalty interest", "accrued", "amount due", "金额"),
            *("利息", "罚息", "应计利息", "应付利息", "利息金额", "罚息金额", "应付金额", "小计"),
            *("逾期利息", "复利", "违约金", "应还金额", "计息金额"),
        ),
        _fits(read_money),
        is_figure=True,
    ),
    Column(
        "total",
        marked("Total"),
        marked("The total after the row, in yuan."),
        (
            *("total", "running total", "total due", "sum", "cumulative", "合计", "累计", "总计"),
            *("本息合计", "累计利息", "累计罚息", "欠款合计", "总额", "应还合计", "应还总额"),
        ),
        _fits(read_money),
        is_figure=True,
    ),
)
RATE_COLUMNS = {"rate": "%/year", "monthly_rate": "%/month", "daily_rate": "%/day"}


def read_claim(text: str, today: date) -> list[ClaimRow]:
    """Return the rows of a copied table.

    Raises:
        CaseError: No row at all, or cells that cannot be read, each named by its place.
    """
    rows, problems = [], []
    texts = [row for row in pasted_rows(below_titles(text), COLUMNS) if any(row.values())]
    if not texts:
        raise CaseError([Problem("claim_empty")])
    if len(texts) > MAX_ROWS:
        raise CaseError([Problem("claim_too_long", "", {"limit": MAX_ROWS})])
    for index, cells in enumerate(texts):
        row, found = read_row(cells, f"claim[{index}]", today)
        problems += found
        if not row.is_empty:
            rows.append(row)
    if problems:
        raise CaseError(problems)
    if not rows:
        raise CaseError([Problem("claim_empty")])
    return rows


def below_titles(text: str) -> str:
    """Return a table without the titles that may stand above its heading."""
    cells = pasted_cells(text)
    for index, row in enumerate(cells[:_HEAD_WITHIN]):
        named = sum(any(c.is_called(_heading(cell)) for c in COLUMNS) for cell in row)
        if named >= 2 and index:
            return copied_text(cells[index:])
    return text


def _heading(cell: str) -> str:
    return re.split(r"[(（\[【]", cell.lower())[0].replace("_", " ").strip()


def is_sum(text: str) -> bool:
    """Tell whether a cell says that its row sums others."""
    return bool(_SUM.fullmatch(text.strip(" :：")))


def read_row(cells: Mapping[str, str], where: str, today: date) -> tuple[ClaimRow, list[Problem]]:
    """Return a row of texts by column as values, and what of it cannot be read."""
    given = {key: text for key, text in cells.items() if not _LONE_DASH.fullmatch(text.strip())}
    words_in = [text for text in given.values() if is_sum(text)]
    if words_in:
        given = {key: text for key, text in given.items() if text not in words_in}
    label = given.pop("label", "")
    values: dict[str, Any] = {}
    problems = []
    for key, text in given.items():
        try:
            values |= dict(_read_cell(key, text, today))
        except ValueError:
            params: dict[str, object] = {"value": text[:40]}
            if key == "days":
                params |= {"first": 0, "last": _MOST_DAYS}
            problems.append(Problem(_UNREAD[key], f"{where}.{key}", params))
    return (
        ClaimRow(label=label, component=_component(label), is_sum=bool(words_in), **values),
        problems,
    )


_UNREAD = {
    "from_date": "date_unreadable",
    "to_date": "date_unreadable",
    "period": "date_unreadable",
    "days": "days_unreadable",
    "base": "money_unreadable",
    "amount": "money_unreadable",
    "total": "money_unreadable",
    **dict.fromkeys(RATE_COLUMNS, "rate_unreadable"),
}


def _read_cell(key: str, text: str, today: date) -> Iterator[tuple[str, Any]]:
    if key == "period":
        if _NUMBERING.fullmatch(text.strip()):
            return  # periods are only counted
        first, last = _dates_in(text)
        yield "from_date", read_date(first, today)
        yield "to_date", read_date(last, today)
    elif key in ("from_date", "to_date"):
        yield key, read_date(text, today)
    elif key == "days":
        yield key, _days(text)
    elif key in RATE_COLUMNS:
        is_share = "分之" in text and text.strip()[:1] not in "年月日"
        period = {"rate": "年", "monthly_rate": "月", "daily_rate": "日"}[key]
        yield "rate", read_rate(period + text.strip() if is_share else text, RATE_COLUMNS[key])
    else:
        yield key, read_money(text)


# What labels of a row mean, beside the names of the components themselves.
_LABELS: Mapping[Component, tuple[str, ...]] = {
    Component.PENALTY_INTEREST: ("penalty", "罚息", "逾期利息", "逾期罚息"),
    Component.COMPOUND_INTEREST: ("compound", "复利", "复息"),
    Component.ORDINARY_INTEREST: ("ordinary interest", "期内利息", "正常利息", "借期利息"),
    Component.LIQUIDATED_DAMAGES: ("damages", "fees", "违约金", "手续费", "服务费", "滞纳金"),
    Component.COSTS: ("costs", "律师费", "诉讼费", "保全费", "实现债权的费用"),
    Component.PRINCIPAL: ("principal", "本金"),
}


def _component(label: str) -> Component | None:
    said = label.strip().lower()
    if said in COMPONENTS:
        return COMPONENTS[said]
    for component in Component:
        if said in {name_of(component, words_of(language)).lower() for language in Language}:
            return component
    found = [c for c, names in _LABELS.items() if any(name in said for name in names)]
    return found[0] if len(found) == 1 else None


# Kept with the case


def dump_rows(rows: Sequence[ClaimRow]) -> list[dict[str, Any]]:
    """Return rows as the case file keeps them, what is not said left out."""
    return [dict(_dumped(row)) for row in rows]


def _dumped(row: ClaimRow) -> Iterator[tuple[str, Any]]:
    if row.label:
        yield "label", row.label
    for key, value in (("from", row.from_date), ("to", row.to_date)):
        if value is not None:
            yield key, value.isoformat()
    if row.days is not None:
        yield "days", row.days
    if row.rate is not None:
        yield "rate", str(row.rate)
    for key in ("base", "amount", "total"):
        if (fen := getattr(row, key)) is not None:
            yield key, money_text(fen)
    if row.is_sum:
        yield "sum", True


def load_rows(entries: Any, today: date) -> tuple[list[ClaimRow], list[Problem]]:
    """Return the rows kept in a case file, and what of them cannot be read.

    They are read as forgivingly as typed ones, for typed ones are kept too.
    """
    rows, problems = [], []
    for index, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        cells = texts_of_entry(entry)
        row, found = read_row(cells or {}, f"{KEY}.rows[{index}]", today)
        problems += found
        if cells is None:
            where = f"{KEY}.rows[{index}]"
            problems.append(Problem("claim_row_unreadable", where, {"number": index + 1}))
        elif not found and not row.is_empty:
            rows.append(row)
    return rows, problems


_IN_FILE = {"from": "from_date", "to": "to_date"}


def texts_of_entry(entry: Any) -> dict[str, str] | None:
    """Return a row of the case file as texts by column, ``None`` if it is none."""
    if not isinstance(entry, dict):
        return None
    texts = {_IN_FILE.get(str(k), str(k)): value for k, value in entry.items() if k != "sum"}
    if not all(isinstance(value, str | int) for value in texts.values()):
        return None
    said = {key: str(value) for key, value in texts.items() if value != ""}
    if entry.get("sum") is True and "label" not in said:
        said["label"] = "合计"
    known = {column.id for column in COLUMNS}
    return said if set(said) <= known else None


def same_rate(one: Rate, other: Rate) -> bool:
    """Tell whether two rates may mean the same, whatever year the table turned them with."""
    return bool(_yearly(one) & _yearly(other))


def _yearly(rate: Rate) -> set[tuple[int, int]]:
    digits, scale = rate.value
    turns = {Period.YEAR: (1,), Period.MONTH: (12,), Period.DAY: (360, 365)}[rate.period]
    found = set()
    for times in turns:
        value, places = digits * times, scale
        while places and value % 10 == 0:
            value, places = value // 10, places - 1
        found.add((value, places))
    return found
