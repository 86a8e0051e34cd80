"""``faxi check``: only the problems, with or without a cut-off date."""

from tests.cli.conftest import Faxi, Write
from tests.helpers.commands import AS_OF, a_loan

WAIVED = {
    "kind": "waiver",
    "date": "2025-06-01",
    "component": "penalty_interest",
    "amount": "9999.00",
}


def test_a_good_file_has_no_problems(faxi: Faxi, write: Write, lang: str) -> None:
    run = faxi("check", write("a.json", a_loan()), "--lang", lang)
    said = {"zh": "a.json：没有问题\n", "en": "a.json: no problems\n"}
    assert run == (0, said[lang], "")


def test_good_files_are_named_each(faxi: Faxi, write: Write) -> None:
    names = [write("a.json", a_loan()), write("b.json", [a_loan(), a_loan()])]
    run = faxi("check", *names, *AS_OF)
    assert (run.status, run.out.count("\n"), run.err) == (0, 2, "")


def test_all_problems_of_all_files_are_said(faxi: Faxi, write: Write) -> None:
    bad = a_loan(penalty={"surcharge": "50"}, tilte="x")
    names = [write("a.json", bad), write("b.json", "{"), write("c.json", a_loan())]
    run = faxi("check", *names, "--lang", "en")
    assert (run.status, run.out) == (1, "")
    places = [line.split(": ")[:2] for line in run.err.splitlines()]
    assert sorted(places[:2]) == [["a.json", "penalty.surcharge"], ["a.json", "tilte"]]
    assert [file for file, _ in places[2:]] == ["b.json"]


def test_a_waiver_above_what_is_outstanding_needs_a_date(faxi: Faxi, write: Write) -> None:
    name = write("a.json", a_loan(WAIVED))
    assert faxi("check", name).status == 0
    run = faxi("check", name, *AS_OF, "--lang", "en")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("a.json: events[0].amount: More is waived than is outstanding")


def test_the_date_of_a_pair_is_a_date(faxi: Faxi, write: Write) -> None:
    pairs = [{"case": a_loan()}, {"case": a_loan(WAIVED), "as_of": "2025-07-01"}]
    run = faxi("check", write("a.json", pairs))
    assert run.status == 1
    assert run.err.startswith("a.json[1]: events[0].amount: ")


def test_the_date_of_a_pair_goes_before_the_option(faxi: Faxi, write: Write) -> None:
    pair = {"case": a_loan(WAIVED), "as_of": "2025-05-01"}
    assert faxi("check", write("a.json", [pair]), *AS_OF).status == 0


def test_a_day_before_the_series_is_found_with_a_date(faxi: Faxi, write: Write) -> None:
    case = a_loan(contract_date="2019-08-19", cap={"lpr_multiple": "4"})
    name = write("a.json", case)
    run = faxi("check", name, *AS_OF, "--lang", "en")
    assert run.status == 1
    assert "LPR of one year has no value for 19 Aug 2019; it begins on 20 Aug 2019" in run.err


def test_today_is_not_needed(faxi: Faxi, write: Write) -> None:
    assert faxi("check", write("a.json", a_loan())).err == ""


def test_standard_input_is_checked(faxi: Faxi) -> None:
    run = faxi("check", "-", stdin=b"{}")
    assert run.status == 1
    assert run.err.startswith("-: format: ")
