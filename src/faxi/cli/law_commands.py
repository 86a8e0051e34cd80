"""The commands about the law by itself: court costs, and the rules with source and age."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from faxi.app.citations import citation
from faxi.app.current_rules import current_rules, export_rates, import_rates
from faxi.app.law import Costs, amount_behind, costs_of
from faxi.app.law_texts import COST_NAMES, cost_text, rule_document
from faxi.cli.days import day_reader
from faxi.cli.usage import UsageError
from faxi.engine.money import Fen, money_text
from faxi.engine.problems import CaseError, Problem
from faxi.rules.audit import audit
from faxi.rules.law import Rule, law
from faxi.rules.series import SeriesFile
from faxi.store.files import read_file
from faxi.store.json_text import MAX_BYTES, shown
from faxi.text.faces import date_face, money_face
from faxi.text.messages import message_of
from faxi.text.reading import read_money
from faxi.text.words import Words

FINE, PROBLEMS = 0, 1


class Run(Protocol):
    """What a command of this file needs of the run it belongs to."""

    options: argparse.Namespace
    words: Words
    output: list[str]
    complaints: list[str]


def add_costs(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare ``faxi costs``."""
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--amount", metavar="YUAN", help=words("the amount claimed, in yuan"))
    given.add_argument(
        "--fee", metavar="YUAN", help=words("an acceptance fee, to find the amount behind it")
    )


