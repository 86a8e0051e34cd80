"""``faxi cases``: the same book as the window's, whole or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Faxi, Write
from tests.helpers.books import bytes_of
from tests.helpers.commands import AS_OF, LOAN, a_loan

from faxi.store.backups import backups
from faxi.store.database import DATABASE
from faxi.store.folders import data_folder

KEYS = {
    "id", "title", "lender", "lender_kind", "place", "origin", "created_on", "changed_on",
    "is_finished", "calculated_on", "total_due", "per_diem", "days_overdue", "stage",
    "next_stage", "next_on",
}  # fmt: skip


def asked(faxi: Faxi, *arguments: str) -> Any:
    """Run a command for its JSON, which must be fine."""
    done = faxi("cases", *arguments, "--format", "json")
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out)


@pytest.fixture
def two(faxi: Faxi, write: Write) -> None:
    """Put a bank's debt and a private one into the book."""
    private = a_loan(title="朋友借款", lender={"name": "张三", "kind": "private"})
    write("a.json", a_loan())
    write("b.json", [private])
    assert asked(faxi, "add", "a.json", "b.json")[1]["origin"] == "b.json"


@pytest.mark.usefixtures("two")
def test_what_was_added_is_listed(faxi: Faxi) -> None:
    first, second = asked(faxi, "list", "--sort", "title")
    assert first.keys() == KEYS
    assert (first["title"], second["title"]) == ("某银行消费贷", "朋友借款")
    assert (first["total_due"], first["per_diem"]) == ("68960.00", "30.00")
    assert (first["days_overdue"], first["stage"], first["place"]) == (632, "assignment", "list")
    assert [row["id"] for row in asked(faxi, "list", "--search", "张三")] == [second["id"]]
    assert asked(faxi, "list", "--stage", "gentle") == []
    text = faxi("cases", "list", "--lang", "en").out
    assert "68,960.00" in text
    assert "2 debts: CNY " in text


def test_an_empty_book_is_no_problem(faxi: Faxi) -> None:
    assert asked(faxi, "list") == []
    assert "0 debts: CNY 0.00" in faxi("cases", "list", "--lang", "en").out


def test_a_quick_case_is_added_too(faxi: Faxi) -> None:
    (row,) = asked(faxi, "add", *LOAN, "--title", "快")
    assert (row["title"], row["total_due"], row["origin"]) == ("快", "68960.00", "")


@pytest.mark.usefixtures("two")
def test_one_is_shown_whole(faxi: Faxi) -> None:
    shown = asked(faxi, "show", "1", *AS_OF)
    assert shown["case"]["instalments"][0]["principal"] == "50000.00"
    assert shown["statement"]["total_due"] == "68960.00"
    earlier = asked(faxi, "show", "1", "--as-of", "2025-03-11")
    assert (earlier["statement"]["total_due"], earlier["total_due"]) == ("50300.00", "68960.00")
    assert "某银行消费贷" in faxi("cases", "show", "1").out


@pytest.mark.usefixtures("two")
def test_removing_goes_to_the_trash_and_back(faxi: Faxi) -> None:
    assert [row["place"] for row in asked(faxi, "remove", "1")] == ["trash"]
    assert [row["id"] for row in asked(faxi, "list")] == [2]
    assert [row["id"] for row in asked(faxi, "list", "--trash")] == [1]
    assert [row["place"] for row in asked(faxi, "restore", "1")] == ["list"]
    assert len(asked(faxi, "list")) == 2


@pytest.mark.usefixtures("two")
def test_removing_for_good_leaves_nothing(faxi: Faxi) -> None:
    folder = data_folder()
    assert any("朋友借款" in title["title"] for title in asked(faxi, "list"))
    assert asked(faxi, "remove", "--for-good", "2")[0]["id"] == 2
    needles = ("张三".encode(), json.dumps("张三").encode())
    assert [path for path, data in bytes_of(folder) for each in needles if each in data] == []
    assert faxi("cases", "show", "2").status == 1
    assert [row["id"] for row in asked(faxi, "list")] == [1]


