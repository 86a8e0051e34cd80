"""The parser of the command line, in the language asked for."""

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from faxi import __version__
from faxi.app.language import default_language
from faxi.app.quick_case import QUICK_OPTIONS, QuickOption
from faxi.cli.audit_command import add_audit
from faxi.cli.book_commands import add_cases
from faxi.cli.days import day_reader
from faxi.cli.export_options import add_export_options
from faxi.cli.law_commands import add_costs, add_rules
from faxi.cli.loan_commands import add_cost, add_schedule
from faxi.cli.plan_command import add_plan
from faxi.cli.stage_command import add_stage
from faxi.cli.text_commands import add_verify
from faxi.text.words import Language, Words, marked

# argparse speaks English only; these are all its complaints that can reach a person here.
_COMPLAINTS = (
    (r"unrecognized arguments: (?P<what>.+)", marked("unknown arguments: {what}")),
    (r"argument (?P<what>\S+).*: expected one argument", marked("{what} needs a value")),
    (r"argument (?P<what>\S+).*: expected at least one argument", marked("{what} needs a value")),
    (
        r"argument (?P<what>[^:]+): not allowed with argument (?P<other>.+)",
        marked("{what} and {other} exclude each other"),
    ),
    (r"the following arguments are required: (?P<what>.+)", marked("missing: {what}")),
    (r"one of the arguments (?P<what>.+) is required", marked("give one of: {what}")),
    (
        r"ambiguous option: (?P<what>\S+) could match (?P<other>.+)",
        marked("{what} could be {other}"),
    ),
    (r"argument (?P<what>[^:]+): ignored explicit argument .+", marked("{what} takes no value")),
    (
        r"argument (?P<what>[^:]+): invalid choice: .(?P<value>.*). \(choose from (?P<other>.+)\)",
        marked("{what}: {value} is not known; accepted: {other}"),
    ),
    (r"argument (?P<what>[^:]+): (?P<other>.+)", marked("{what}: {other}")),
)


