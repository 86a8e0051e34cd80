"""Exit statuses, and that nothing but problems is said when there are some."""

import errno
import json
import os
from pathlib import Path

import pytest
from tests.cli.conftest import Faxi, Write
from tests.helpers.commands import AS_OF, LOAN, a_loan
from tests.helpers.own_files import write_own

DUE = ("--principal", "50000", "--due", "2025-03-01")

WRONG_USAGE: list[tuple[tuple[str, ...], str]] = [
    (("calculate", "--frob"), "unknown arguments: --frob"),
    (("calculate", *LOAN, "--grace", "3"), "unknown arguments: --grace"),
    (("calculate", *LOAN, "--penalty-rate", "20%/year"), "either --penalty-rate or"),
    (("calculate", *DUE), "either --penalty-rate or --penalty-surcharge"),
    (("calculate", "--principal", "5"), "missing: --due"),
    (("calculate",), "faxi calculate: give a case file, or --principal"),
    (("calculate", "-", "-"), "standard input can be read once only"),
    (("costs",), "give one of: --amount --fee"),
    (("calculate", "a.json", "--principal", "5"), "exclude each other"),
    (("calculate", "a.json", "--on-top"), "exclude each other"),
    (("calculate", *LOAN, "--cap-apply"), "missing: --cap"),
    (("calculate", *LOAN, "--day-count", "ACT/364"), "ACT/364 is not known; accepted: ACT/360, "),
    (("calculate", *LOAN, "--on-top=yes"), "--on-top takes no value"),
    (("calculate", *LOAN, "--title"), "--title needs a value"),
    (("calculate", *LOAN, "--format", "xml"), "xml is not known; accepted: text, json"),
    (("calculate", *LOAN, "--as-of", "2026-02-30"), "--as-of: “2026-02-30” is not a date"),
    (("calculate", *LOAN, "--as-of", "20261123"), "--as-of: “20261123” is not a date"),
    (("calculate", *LOAN, "--lang", "fr"), "--lang: fr is not known; accepted: zh, en"),
    (("frobnicate",), "frobnicate is not known; accepted: calculate, export, check"),
    (("--lang=en",), "unknown arguments: --lang=en"),
    (("check",), "missing: CASE.json"),
    (("export", "a.json"), "missing: -o/--output"),
    (
        ("export", *LOAN, "-o", "a.doc"),
        "“.doc” is not known; accepted: .pdf, .docx, .xlsx, .csv, .json, .md",
    ),
    (("export", *LOAN, "-o", "summary"), "“summary” is not known"),
    (("export", *LOAN, "-o", ""), "“” is not known"),
    (("export", "a.json", "b.json", "-o", "c.pdf"), "export takes one case"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_USAGE, ids=lambda v: str(v)[-40:])
def test_wrong_usage_is_2(
    faxi: Faxi, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv("FAXI_LANG", "en")
    run = faxi(*arguments)
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert "--help" in run.err


@pytest.mark.parametrize(
    "arguments", [a for a, _ in WRONG_USAGE if a != ("--lang=en",)], ids=lambda v: str(v)[-40:]
)
def test_wrong_usage_is_said_in_chinese_too(faxi: Faxi, arguments: tuple[str, ...]) -> None:
    run = faxi(*arguments)
    assert (run.status, run.out) == (2, "")
    first, second = run.err.splitlines()
    assert not first.isascii()
    assert second.startswith("用法见")


def test_a_wrong_option_is_said_before_a_missing_file(faxi: Faxi) -> None:
    assert faxi("calculate", "none.json", "--frob").status == 2


BAD_OPTIONS = [
    (["--principal", "0"], "--principal: The amount must be greater than zero."),
    (["--principal", "1.234"], "--principal: “1.234” is not an amount"),
    (["--principal", "1e400"], "--principal: “1e400” is not an amount"),
    (["--principal", "NaN"], "--principal: “NaN” is not an amount"),
    (["--interest", "-1"], "--interest: “-1” is not an amount"),
    (["--rate", "14.4"], "--rate: “14.4” is not a rate; expected a number with unit and period"),
    (["--rate", "1001%/year"], "--rate: 1001%/year is more than 1000% a year"),
    (["--penalty-surcharge", "50"], "--penalty-surcharge: “50” is not a percentage"),
    (["--due", "2025-02-30"], "--due: “2025-02-30” is not a date"),
    (["--due", "2025-3-1"], "--due: “2025-3-1” is not a date"),
    (["--due", "1899-12-31"], "years 1900 to 2199"),
    (["--contract-date", "soon"], "--contract-date: “soon” is not a date"),
    (["--grace-days", "-1"], "--grace-days: -1 is out of range; the limit is 0."),
    (["--grace-days", "99999"], "--grace-days: 99999 is out of range; the limit is 3650."),
    (["--grace-days", "٣"], "--grace-days: "),
    (["--compound-day", "29"], "--compound-day: 29 is out of range; the limit is 28."),
    (["--compound-base", "interest_and_penalty"], "--compound-settle: Compound interest on"),
    (["--allocation", "costs"], "--allocation: The order must name each of these once"),
    (["--allocation", "costs,kosten"], "--allocation: “kosten” is not known here"),
    (["--cap", "24"], "--cap: “24” is not a percentage"),
    (["--payment", "2025-06-01"], "--payment: “” is not an amount"),
    (["--payment", "=5"], "--payment: “” is not a date"),
    (["--payment", "2025-06-01=0"], "--payment: The amount must be greater than zero."),
    (["--cost", "2025-09-01:300"], "--cost: “2025-09-01:300” is not a date"),
    (["--pause", "2025-05-02..2025-05-01"], "--pause: The pause ends on 1 May 2025, before"),
    (["--pause", "2025-05-02"], "--pause: “” is not a date"),
    (["--day-count", "30E/360", "--rate", "5‱/day"], "--rate: The daily rate 0.05%/day counts"),
    (["--day-count", "30E/360", "--rounding", "per_day"], "--rounding: Rounding each day needs"),
    (["--title", "x" * 20_001], "--title: The text is longer than 20000 characters."),
    (["--title", "\udcff"], "--title: The text holds characters that cannot be stored."),
]


@pytest.mark.parametrize(("arguments", "said"), BAD_OPTIONS, ids=lambda v: str(v)[:40])
def test_a_bad_value_is_1_and_names_its_option(faxi: Faxi, arguments: list[str], said: str) -> None:
    run = faxi("calculate", *LOAN, *arguments, *AS_OF, "--lang", "en")
    assert (run.status, run.out) == (1, "")
    assert said in run.err


def test_a_missing_contract_rate_names_the_options(faxi: Faxi) -> None:
    run = faxi("calculate", *DUE, "--penalty-surcharge", "50%", *AS_OF, "--lang", "en")
    told = "--rate: The contract rate is needed here, because of --penalty-surcharge.\n"
    assert run == (1, "", told)


def test_every_bad_value_is_said_at_once(faxi: Faxi) -> None:
    bad = ["--principal", "x", "--due", "x", "--cap", "x", "--payment", "x=y"]
    run = faxi("calculate", *LOAN, *bad)
    options = [line.partition(":")[0] for line in run.err.splitlines()]
    assert sorted(options) == ["--cap", "--due", "--payment", "--payment", "--principal"]


def test_one_bad_case_suppresses_everything(faxi: Faxi, write: Write, form: str) -> None:
    cases = [a_loan(), a_loan(), a_loan(), a_loan({"kind": "repayment"})]
    names = [write("good.json", a_loan()), write("bad.json", cases)]
    run = faxi("calculate", *names, "--format", form, "--lang", "en")
    assert (run.status, run.out) == (1, "")
    assert run.err.splitlines() == [
        "bad.json[3]: events[0].date: This key is missing.",
        "bad.json[3]: events[0].amount: This key is missing.",
    ]


def test_a_problem_of_a_single_case_has_no_number(faxi: Faxi, write: Write) -> None:
    name = write("a.json", a_loan(contract_rate="14.4"))
    run = faxi("calculate", name, *AS_OF)
    assert run.err.startswith("a.json: contract_rate: “14.4”不是利率")


def test_a_problem_found_while_calculating_has_its_place(faxi: Faxi, write: Write) -> None:
    waiver = {
        "kind": "waiver", "date": "2025-06-01", "component": "costs", "amount": "1.00",
    }  # fmt: skip
    name = write("a.json", [a_loan(), a_loan(waiver)])
    run = faxi("calculate", name, *AS_OF, "--lang", "en")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("a.json[1]: events[0].amount: More is waived")


HOSTILE: list[tuple[bytes, str]] = [
    (b"", "not valid JSON: line 1, column 1"),
    (b"{", "not valid JSON"),
    (b"[]", "The list is empty"),
    (b"null", "Expected an object in braces, found null"),
    (b'"case"', "Expected an object in braces"),
    (b"[[]]", "Expected an object in braces"),
    (b"\xff\xfe\x00", "not UTF-8 text"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"a":' * 200 + b"1" + b"}" * 200, "nested too deeply"),
    (b'{"principal": NaN}', "NaN is not a number that can be calculated with"),
    (b"[-Infinity]", "-Infinity is not a number"),
    (b"9" * 5000, "too many digits"),
    (b'{"title": "", "title": ""}', "“title” is given twice"),
    (b"{}", "format: This key is missing."),
    (b'{"format": "faxi-case", "version": 2}', "Use a newer Faxi."),
    (b'{"format": "faxi-case", "version": true}', "“true” is not known here"),
    (b'{"case": {}, "as_of": "2026-02-30"}', "as_of: “2026-02-30” is not a date"),
    (b'{"case": {}, "frob": 1}', "frob: “frob” is not a key"),
    (b"\x1b[2J", "not valid JSON"),
]


@pytest.mark.parametrize(("content", "said"), HOSTILE, ids=lambda v: repr(v)[:30])
@pytest.mark.parametrize("command", ["calculate", "check"])
def test_hostile_files_are_1(
    faxi: Faxi, write: Write, command: str, content: bytes, said: str
) -> None:
    run = faxi(command, write("a.json", content), "--lang", "en")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("a.json")
    assert said in run.err


HOSTILE_KEYS = [
    ("instalments", [], "instalments: The list is empty"),
    ("instalments", [{"due_date": "2025-03-01", "principal": 50000}], "Found 50000; expected"),
    ("instalments", [{"due_date": "2025-03-01", "principal": "1e400"}], "“1e400” is not an amount"),
    ("instalments", [{"due_date": "2025-03-01", "principal": "NaN"}], "“NaN” is not an amount"),
    ("instalments", [{"due_date": "2025-02-29", "principal": "1"}], "“2025-02-29” is not a date"),
    ("grace", {"days": "3"}, "grace.days: Expected a whole number without quotes, found 3."),
    ("cap", {"annual_rate": "24%", "amount": "5.00"}, "cap: Give exactly one of: annual_rate"),
    ("penalty", {}, "penalty: Give exactly one of: rate, surcharge"),
    ("title", None, "title: Found null; expected text in quotes"),
    ("events", {}, "events: Expected a list"),
    ("notes", "\udc80", "notes: The text holds characters that cannot be stored."),
    ("\x1b[2J", 1, "\\x1b[2J: “\\x1b[2J” is not a key"),
]


@pytest.mark.parametrize(("key", "value", "said"), HOSTILE_KEYS, ids=lambda v: repr(v)[:30])
def test_hostile_keys_are_1(faxi: Faxi, write: Write, key: str, value: object, said: str) -> None:
    run = faxi("calculate", write("a.json", a_loan(**{key: value})), *AS_OF, "--lang", "en")
    assert (run.status, run.out) == (1, "")
    assert f"a.json: {said}" in run.err or said in run.err
    assert "\x1b" not in run.err


def test_a_number_beyond_all_floats_is_refused(faxi: Faxi, write: Write) -> None:
    text = json.dumps(a_loan()).replace('"50000.00"', "1e400")
    run = faxi("calculate", write("a.json", text), *AS_OF, "--lang", "en")
    assert run.status == 1
    assert "a.json: instalments[0].principal: Found 1e400" in run.err


def test_fifty_megabytes_of_junk_are_refused(faxi: Faxi) -> None:
    Path("a.json").write_bytes(b"\x00" * (50 * 2**20))
    run = faxi("calculate", "a.json", "--lang", "en")
    assert (run.status, run.out) == (1, "")
    assert run.err == "a.json: The file is larger than 32 MB, so it is not a case file.\n"


def test_junk_on_standard_input_is_refused(faxi: Faxi) -> None:
    run = faxi("calculate", "-", stdin=b"x" * (33 * 2**20))
    assert run.status == 1
    assert run.err == "-: 文件超过 32 MB，不是案件文件。\n"


@pytest.mark.parametrize("command", ["calculate", "check"])
def test_a_missing_file_is_3(faxi: Faxi, write: Write, command: str) -> None:
    run = faxi(command, write("a.json", a_loan()), "none.json", "--lang", "en")
    assert run == (3, "", "none.json: The file does not exist.\n")


def test_a_folder_is_3(faxi: Faxi, lang: str) -> None:
    Path("folder").mkdir()
    said = {"zh": "这是文件夹，不是文件。", "en": "This is a folder, not a file."}
    run = faxi("calculate", "folder", "--lang", lang)
    assert run == (3, "", f"folder: {said[lang]}\n")


def test_a_forbidden_file_is_3(faxi: Faxi, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("pathlib.Path.open", refuse)
    run = faxi("calculate", "a.json", "--lang", "en")
    assert run == (3, "", "a.json: This may not be read or written: permission denied.\n")


def test_a_file_below_a_file_is_3(faxi: Faxi, write: Write) -> None:
    name = write("a.json", a_loan())
    assert faxi("calculate", f"{name}/b.json").status == 3


def test_a_link_to_itself_is_3(faxi: Faxi) -> None:
    Path("a.json").symlink_to("a.json")
    assert faxi("calculate", "a.json").status == 3


@pytest.mark.parametrize("name", ["rates.csv", "ladders/mine.toml"])
def test_a_broken_file_of_the_persons_own_is_3(faxi: Faxi, name: str) -> None:
    path = write_own(name, "junk")
    run = faxi("calculate", *LOAN, *AS_OF)
    assert (run.status, run.out) == (3, "")
    assert run.err.startswith(path.name)