@pytest.mark.usefixtures("two")
def test_a_book_goes_out_and_in(
    faxi: Faxi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked(faxi, "remove", "2")
    assert faxi("cases", "export", "-o", "book.json").status == 0
    assert json.loads(faxi("cases", "export").out) == json.loads(Path("book.json").read_bytes())
    monkeypatch.setenv("FAXI_DATA_DIR", str(tmp_path / "other"))
    assert len(asked(faxi, "import", "book.json")) == 2
    assert asked(faxi, "import", "book.json") == []
    assert [row["title"] for row in asked(faxi, "list")] == ["某银行消费贷"]
    assert [row["title"] for row in asked(faxi, "list", "--trash")] == ["朋友借款"]


@pytest.mark.usefixtures("two")
def test_one_debt_goes_out_as_a_case_file(faxi: Faxi) -> None:
    assert faxi("cases", "export", "1", "-o", "copy.json").status == 0
    shown = faxi("calculate", "copy.json", *AS_OF, "--format", "json")
    assert json.loads(shown.out)["total_due"] == "68960.00"
    assert json.loads(faxi("cases", "export", "1").out)["format"] == "faxi-case"


@pytest.mark.parametrize("number", ["3", "0", "-", "x", "１", "9" * 30])
@pytest.mark.usefixtures("two")
def test_a_number_that_is_none_is_said_and_nothing_done(faxi: Faxi, number: str) -> None:
    done = faxi("cases", "remove", "1", "--", number, "--lang", "en")
    done = faxi("cases", "remove", "1", number) if number != "-" else done
    assert (done.status, done.out) == (1, "")
    assert len(asked(faxi, "list")) == 2


def test_a_bad_file_adds_nothing(faxi: Faxi, write: Write) -> None:
    write("good.json", a_loan())
    write("bad.json", [a_loan(), a_loan(penalty={})])
    done = faxi("cases", "add", "good.json", "bad.json", "--lang", "en")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("bad.json[1]: penalty: ")
    assert asked(faxi, "list") == []
    write("book.json", {"format": "faxi-book", "version": 1, "cases": [{"case": {}}]})
    done = faxi("cases", "import", "book.json", "--lang", "en")
    assert done.status == 1
    assert "book.json: cases[0].case.penalty: This key is missing." in done.err
    assert faxi("cases", "import", "good.json").status == 1


@pytest.mark.parametrize(
    "arguments",
    [["cases"], ["cases", "bogus"], ["cases", "show"], ["cases", "list", "--stage", "x"]],
)
def test_wrong_usage(faxi: Faxi, arguments: list[str]) -> None:
    done = faxi(*arguments)
    assert (done.status, done.out) == (2, "")


def test_every_change_is_backed_up(faxi: Faxi) -> None:
    asked(faxi, "add", *LOAN)
    (daily,) = backups(data_folder())
    assert daily.path.exists()


@pytest.mark.usefixtures("two")
def test_a_damaged_book_is_rescued_and_told(faxi: Faxi) -> None:
    path = data_folder() / DATABASE
    path.write_bytes(bytes(8192) + path.read_bytes()[8192:])
    done = faxi("cases", "list", "--format", "json", "--lang", "en")
    assert len(json.loads(done.out)) == 2
    assert done.err.startswith("The case book was damaged and has been rescued.")
    assert "The backup of 23 Nov 2026 was opened." in done.err
    assert len(asked(faxi, "list")) == 2


def test_a_newer_book_is_refused_with_3(faxi: Faxi, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(faxi, "add", *LOAN)
    monkeypatch.setattr("faxi.store.schema.newest_version", lambda: 0)
    done = faxi("cases", "list", "--lang", "en")
    assert (done.status, done.out) == (3, "")
    assert "version 1; this program works with versions up to 0" in done.err
