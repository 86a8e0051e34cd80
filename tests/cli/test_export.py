"""``faxi export``: files by their suffix, complete or not at all."""

import errno
import json
import os
from pathlib import Path

import pytest
from tests.cli.conftest import Faxi, Write
from tests.helpers.commands import AS_OF, LOAN, TOTAL, a_loan

SIGNS = {".pdf": b"%PDF-", ".csv": b"\xef\xbb\xbf", ".json": b"{\n"}


@pytest.mark.parametrize("suffix", [".pdf", ".csv", ".json", ".PDF", ".Json"])
def test_the_suffix_is_the_format(faxi: Faxi, write: Write, suffix: str) -> None:
    name = f"汇总{suffix}"
    run = faxi("export", write("a.json", a_loan()), "-o", name, *AS_OF, "--lang", "en")
    assert run == (0, f"Written: {name}\n", "")
    assert Path(name).read_bytes().startswith(SIGNS[suffix.lower()])


def test_several_files_come_from_one_case(faxi: Faxi) -> None:
    run = faxi("export", *LOAN, *AS_OF, "-o", "a.pdf", "--output", "b.csv", "-o", "c.json")
    assert (run.status, run.err) == (0, "")
    assert run.out.splitlines() == ["已写入：a.pdf", "已写入：b.csv", "已写入：c.json"]
    assert all(Path(name).stat().st_size for name in ("a.pdf", "b.csv", "c.json"))


def test_one_bad_suffix_writes_nothing(faxi: Faxi) -> None:
    run = faxi("export", *LOAN, *AS_OF, "-o", "a.pdf", "-o", "b.csv", "-o", "c.doc")
    assert (run.status, run.out) == (2, "")
    assert list(Path.cwd().iterdir()) == []


def test_a_bad_case_writes_nothing(faxi: Faxi, write: Write) -> None:
    name = write("a.json", a_loan(penalty={}))
    run = faxi("export", name, *AS_OF, "-o", "a.pdf")
    assert (run.status, run.out) == (1, "")
    assert not Path("a.pdf").exists()


@pytest.mark.parametrize("count", [2, 3])
def test_a_list_of_cases_is_refused(faxi: Faxi, write: Write, count: int) -> None:
    name = write("a.json", [a_loan()] * count)
    run = faxi("export", name, *AS_OF, "-o", "a.pdf", "--lang", "en")
    told = f"a.json: Exactly one case is needed here; the file holds {count}.\n"
    assert run == (1, "", told)


def test_a_list_of_one_is_one_case(faxi: Faxi, write: Write) -> None:
    pair = [{"case": a_loan(), "as_of": "2025-03-11"}]
    run = faxi("export", write("a.json", pair), *AS_OF, "-o", "out.json")
    assert run.status == 0
    assert json.loads(Path("out.json").read_bytes())["statement"]["days_overdue"] == 10


def test_a_broken_file_is_one_problem(faxi: Faxi, write: Write) -> None:
    run = faxi("export", write("a.json", "{"), *AS_OF, "-o", "a.pdf", "--lang", "en")
    assert (run.status, run.out, run.err.count("\n")) == (1, "", 1)


def test_standard_input_can_be_exported(faxi: Faxi) -> None:
    run = faxi("export", "-", "-o", "a.json", *AS_OF, stdin=json.dumps(a_loan()).encode())
    assert run.status == 0
    assert json.loads(Path("a.json").read_bytes())["statement"]["total_due"] == TOTAL


def test_today_is_said(faxi: Faxi) -> None:
    run = faxi("export", *LOAN, "-o", "a.json", "--lang", "en")
    assert (run.status, run.err) == (0, "Cut-off date: 23 Nov 2026 (today)\n")


@pytest.mark.parametrize("output", ["case.json", "./case.json", "link.json"])
def test_the_case_itself_is_never_overwritten(faxi: Faxi, write: Write, output: str) -> None:
    write("case.json", a_loan())
    Path("link.json").symlink_to("case.json")
    before = Path("case.json").read_bytes()
    run = faxi("export", "case.json", *AS_OF, "-o", "a.pdf", "-o", output, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert f"{output.removeprefix('./')} is the case itself" in run.err
    assert (Path("case.json").read_bytes(), Path("a.pdf").exists()) == (before, False)


def test_an_old_export_is_replaced_in_place(faxi: Faxi) -> None:
    Path("a.csv").write_bytes(b"old")
    Path("a.csv").chmod(0o640)
    assert faxi("export", *LOAN, *AS_OF, "-o", "a.csv").status == 0
    assert Path("a.csv").read_bytes() != b"old"
    assert Path("a.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_an_old_export_stays_whole_when_writing_fails(
    faxi: Faxi, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    Path("a.csv").write_bytes(b"old")
    monkeypatch.setattr(call, fail)
    run = faxi("export", *LOAN, *AS_OF, "-o", "a.csv", "--lang", "en")
    assert run == (3, "", "a.csv: The disk is full; nothing was changed.\n")
    assert [(p.name, p.read_bytes()) for p in Path.cwd().iterdir()] == [("a.csv", b"old")]


def test_a_folder_in_the_way_is_3(faxi: Faxi) -> None:
    Path("a.pdf").mkdir()
    run = faxi("export", *LOAN, *AS_OF, "-o", "a.pdf", "--lang", "en")
    assert run == (3, "", "a.pdf: This is a folder, not a file.\n")


def test_a_forbidden_folder_is_3(faxi: Faxi, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    run = faxi("export", *LOAN, *AS_OF, "-o", "a.csv", "--lang", "en")
    said = f"a.csv: Nothing may be written into the folder {Path.cwd()}.\n"
    assert run == (3, "", said)


def test_a_missing_folder_is_3(faxi: Faxi) -> None:
    run = faxi("export", *LOAN, *AS_OF, "-o", "no/a.csv", "--lang", "zh")
    assert run == (3, "", f"no/a.csv: 文件夹 {Path.cwd() / 'no'} 不存在。\n")


def test_a_folder_is_said_to_be_one(faxi: Faxi) -> None:
    Path("out").mkdir()
    run = faxi("export", *LOAN, *AS_OF, "-o", "out", "--lang", "zh")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("faxi export：out：这是文件夹，不是文件。\n")


def test_a_name_too_long_is_3(faxi: Faxi) -> None:
    name = "x" * 300 + ".csv"
    run = faxi("export", *LOAN, *AS_OF, "-o", name, "--lang", "zh")
    assert run == (3, "", f"{name}: 文件名过长，请换一个较短的名称。\n")


def test_a_character_no_font_has_is_a_warning(faxi: Faxi, lang: str) -> None:
    run = faxi("export", *LOAN, "--title", "债\ue000务", *AS_OF, "-o", "a.pdf", "--lang", lang)
    assert run.status == 0
    said = {"zh": "现有字体无法显示：\\ue000", "en": "The fonts at hand cannot show: \\ue000"}
    assert run.err.startswith("a.pdf")
    assert run.err.endswith(f"{said[lang]}\n")


def test_an_export_can_be_exported_again_from_its_case(faxi: Faxi, write: Write) -> None:
    faxi("export", *LOAN, *AS_OF, "-o", "first.json")
    first = json.loads(Path("first.json").read_bytes())
    faxi("export", write("case.json", first["case"]), *AS_OF, "-o", "second.json")
    assert json.loads(Path("second.json").read_bytes()) == first
