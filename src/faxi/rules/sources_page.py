"""Writes the page of sources from the data: every rule with instrument, dates and confidence.

``python -m faxi.rules.sources_page > resources/docs/sources.md`` brings the page up to date.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date

from faxi.engine.case import LenderKind
from faxi.rules.book import load_rules
from faxi.rules.law import Instrument, Rule, confidence_words, instruments, law
from faxi.rules.series import SeriesFile, shipped_series
from faxi.rules.tables import Bilingual
from faxi.text.articles import article_face
from faxi.text.words import Language

_HEAD = """\
# 数据来源 Sources of the data

本页由数据生成，请勿手工修改。它列出本程序引用的每一条规则、其出处、施行日期和可靠程度；本程序只提供信息，不是法律意见。

This page is generated from the data; do not edit it by hand. It lists every rule the program
cites with its source, its dates in force and how sure it is. The program informs; it gives no
legal advice. To bring the page up to date:
`python -m faxi.rules.sources_page > resources/docs/sources.md`.
"""
_UNKNOWN = "未记录 not recorded"


def sources_page() -> str:
    """Return the page, in Chinese with English beside it."""
    parts = [_HEAD, *_confidences(), *_series(), *_ladders()]
    by_instrument: dict[str, list[Rule]] = {}
    for rule in law().values():
        by_instrument.setdefault(rule.instrument.id, []).append(rule)
    parts.append("## 规则 Rules\n")
    for rules in by_instrument.values():
        parts += _instrument(rules[0].instrument, rules)
    return "\n".join(parts)


def _confidences() -> Iterator[str]:
    yield "## 可靠程度 Confidence\n"
    words_of = confidence_words()
    counts = dict.fromkeys(confidence_words(), 0)
    for rule in law().values():
        counts[rule.confidence] += 1
    rows = ((f"`{label}`", _both(words), str(counts[label])) for label, words in words_of.items())
    yield _table(("标签 label", "含义 meaning", "条数 rules"), rows)


def _series() -> Iterator[str]:
    yield "## 利率序列 Series\n"
    heads = ("序列 series", "名称 title", "行 rows", "首行 first", "末行 last", "止于 ends")
    rows = (
        (
            f"`{file.series.id}`",
            _both(file.title),
            str(len(file.rows)),
            _row(file, 0),
            _row(file, -1),
            file.series.ends.isoformat() if file.series.ends else "",
            "; ".join(f"{gap.first} – {gap.last}" for gap in file.series.gaps),
            _both(instruments()[file.instrument].title),
            _both(confidence_words()[file.confidence]),
            file.series.checked_on.isoformat(),
        )
        for file in shipped_series().values()
    )
    more = ("空缺 gaps", "出处 source", "可靠程度 confidence", "核对日 checked on")
    yield _table((*heads, *more), rows)


def _row(file: SeriesFile, index: int) -> str:
    row = file.rows[index]
    return f"{row.day} {row.value}"


def _ladders() -> Iterator[str]:
    yield "## 阶段 Ladders\n"
    served: dict[str, list[LenderKind]] = {}
    files = load_rules().ladders
    for kind, file in files.items():
        served.setdefault(file.ladder.id, []).append(kind)
    rows = (
        (
            f"`{ladder_id}`",
            _both(files[kinds[0]].title),
            ", ".join(f"`{kind}`" for kind in kinds),
            _both(confidence_words()[files[kinds[0]].confidence]),
            files[kinds[0]].checked_on.isoformat(),
        )
        for ladder_id, kinds in served.items()
    )
    heads = ("阶段表 ladder", "名称 title", "出借人 lenders", "可靠程度 confidence")
    yield _table((*heads, "核对日 checked on"), rows)


def _instrument(instrument: Instrument, rules: Iterable[Rule]) -> Iterator[str]:
    yield f"### {instrument.title[Language.ZH]}\n"
    facts = [
        instrument.title[Language.EN],
        f"`{instrument.id}`",
        instrument.number,
        _both(instrument.issued_by),
        f"公布 published {_day(instrument.published)}",
        f"施行 in force {_span(instrument.in_force_from, instrument.in_force_to)}",
    ]
    yield " · ".join(filter(None, facts)) + "\n"
    heads = ("规则 rule", "内容 title", "条 article", "施行 in force", "适用 lenders")
    rows = (
        (
            f"`{rule.id}`",
            _both(rule.title),
            _article(rule.article),
            _span(rule.in_force_from, rule.in_force_to),
            ", ".join(f"`{kind}`" for kind in rule.lender_kinds),
            _both(confidence_words()[rule.confidence]),
            rule.checked_on.isoformat(),
        )
        for rule in rules
    )
    yield _table((*heads, "可靠程度 confidence", "核对日 checked on"), rows)


def _both(text: Bilingual) -> str:
    return f"{text[Language.ZH]} / {text[Language.EN]}"


def _article(article: str) -> str:
    return f"{article} / {article_face(article, Language.EN)}" if article else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else _UNKNOWN


def _span(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return _UNKNOWN
    return f"{_day(first)} –" + (f" {last}" if last else "")


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(heads)
    lines = [_line(heads), _line("---" for _ in heads), *map(_line, rows)]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.buffer.write(sources_page().encode("utf-8"))
