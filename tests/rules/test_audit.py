"""The audit: nothing to find in what is shipped, and every kind of fault found in what is not."""

import shutil
from pathlib import Path

import pytest
from tests.helpers.toml_files import Change, replaced

from faxi.resources import resource
from faxi.rules.audit import Finding, audit


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the shipped data."""
    for name in ("rules", "guidance"):
        shutil.copytree(resource(name), tmp_path / name)
    return tmp_path


def found(root: Path, name: str, change: Change) -> list[Finding]:
    """Return what is found once a file has been changed."""
    path = root / name
    before = path.read_text(encoding="utf-8")
    path.write_text(change(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    return audit(root)


def test_nothing_is_wrong_with_what_is_shipped() -> None:
    assert audit() == []


def test_a_copy_is_audited_like_the_original(root: Path) -> None:
    assert audit(root) == []


LIMITS, PENALTY, COSTS = "rules/limits.toml", "rules/penalty.toml", "rules/costs.toml"
INSTRUMENTS, LINES = "rules/instruments.toml", "rules/line_rules.toml"
LPR, PRIVATE = "rules/series_lpr_1y.toml", "rules/ladder_private.toml"
GENTLE = "guidance/zh/gentle.md"
FAULTS: list[tuple[str, Change, str, str, str]] = [
    # What a loader refuses becomes a finding, and the rest is still looked at.
    (LIMITS, lambda _: "x = [", "limits.toml", "", "not TOML"),
    (PENALTY, replaced('unit = "percent"', 'unit = "pct"'), "penalty.toml", "rule[0].unit", "unkn"),
    (
        INSTRUMENTS,
        replaced('number = "银发', 'nr = "银发'),
        "instruments.toml",
        "instrument[0]:number",
        "miss",
    ),
    (LPR, replaced('"4.20%"', '"4,20%"'), "series_lpr_1y.toml", "row[1]:value", "not a percentage"),
    (
        PRIVATE,
        replaced("by_bucket = []", "by = 1"),
        "ladder_private.toml",
        "stage[0]:by",
        "unknown",
    ),
    (LINES, replaced("[private]", "[privat]"), "line_rules.toml", "private", "missing"),
    (
        "guidance/labels.toml",
        replaced("SEEN-P", "SEEN-Q"),
        "labels.toml",
        "confidence:SEEN-P",
        "mi",
    ),
    (GENTLE, replaced("title =", "titel ="), "zh/gentle.md", "title", "missing"),
    # Rules
    (
        PENALTY,
        replaced("checked_on = 2026-11-23", "checked_on = 2003-11-23"),
        "penalty.toml",
        "rule[0].in_force_from",
        "later than the check",
    ),
    (
        LIMITS,
        replaced('annual = "24%"', 'annual = "24 percent"'),
        "limits.toml",
        "limits.private.2015_24.values.annual",
        "not an exact figure: 24 percent",
    ),
    (
        LIMITS,
        replaced('annual = "24%"', 'annual = "24"'),
        "limits.toml",
        "limits.private.2015_24.values",
        "none in percent_per_year",
    ),
    (
        LIMITS,
        replaced('article = "第二十六条"', 'article = "26"'),
        "limits.toml",
        "limits.private.2015_24.article",
        "not an article: 26",
    ),
    (
        LIMITS,
        replaced("据公开报道，金融借款", "金融借款"),
        "limits.toml",
        "limits.bank.total_24.words.zh",
        "do not say that this is SEEN-2",
    ),
    (
        LIMITS,
        replaced("As publicly reported, the borrower", "The borrower"),
        "limits.toml",
        "limits.bank.total_24.words.en",
        "do not say that this is SEEN-2",
    ),
    (
        PENALTY,
        replaced("各地法院做法不一", "各地法院支持"),
        "penalty.toml",
        "compound.penalty.words.zh",
        "do not say that this is DISPUTED",
    ),
    (
        PENALTY,
        replaced('confidence = "SEEN-P"', 'confidence = "PRACTICE"'),
        "penalty.toml",
        "bank.penalty.overdue.confidence",
        "practice has no source in law",
    ),
    (
        COSTS,
        replaced('up_to = "100000"\nrate = "2.5%"', 'up_to = "10000"\nrate = "2.5%"'),
        "costs.toml",
        "costs.acceptance_fee.tiers",
        "ends must be whole yuan and ascend",
    ),
    (
        COSTS,
        replaced('rate = "2.5%"', 'rate = "2.5"'),
        "costs.toml",
        "costs.acceptance_fee.tiers[1].rate",
        "not a percentage: 2.5",
    ),
    (
        COSTS,
        replaced('fixed = "50"', 'fixed = "fifty"'),
        "costs.toml",
        "costs.acceptance_fee.tiers[0].fixed",
        "not a sum: fifty",
    ),
    (
        COSTS,
        replaced('fixed = "50"', 'fixed = "50"\nrate = "1%"'),
        "costs.toml",
        "costs.acceptance_fee.tiers[0]",
        "expected either",
    ),
    (
        INSTRUMENTS,
        replaced("published = 2024-11-10", "published = 2027-11-10"),
        "limitation.toml",
        "period.public_holidays.instrument",
        "2027-11-10 is later than the check",
    ),
    (
        INSTRUMENTS,
        replaced("[[instrument]]\n", '[[instrument]]\nid = "unused"\n[[instrument]]\n'),
        "instruments.toml",
        "instrument[0]:title",
        "missing",
    ),
    # Unconfirmed or promising words, wherever they stand
    (LIMITS, lambda text: f"# from MEMORY\n{text}", "limits.toml", "1", "forbidden: MEMORY"),
    (GENTLE, lambda text: f"{text}（MEM）\n", "zh/gentle.md", "51", "forbidden: MEM"),
    (LIMITS, lambda text: f"# 必然\n{text}", "limits.toml", "1", "forbidden: 必然"),
    # Series
    (
        LPR,
        replaced('instrument = "lpr_announcements"', 'instrument = "x"'),
        "series_lpr_1y.toml",
        "instrument",
        "unknown: x",
    ),
    (
        LPR,
        replaced('confidence = "SEEN"', 'confidence = "SURE"'),
        "series_lpr_1y.toml",
        "confidence",
        "unknown: SURE",
    ),
    (LPR, replaced('id = "lpr_1y"', 'id = "lpr_5y"'), "series_lpr_5y.toml", "id", "repeated"),
    # Ladders
    (
        PRIVATE,
        replaced('"private.penalty"', '"no.rule"'),
        "ladder_private.toml",
        "gentle:rules",
        "unknown: no.rule",
    ),
    (
        PRIVATE,
        replaced('"private.penalty"', '"bank.penalty.overdue"'),
        "ladder_private.toml",
        "gentle:rules",
        "not for this kind of lender: bank.penalty.overdue",
    ),
    (
        PRIVATE,
        replaced('lender_kinds = ["private"]', 'lender_kinds = ["credit_card"]'),
        "ladder_private.toml",
        "lender_kinds",
        "repeated: credit_card",
    ),
    (
        PRIVATE,
        replaced('confidence = "PRACTICE"', 'confidence = "SURE"'),
        "ladder_private.toml",
        "confidence",
        "unknown: SURE",
    ),
    # Lines
    (
        LINES,
        replaced('"private.penalty"', '"no.rule"'),
        "line_rules.toml",
        "private.penalty_interest",
        "unknown: no.rule",
    ),
    (
        LINES,
        replaced('"private.penalty"', '"small_loan.penalty"'),
        "line_rules.toml",
        "private.penalty_interest",
        "not for it: small_loan.penalty",
    ),
    # Guidance
    (GENTLE, replaced("据公开报道，", ""), "zh/gentle.md", "", "does not say that"),
    (
        GENTLE,
        replaced("[practice.gentle]", "[practice.gentl]"),
        "zh/gentle.md",
        "",
        "unknown rule: practice.gentl",
    ),
]


@pytest.mark.parametrize(("name", "change", "file", "key", "reason"), FAULTS)
def test_a_fault_is_found(
    root: Path, name: str, change: Change, file: str, key: str, reason: str
) -> None:
    findings = found(root, name, change)
    assert [
        finding
        for finding in findings
        if finding.file == file
        and (not key or finding.key == key)
        and finding.reason.startswith(reason)
    ], findings


def test_a_missing_stage_is_found_in_both_languages(root: Path) -> None:
    for language in ("zh", "en"):
        (root / "guidance" / language / "settled.md").unlink()
    assert audit(root) == [
        Finding("en/settled.md", "1", "missing"),
        Finding("zh/settled.md", "1", "missing"),
    ]


def test_a_topic_no_stage_leads_to_is_found(root: Path) -> None:
    for language in ("zh", "en"):
        topics = root / "guidance" / language / "topics"
        text = (topics / "calls.md").read_text(encoding="utf-8")
        (topics / "lonely.md").write_text(text.replace('"calls"', '"lonely"', 1), encoding="utf-8")
    assert audit(root) == [
        Finding("en/topics/lonely.md", "id", "no stage leads to it"),
        Finding("zh/topics/lonely.md", "id", "no stage leads to it"),
    ]


def test_an_instrument_nothing_cites_is_found(root: Path) -> None:
    path = root / "rules" / "instruments.toml"
    first = path.read_text(encoding="utf-8").split("[[instrument]]")[1]
    lonely = first.replace('id = "yinfa_2003_251"', 'id = "lonely"')
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[[instrument]]{lonely}", encoding="utf-8")
    assert audit(root) == [Finding("instruments.toml", "lonely", "nothing cites it")]


def test_several_faults_are_found_at_once(root: Path) -> None:
    for name in (LIMITS, COSTS, GENTLE):
        path = root / name
        path.write_text(f"{path.read_text(encoding='utf-8')}\n# MEMORY\n", encoding="utf-8")
    assert {finding.file for finding in audit(root)} == {
        "limits.toml",
        "costs.toml",
        "zh/gentle.md",
    }