class Parser(argparse.ArgumentParser):
    """A parser that complains in the language of its words and exits with 2."""

    def __init__(self, *, words: Words, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.words = words
        self.set_defaults(parser=self)  # the one of the command given, for what it finds wrong
        self._positionals.title = words("arguments")
        self._optionals.title = words("options")
        self.add_argument("-h", "--help", action="help", help=words("show this help"))

    def format_usage(self) -> str:
        """Return the usage line in the language of the words."""
        return self._translated(super().format_usage())

    def format_help(self) -> str:
        """Return the help in the language of the words."""
        return self._translated(super().format_help())

    def _translated(self, text: str) -> str:
        # The one word argparse adds that no argument of its can change.
        return text.replace("usage: ", self.words("usage: "), 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and stop."""
        for pattern, complaint in _COMPLAINTS:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                told = match.groupdict()
                if "value" in told:  # the choices are quoted too, by most versions of Python
                    told["other"] = told["other"].replace("'", "")
                message = self.words(complaint, **told)
                break
        told = {"program": self.prog, "message": message}
        text = self.words("{program}: {message}\nSee {program} --help.", **told)
        self.exit(2, text + "\n")


def wished_language(arguments: Sequence[str]) -> Language:
    """Return the language that the arguments or the environment ask for, before parsing."""
    wish = None
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            wish = arguments[index + 1]
        elif argument.startswith("--lang="):
            wish = argument.partition("=")[2]
    return Language(wish) if wish in tuple(Language) else default_language()


def make_parser(words: Words) -> Parser:
    """Return the parser of the whole command line."""
    parser = Parser(
        words=words,
        prog="faxi",
        description=words("Penalty interest on overdue loans. Without a command the window opens."),
        epilog=words("Information, not legal advice."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"faxi {__version__}",
        help=words("show the version"),
    )
    commands = parser.add_subparsers(
        dest="command",
        title=words("commands"),
        metavar="COMMAND",
        parser_class=Parser,
    )
    calculate = commands.add_parser(
        "calculate", words=words, help=words("calculate cases and print the result")
    )
    _add_calculate(calculate, words)
    export = commands.add_parser(
        "export", words=words, help=words("write the repayment summary to files")
    )
    _add_export(export, words)
    check = commands.add_parser("check", words=words, help=words("only report problems"))
    _add_check(check, words)
    texts = commands.add_parser(
        "texts", words=words, help=words("claim, letter and proposal as texts to use")
    )
    _add_calculate(texts, words)
    verify = commands.add_parser(
        "verify", words=words, help=words("recalculate an exported summary")
    )
    add_verify(verify, words)
    costs = commands.add_parser("costs", words=words, help=words("court fees for a claim"))
    add_costs(costs, words)
    rules = commands.add_parser(
        "rules", words=words, help=words("rules and rates with their sources")
    )
    add_rules(rules, words)
    stage = commands.add_parser("stage", words=words, help=words("collection stage and guidance"))
    add_stage(stage, words)
    schedule = commands.add_parser(
        "schedule", words=words, help=words("instalments of a loan and their annual cost")
    )
    add_schedule(schedule, words)
    cost = commands.add_parser(
        "cost", words=words, help=words("true annual cost of a loan or a cash flow")
    )
    add_cost(cost, words)
    plan = commands.add_parser("plan", words=words, help=words("ways out of a debt"))
    add_plan(plan, words)
    _add_calculate(plan, words)
    audit = commands.add_parser("audit", words=words, help=words("check the creditor's figures"))
    add_audit(audit, words)
    _add_calculate(audit, words)
    cases = commands.add_parser("cases", words=words, help=words("the case book"))
    actions = add_cases(cases, words, Parser)
    _add_case_files(actions["add"], words)
    for command in (verify, costs, rules, stage, schedule, cost, *actions.values()):
        _add_format(command, words)
        _add_language(command, words)
    return parser


def _add_calculate(parser: argparse.ArgumentParser, words: Words) -> None:
    _add_case_files(parser, words)
    _add_common(parser, words)
    _add_format(parser, words)


def _add_case_files(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "files", nargs="*", metavar="CASE.json", help=words("case files; - reads standard input")
    )
    _add_quick(parser, words)


def _add_format(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=words("text (default) or json")
    )


def _add_language(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--lang", choices=_texts(Language), help=words("language: zh or en"))


def _add_export(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "files", nargs="*", metavar="CASE.json", help=words("the case file; - reads standard input")
    )
    add_export_options(parser, words)
    _add_quick(parser, words)
    _add_common(parser, words)


def _add_check(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="CASE.json", help=words("case files; - reads standard input")
    )
    _add_common(parser, words, words("calculate to this date too; otherwise only read"))


def _add_common(parser: argparse.ArgumentParser, words: Words, as_of: str = "") -> None:
    parser.add_argument(
        "--as-of",
        type=day_reader(words),
        metavar="DATE",
        help=as_of or words("cut-off date; today when left out"),
    )
    _add_language(parser, words)


def _add_quick(parser: argparse.ArgumentParser, words: Words) -> None:
    group = parser.add_argument_group(words("a quick case instead of a file"))
    for option in QUICK_OPTIONS:
        _add_option(group, option, words)


def _add_option(group: argparse._ArgumentGroup, option: QuickOption, words: Words) -> None:
    flag, help_text = f"--{option.flag}", words(option.help)
    if option.value is not None:
        group.add_argument(flag, action="store_true", default=None, help=help_text)
    elif option.choices:
        listed = ", ".join(option.choices).replace("%", "%%")
        group.add_argument(
            flag,
            choices=_texts(option.choices),
            metavar=option.metavar,
            help=f"{help_text}: {listed}",
        )
    else:
        action = "append" if option.repeats else "store"
        group.add_argument(flag, action=action, metavar=option.metavar, help=help_text)


def _texts(values: Iterable[str]) -> list[str]:
    """Return plain texts: argparse quotes the members of an enumeration as a programmer would."""
    return [str(value) for value in values]
