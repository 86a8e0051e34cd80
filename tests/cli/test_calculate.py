"""``faxi calculate``: what is printed, in which shape, to which day."""

import json
from typing import Any

import pytest
from tests.cli.conftest import Faxi, Write
from tests.helpers.commands import AS_OF, LOAN, PENALTY, TOTAL, a_loan, at
from tests.helpers.vectors import CASES, figures

SAID = {"zh": ("应还合计", "68,960.00 元"), "en": ("Total due", "CNY 68,960.00")}
DATE_USED = {"zh": "2026年11月23日（今天）", "en": "Cut-off date: 23 Nov 2026 (today)"}


def documents(faxi: Faxi, *arguments: str, stdin: bytes = b"") -> Any:
    run = faxi("calculate", *arguments, "--format", "json", stdin=stdin)
    assert (run.status, run.err) == (0, "")
    return json.loads(run.out)


def test_text_says_the_figures(faxi: Faxi, lang: str) -> None:
    run = faxi("calculate", *LOAN, *AS_OF, "--lang", lang)
    assert (run.status, run.err) == (0, "")
    label, total = SAID[lang]
    line = next(line for line in run.out.splitlines() if line.startswith(label))
    assert line.endswith(total)


def test_json_speaks_the_language(faxi: Faxi) -> None:
    titles = {lang: documents(faxi, *LOAN, *AS_OF, "--lang", lang) for lang in ("zh", "en")}
    assert titles["zh"]["stage"]["title"] == "可能进入债权转让"
    assert titles["en"]["stage"]["title"] == "The debt may be assigned"
    assert titles["zh"]["lines"] == titles["en"]["lines"]


@pytest.mark.parametrize(
    ("environment", "said"), [("en", "Total due"), ("EN_us", "Total due"), ("fr", "应还合计")]
)
def test_the_environment_names_the_language(
    faxi: Faxi, monkeypatch: pytest.MonkeyPatch, environment: str, said: str
) -> None:
    monkeypatch.setenv("FAXI_LANG", environment)
    assert said in faxi("calculate", *LOAN, *AS_OF).out


def test_the_option_goes_before_the_environment(
    faxi: Faxi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAXI_LANG", "en")
    assert "应还合计" in faxi("calculate", *LOAN, *AS_OF, "--lang=zh").out


def test_without_a_date_today_is_used_and_said(faxi: Faxi, lang: str, form: str) -> None:
    run = faxi("calculate", *LOAN, "--lang", lang, "--format", form)
    assert run.status == 0
    assert DATE_USED[lang] in run.err
    assert run.out == faxi("calculate", *LOAN, *AS_OF, "--lang", lang, "--format", form).out


def test_a_file_gives_what_its_options_give(faxi: Faxi, write: Write, form: str) -> None:
    name = write("case.json", a_loan(title="某银行消费贷"))
    from_file = faxi("calculate", name, *AS_OF, "--format", form)
    from_options = faxi("calculate", *LOAN, "--title", "某银行消费贷", *AS_OF, "--format", form)
    assert from_file == from_options


def test_a_dash_reads_standard_input(faxi: Faxi) -> None:
    case = json.dumps(a_loan(), ensure_ascii=False)
    statement = documents(faxi, "-", *AS_OF, stdin=b"\xef\xbb\xbf" + case.encode())
    assert (statement["title"], statement["total_due"]) == ("某银行消费贷", TOTAL)


def test_one_case_is_an_object(faxi: Faxi, write: Write) -> None:
    assert documents(faxi, write("a.json", a_loan()), *AS_OF)["total_due"] == TOTAL


def test_a_list_of_one_is_a_list(faxi: Faxi, write: Write) -> None:
    found = documents(faxi, write("a.json", [a_loan()]), *AS_OF)
    assert [statement["total_due"] for statement in found] == [TOTAL]


def test_several_files_are_one_list_in_order(faxi: Faxi, write: Write) -> None:
    names = [
        write("b.json", a_loan(title="乙")),
        write("a.json", [a_loan(title="甲"), a_loan(title="丙")]),
    ]
    stdin = json.dumps(a_loan(title="丁")).encode()
    found = documents(faxi, *names, "-", *AS_OF, stdin=stdin)
    assert [statement["title"] for statement in found] == ["乙", "甲", "丙", "丁"]


def test_a_pair_alone_is_an_object(faxi: Faxi, write: Write) -> None:
    pair = {"case": a_loan(), "as_of": "2025-03-11", "id": 1, "note": "x", "expect": {}}
    assert documents(faxi, write("a.json", pair))["days_overdue"] == 10


def test_the_date_of_a_pair_wins(faxi: Faxi, write: Write) -> None:
    pairs = [{"case": a_loan(), "as_of": "2025-03-11"}, {"case": a_loan()}]
    found = documents(faxi, write("a.json", pairs), *AS_OF)
    assert [statement["as_of"] for statement in found] == ["2025-03-11", "2026-11-23"]


def test_a_pair_with_a_date_needs_no_word_about_today(faxi: Faxi, write: Write) -> None:
    name = write("a.json", [{"case": a_loan(), "as_of": "2025-03-11"}])
    assert faxi("calculate", name).err == ""


def test_several_cases_as_text_follow_each_other(faxi: Faxi, write: Write) -> None:
    name = write("a.json", [a_loan(title="甲"), a_loan(title="乙")])
    out = faxi("calculate", name, *AS_OF).out
    assert out.count("还款明细汇总") == 2
    assert out.index("甲") < out.index("乙")


def test_a_cut_off_before_the_due_date_owes_nothing(faxi: Faxi) -> None:
    statement = documents(faxi, *LOAN, "--as-of", "2025-02-01")
    found = (statement["stage"]["id"], statement["total_due"], statement["lines"])
    assert found == ("not_due", "0.00", [])
    assert statement["not_yet_due"]["principal"] == "50000.00"


def test_numbers_are_text_and_nothing_is_escaped(faxi: Faxi) -> None:
    out = faxi("calculate", *LOAN, "--title", "张三", *AS_OF, "--format", "json").out
    assert '"title": "张三"' in out
    assert f'"penalty_interest": "{PENALTY}"' in out
    assert out.endswith("}\n")


def test_the_same_input_gives_the_same_bytes(faxi: Faxi, form: str) -> None:
    runs = {faxi("calculate", *LOAN, *AS_OF, "--format", form) for _ in range(3)}
    assert len(runs) == 1


@pytest.mark.parametrize("name", ["published", "reference"])
def test_a_vector_file_gives_every_figure(faxi: Faxi, name: str) -> None:
    path = CASES / f"{name}.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    found = documents(faxi, str(path))
    assert len(found) == len(entries)
    for entry, statement in zip(entries, found, strict=True):
        expected = figures(entry["expect"])
        assert {path: at(statement, path) for path in expected} == expected, entry["id"]