def add_rules(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare ``faxi rules``."""
    parser.add_argument(
        "what", nargs="?", metavar="ID", help=words("a rule or series; or import, export")
    )
    parser.add_argument("file", nargs="?", metavar="FILE.csv", help=words("rows to import"))
    parser.add_argument(
        "--check", action="store_true", help=words("audit all rule data and guidance")
    )
    parser.add_argument(
        "--on", type=day_reader(words), metavar="DATE", help=words("the value of a series on a day")
    )


def costs(run: Run) -> int:
    """Print what a court would charge for a claim."""
    flag, text = ("--fee", run.options.fee) if run.options.fee else ("--amount", run.options.amount)
    try:
        amount: Fen | None = read_money(text)
    except ValueError:
        problem = Problem("money_unreadable", "", {"value": text[:40]})
        run.complaints.append(f"{flag}: {message_of(problem, run.words)}")
        return PROBLEMS
    if run.options.fee and amount is not None:
        amount = amount_behind(amount)
    if amount is None:
        run.complaints.append(run.words("--fee: no amount has this acceptance fee"))
        return PROBLEMS
    found = costs_of(amount)
    if run.options.format == "json":
        document = {"amount": money_text(amount)}
        document |= {item.key: money_text(item.fee) for item in found.items()}
        run.output.append(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        run.output.append(_costs_text(found, run.words))
    return FINE


def _costs_text(costs: Costs, words: Words) -> str:
    lines = [words("Claim: {amount} yuan", amount=money_face(costs.amount)), ""]
    for item in costs.items():
        source = citation(law()[item.rule_id], words).source
        lines.append(f"{words(COST_NAMES[item.key])}: {money_face(item.fee)}  [{source}]")
        lines.append(f"    {cost_text(item, words)}")
    return "\n".join([*lines, "", words("Information, not legal advice."), ""])


def rules(run: Run) -> int:
    """Print rules or the value of a series, or take and give a person's own rows."""
    what = run.options.what
    _check_usage(run)
    if run.options.check:
        return _check(run)
    if what == "import":
        return _import(run)
    if what == "export":
        run.output.append(export_rates().decode("utf-8-sig"))
        return FINE
    series = current_rules().series
    if what in series:
        return _series(run, series[what])
    if what is not None and what not in law():
        told = run.words(
            "“{value}” is neither a rule nor a series; “faxi rules” lists them.", value=shown(what)
        )
        run.complaints.append(told)
        return PROBLEMS
    return _rules(run, [law()[what]] if what else list(law().values()), list(series.values()))


def _check_usage(run: Run) -> None:
    """Refuse what would be left unread."""
    options, words = run.options, run.words
    if what := options.what if options.check else None:
        raise UsageError(words("{what} and {other} exclude each other", what="--check", other=what))
    if options.on is not None and (options.check or options.what in {"import", "export"}):
        other = "--check" if options.check else options.what
        raise UsageError(words("{what} and {other} exclude each other", what="--on", other=other))
    if options.what == "import" and options.file is None:
        raise UsageError(words("missing: {what}", what="FILE.csv"))
    if options.what != "import" and options.file is not None:
        raise UsageError(words("only import takes a file: {file}", file=options.file[:40]))


def _rules(run: Run, chosen: list[Rule], series: list[SeriesFile]) -> int:
    """Print one rule, or all of them, or those in force on a day, with the series."""
    day, is_one = run.options.on, len(chosen) == 1
    if day is not None and not is_one:
        chosen = [rule for rule in chosen if rule.is_in_force(day)]
    if run.options.format == "json":
        documents = [_rule_document(rule, day, run.words) for rule in chosen]
        found: Any = documents[0] if is_one else documents
        run.output.append(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return FINE
    run.output += [_rule_text(rule, day, run.words) for rule in chosen]
    if not is_one:
        run.output += [_series_text(file, run.words) for file in series]
    return FINE


def _check(run: Run) -> int:
    """Audit all data: every fault with its file and key, or one line that there is none."""
    findings = audit()
    if findings:
        run.complaints += [f"{fault.file}: {fault.key}: {fault.reason}" for fault in findings]
        return PROBLEMS
    run.output.append(run.words("{count} rules: no faults", count=len(law())) + "\n")
    return FINE


def _rule_document(rule: Rule, day: date | None, words: Words) -> dict[str, Any]:
    said = {"id": rule.id, "words": rule.words[words.language], "values": dict(rule.values)}
    asked = {"in_force": rule.is_in_force(day)} if day else {}
    return {**said, **rule_document(rule, words), **asked}


def _rule_text(rule: Rule, day: date | None, words: Words) -> str:
    checked = words("checked on {day}", day=date_face(rule.checked_on, words))
    source = citation(rule, words).source
    language = words.language
    lines = [f"{rule.id}: {rule.title[language]}", rule.words[language], f"{source}; {checked}"]
    if span := _span(rule, words):
        lines.append(span)
    if day is not None and not rule.is_in_force(day):
        lines.append(words("Not in force on {day}.", day=date_face(day, words)))
    return "\n    ".join(lines) + "\n"


def _span(rule: Rule, words: Words) -> str:
    if rule.in_force_from is None:
        return ""
    first = date_face(rule.in_force_from, words)
    if rule.in_force_to is None:
        return words("In force from {first}.", first=first)
    last = date_face(rule.in_force_to, words)
    return words("In force from {first} to {last}.", first=first, last=last)


def _series_text(file: SeriesFile, words: Words) -> str:
    checked = words("checked on {day}", day=date_face(file.series.checked_on, words))
    last = file.rows[-1]
    own = f" {words('(your own row)')}" if last.own else ""
    latest = f"{last.day.isoformat()} {last.value}{own}"
    return f"{file.series.id}: {file.title[words.language]}\n    {latest}; {checked}\n"


def _series(run: Run, file: SeriesFile) -> int:
    """Print the value of a series on a day, or all its rows."""
    day: date | None = run.options.on
    try:
        rows = [file.row_on(day)] if day else list(file.rows)
    except CaseError as error:
        run.complaints += [message_of(problem, run.words) for problem in error.problems]
        return PROBLEMS
    documents = [
        {
            "series": file.series.id,
            "date": row.day.isoformat(),
            "value": str(row.value),
            "published": row.published.isoformat() if row.published else None,
            "source": row.source,
            "own": row.own,
            "checked_on": file.series.checked_on.isoformat(),
        }
        for row in rows
    ]
    params = {"series": file.series.id, "checked_on": file.series.checked_on, "day": day}
    unchecked = [Problem("rate_unchecked", "", params)] if _is_beyond(day, file) else []
    warnings = [message_of(problem, run.words) for problem in unchecked]
    if run.options.format == "json":
        found: Any = {**documents[0], "warnings": warnings} if day else documents
        run.output.append(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return FINE
    for row in rows:
        parts = [row.day.isoformat(), str(row.value), row.source]
        parts += [run.words("(your own row)")] if row.own else []
        run.output.append("  ".join(parts) + "\n")
    run.output += [f"{warning}\n" for warning in warnings]
    return FINE


def _is_beyond(day: date | None, file: SeriesFile) -> bool:
    """Tell whether a day lies where the series is not known to be complete."""
    return day is not None and file.series.ends is None and day > file.series.checked_on


def _import(run: Run) -> int:
    """Take a person's rows, all or none."""
    path = Path(run.options.file)
    try:
        report = import_rates(read_file(path, MAX_BYTES))
    except CaseError as error:
        for problem in error.problems:
            parts = [str(path), problem.where, message_of(problem, run.words)]
            run.complaints.append(": ".join(part for part in parts if part))
        return PROBLEMS
    counts = {"added": len(report.added), "replaced": len(report.replaced)}
    said = run.words(
        "Rows added: {added}, replaced: {replaced}, known already: {unchanged}.",
        unchanged=report.unchanged,
        **counts,
    )
    run.output.append(f"{said}\n")
    run.output += [f"{message_of(warning, run.words)}\n" for warning in report.warnings]
    return FINE
