"""All debts together: the same figures as each alone, in every format."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.helpers.commands import a_loan

from faxi.app.case_list import Query, listed, spoken, totals, totals_face
from faxi.app.casebook import CaseBook
from faxi.app.overview import cases_of, combined_of, export_combined, growth_of_all, overview
from faxi.engine.problems import CaseError
from faxi.exports.combined import COMBINED_FORMATS
from faxi.store.case_file import read_case
from faxi.store.rows import CaseRow, Place
from faxi.text.words import Language, Words, words_of

TODAY = date(2026, 11, 23)
ENGLISH = words_of(Language.EN)


@pytest.fixture
def book(tmp_path: Path) -> CaseBook:
    """Return a book of a bank's debt, a young one that grows faster, and one not yet due."""
    made = CaseBook(tmp_path / "data")
    young = a_loan(title="网贷", penalty={"surcharge": "100%"}, lender={"kind": "small_loan"})
    young["instalments"] = [{"due_date": "2026-10-20", "principal": "8000.00"}]
    later = a_loan(title="=later", lender={"name": "张三", "kind": "private"})
    later["instalments"] = [{"due_date": "2027-01-01", "principal": "100.00"}]
    made.add_cases([read_case(document) for document in (a_loan(), young, later)])
    return made


@pytest.fixture
def rows(book: CaseBook) -> list[CaseRow]:
    return book.rows(Place.LIST)


def test_sums_thresholds_and_paces(rows: list[CaseRow], words: Words) -> None:
    found = overview(rows, words)
    assert (found.totals.total_due, found.totals.per_diem) == (6_896_000 + 821_760, 3000 + 640)
    assert [(item.title, item.day, item.days_left) for item in found.thresholds] == [
        ("网贷", date(2026, 12, 20), 27),
        ("=later", date(2027, 1, 1), 39),
    ]
    assert [(pace.title, pace.per_ten_thousand) for pace in found.paces] == [
        ("网贷", 779),
        ("某银行消费贷", 435),
    ]


def test_the_chart_adds_up_on_every_day(book: CaseBook, rows: list[CaseRow]) -> None:
    growth = growth_of_all(book, rows, ENGLISH)
    assert growth.days[0] == date(2025, 3, 1).toordinal()
    at = growth.days.index(TODAY.toordinal())
    today = {layer.title: layer.heights[at] for layer in growth.layers}
    assert today == {"某银行消费贷": 6_896_000, "网贷": 821_760, "=later": 0}
    last = {layer.title: layer.heights[-1] for layer in growth.layers}
    assert last["=later"] >= 10_000
    assert list(growth.days) == sorted(growth.days)


def test_many_small_debts_share_a_layer(tmp_path: Path) -> None:
    book = CaseBook(tmp_path / "many")
    book.add_cases([read_case(a_loan(title=str(number))) for number in range(70)])
    growth = growth_of_all(book, book.rows(Place.LIST), ENGLISH)
    assert len(growth.layers) == 9
    assert growth.layers[-1].title == "52 smaller debts"
    assert growth.left_out == 10
    at = growth.days.index(TODAY.toordinal())
    assert sum(layer.heights[at] for layer in growth.layers) == 60 * 6_896_000


def test_an_empty_book_has_an_empty_overview(tmp_path: Path) -> None:
    book = CaseBook(tmp_path / "none")
    assert growth_of_all(book, [], ENGLISH).layers == ()
    assert overview([], ENGLISH).paces == ()


@pytest.mark.parametrize("suffix", list(COMBINED_FORMATS))
def test_every_format_says_the_same(
    book: CaseBook, rows: list[CaseRow], suffix: str, tmp_path: Path, words: Words
) -> None:
    combined = combined_of(cases_of(book, rows), TODAY, words)
    path = tmp_path / f"all{suffix}"
    export_combined(combined, path)
    data = path.read_bytes()
    again = tmp_path / f"again{suffix}"
    export_combined(combined, again)
    assert again.read_bytes() == data
    if suffix == ".json":
        document = json.loads(data)
        assert (document["total_due"], document["per_diem"]) == ("77177.60", "36.40")
        totals_due = [each["statement"]["total_due"] for each in document["summaries"]]
        assert sorted(totals_due) == ["0.00", "68960.00", "8217.60"]
        return
    text = _text_of(suffix, data)
    figures = ["18960.00", "217.60"] if suffix == ".csv" else ["68,960.00", "8,217.60", "77,177.60"]
    if suffix == ".xlsx":
        figures = ["<v>68960</v>", "<v>8217.6</v>", "<v>77177.6</v>", "<v>18960</v>"]
    assert [figure for figure in figures if figure not in text] == []
    if suffix == ".pdf":
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
        starts = [words("Debt {number}: {title}", number=n, title="")[:4] for n in (1, 2, 3)]
        assert [sum(page.count(start) for page in pages[1:]) > 0 for start in starts] == [True] * 3


def _text_of(suffix: str, data: bytes) -> str:
    if suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.endswith(".xml")]
            return "".join(archive.read(name).decode("utf-8", "replace") for name in names)
    text = data.decode("utf-8-sig")
    if suffix == ".csv":
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1
    return text


def test_an_unfinished_debt_is_named_and_not_counted(book: CaseBook, rows: list[CaseRow]) -> None:
    cases = cases_of(book, rows)
    combined = combined_of([*cases[:1], (cases[1][0], None)], TODAY, ENGLISH)
    assert combined.left_out == [cases[1][0].title]
    assert len(combined.summaries) == 1


def test_an_unknown_format_is_refused(book: CaseBook, rows: list[CaseRow], tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        export_combined(combined_of(cases_of(book, rows), TODAY, ENGLISH), tmp_path / "a.odt")


# The list


def test_searching_filtering_and_sorting(rows: list[CaseRow]) -> None:
    def found(**query: object) -> list[str]:
        return [row.title for row in listed(rows, Query(**query))]  # type: ignore[arg-type]

    assert found(order="total") == ["某银行消费贷", "网贷", "=later"]
    assert found(order="total", is_reversed=True) == ["=later", "网贷", "某银行消费贷"]
    assert found(order="days")[0] == "某银行消费贷"
    assert found(order="title") == ["=later", "某银行消费贷", "网贷"]
    assert found(text="银行 贷") == ["某银行消费贷"]
    assert found(text="张三") == ["=later"]
    assert found(stage="gentle") == ["网贷"]
    assert found(stage="not_due") == ["=later"]
    assert found(stage="unfinished") == []


def test_a_row_is_heard_whole(rows: list[CaseRow]) -> None:
    said = {row.title: spoken(row, ENGLISH) for row in rows}
    assert said["某银行消费贷"] == (
        "某银行消费贷, Bank, CNY 68,960.00 due, 632 days overdue, Assignment"
    )
    unfinished = rows[0]._replace(figures=None, title="")
    sums = totals([*rows, unfinished])
    assert totals_face(sums, TODAY, ENGLISH) == (
        "4 debts: CNY 77,177.60 due on 23 Nov 2026, growing by CNY 36.40 a day, "
        "1 unfinished debt is not counted"
    )
