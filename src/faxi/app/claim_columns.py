"""The columns of the creditor's table, and the many words in which tables head them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from faxi.app.row_tables import MOST_ABOVE, Column, copied_text, heading_of, pasted_cells
from faxi.engine.components import COMPONENTS, Component
from faxi.engine.rates import Rate
from faxi.text.names import name_of
from faxi.text.reading import plain, read_date, read_money, read_rate
from faxi.text.words import Language, marked, words_of

MOST_DAYS = 100_000

_DAYS = re.compile(r"(\d{1,6})\s*(?:天|日|days?)?", re.ASCII | re.IGNORECASE)
_DATE_IN_PERIOD = re.compile(
    r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?|(?<!\d)\d{8}(?!\d)", re.ASCII
)
_SUM = re.compile(r"[^\d]{0,12}?(?:合\s*计|总\s*计|小\s*计)|(?:sub)?total|sum", re.IGNORECASE)


def is_sum(text: str) -> bool:
    """Tell whether a cell says that its row sums others."""
    return bool(_SUM.fullmatch(text.strip(" :：")))


def read_days(text: str) -> int:
    """Return a number of days, written with its unit or without.

    Raises:
        ValueError: Anything else, or more days than any debt has.
    """
    match = _DAYS.fullmatch(plain(text))
    if match is None or int(match[1]) > MOST_DAYS:
        raise ValueError(text)
    return int(match[1])


def dates_in(text: str) -> list[str]:
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
        lambda text: len(dates_in(text)) == 2,
    ),
    Column(
        "days",
        marked("Days"),
        marked("Days counted."),
        ("days", "day", "number of days", "天数", "计息天数", "日数", "逾期天数"),
        _fits(read_days),
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
_WORDED = ("label", "period", "from_date", "to_date", "days")
_PERIODS = ("per", "每", "rate period", "利率单位")
RATE_COLUMNS = {"rate": "%/year", "monthly_rate": "%/month", "daily_rate": "%/day"}


def known_columns(text: str) -> int:
    """Return how many columns the heading of a table names, of its first rows the one with most."""
    rows = pasted_cells(text)[:MOST_ABOVE]
    return max((len({*map(_column_of, row)} - {None}) for row in rows), default=0)


def below_titles(text: str) -> str:
    """Return a table without the titles above its heading, the heading in known words.

    Where kinds of interest stand side by side, each becomes a row of its own.
    """
    cells = pasted_cells(text)
    for index, row in enumerate(cells[:MOST_ABOVE]):
        named = [_column_of(cell) for cell in row]
        if len({column for column in named if column is not None}) >= 2:
            rows = _with_periods(row, named, cells[index + 1 :])
            rows = [_with_sum_in_sight(below, named) for below in rows]
            return copied_text(_by_kind(row, named, rows))
    return text


def _with_periods(
    head: Sequence[str], named: Sequence[str | None], rows: Sequence[Sequence[str]]
) -> Sequence[Sequence[str]]:
    """Return rows whose rates say their period, where that stands in a column of its own."""
    period = next((i for i, cell in enumerate(head) if heading_of(cell) in _PERIODS), None)
    if period is None or "rate" not in named:
        return rows
    rate = named.index("rate")
    return [
        [*row[:rate], f"{row[rate]}/{row[period]}", *row[rate + 1 :]]
        if _cell(row, rate) and _cell(row, period)
        else row
        for row in rows
    ]


def _with_sum_in_sight(row: Sequence[str], named: Sequence[str | None]) -> Sequence[str]:
    """Return a row whose word for a sum stands in a column that is read, not beside the numbers."""
    words = [text for text, column in zip(row, named, strict=False) if column is None]
    word = next(filter(is_sum, words), "")
    free = (i for i, column in enumerate(named[: len(row)]) if column in _WORDED and not row[i])
    place = next(free, None)
    if not word or place is None:
        return row
    return [*row[:place], word, *row[place + 1 :]]


def _by_kind(
    head: Sequence[str], named: Sequence[str | None], rows: Sequence[Sequence[str]]
) -> list[list[str]]:
    """Return a table with one column of amounts; what is named twice otherwise counts once."""
    first = {column: index for index, column in reversed([*enumerate(named)]) if column}
    amounts = [index for index, column in enumerate(named) if column == "amount"]
    kinds = [index for index in amounts if component_of(heading_of(head[index])) is not None]
    several = len(kinds) > 1
    places = sorted(index for index in first.values() if not (several and index in amounts))
    titles = {column.id: column.headings[0] for column in COLUMNS}
    found = [[titles[str(named[index])] for index in places]]
    if not several:
        return [*found, *([_cell(row, index) for index in places] for row in rows)]
    found[0] += [titles["label"], titles["amount"]]
    # Base and total are those of the row: of the first kind and after the last.
    only_of = {"base": kinds[0], "total": kinds[-1]}
    for row in rows:
        for kind in kinds:
            stay = (only_of.get(str(named[place]), kind) == kind for place in places)
            kept = [
                _cell(row, p) if is_said else "" for p, is_said in zip(places, stay, strict=True)
            ]
            found.append([*kept, heading_of(head[kind]), _cell(row, kind)])
    return found


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


# What headings nobody listed still show, the more telling sign first.
_SIGNS_OF_COLUMNS: Sequence[tuple[str, str]] = (
    ("daily_rate", r"日利率|日息|rate.*day|daily.*rate"),
    ("monthly_rate", r"月利率|月息|rate.*month|monthly.*rate"),
    ("rate", r"利率|费率|\brate\b"),
    ("days", r"天数|日数|\bdays\b"),
    ("base", r"基数|本金(?!.*合计)|\bprincipal\b|\bbase\b|\bbalance\b"),
    ("total", r"合计|累计|总计|总额|\btotal\b|cumulative"),
    ("amount", r"利息|罚息|复利|违约金|金额|应付|应收|\binterest\b|\bamount\b|\bpenalty\b"),
    ("period", r"期间|区间|起止|\bperiod\b"),
    ("to_date", r"止|截|终|结束|\bto\b|\bend\b|until"),
    ("from_date", r"起|始|自|\bfrom\b|\bstart\b|begin"),
    ("label", r"项目|名称|类型|类别|款项|\bitem\b|description"),
)
_LONGEST_HEADING = 24


def _column_of(cell: str) -> str | None:
    """Return the column a heading means, by its name or by what it shows."""
    heading = heading_of(cell)
    for column in COLUMNS:
        if column.is_called(heading):
            return column.id
    if not heading or len(heading) > _LONGEST_HEADING or any(c.isdigit() for c in heading):
        return None
    found = (column for column, sign in _SIGNS_OF_COLUMNS if re.search(sign, heading))
    return next(found, None)


# What labels of a row mean, beside the names of the components themselves.
_LABELS: Mapping[Component, tuple[str, ...]] = {
    Component.PENALTY_INTEREST: ("penalty", "罚息", "逾期利息", "逾期罚息"),
    Component.COMPOUND_INTEREST: ("compound", "复利", "复息"),
    Component.ORDINARY_INTEREST: ("ordinary interest", "期内利息", "正常利息", "借期利息"),
    Component.LIQUIDATED_DAMAGES: ("damages", "fees", "违约金", "手续费", "服务费", "滞纳金"),
    Component.COSTS: ("costs", "律师费", "诉讼费", "保全费", "实现债权的费用"),
    Component.PRINCIPAL: ("principal", "本金"),
}


def component_of(label: str) -> Component | None:
    """Return the kind of debt that a label means, ``None`` if it is not plain."""
    said = label.strip().lower()
    if said in COMPONENTS:
        return COMPONENTS[said]
    for component in Component:
        if said in {name_of(component, words_of(language)).lower() for language in Language}:
            return component
    found = [c for c, names in _LABELS.items() if any(name in said for name in names)]
    return found[0] if len(found) == 1 else None
