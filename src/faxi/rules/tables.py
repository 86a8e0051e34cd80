"""Reads rule files strictly: every key is asked for, and what nobody asked for is an error."""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from faxi.engine.problems import Problem
from faxi.engine.rates import Percent, parse_percent
from faxi.text.words import Language

_Member = TypeVar("_Member", bound=Enum)

NOT_RECORDED = "not recorded"
_KINDS: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    date: "a date",
    list: "a list",
    dict: "a table",
}
_MOST_SHOWN = 60
_LINE = re.compile(r"at line (\d+)")
Bilingual = Mapping[Language, str]


class RuleDataError(Exception):
    """A rule file is wrong; the message names the file and the key.

    Attributes:
        where: File and key, parted by the first colon.
        reason: What is wrong, and after a colon the value it is about, if any.
        problem: The same as a value that has a sentence, where a person wrote the file by hand.
    """

    def __init__(self, where: str, reason: str, problem: Problem | None = None) -> None:
        super().__init__(f"{where}: {reason}")
        self.where, self.reason, self.problem = where, reason, problem


class Table:
    """A TOML table being read: each key is asked for once, and none may be left over.

    Attributes:
        where: File and key, for messages.
    """

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, dict):
            raise RuleDataError(where, f"expected a table: {_shown(values)}")
        self._left = dict(values)
        self.where = where

    def __contains__(self, key: str) -> bool:
        return key in self._left

    def take(self, key: str) -> Any:
        """Return the value of a key that must be there."""
        if key not in self._left:
            raise RuleDataError(f"{self.where}:{key}", "missing")
        return self._left.pop(key)

    def text(self, key: str) -> str:
        """Return a text."""
        value: str = self._typed(key, str)
        return value

    def whole(self, key: str) -> int:
        """Return a whole number."""
        value: int = self._typed(key, int)
        return value

    def day(self, key: str) -> date:
        """Return a date."""
        value: date = self._typed(key, date)
        return value

    def day_if_known(self, key: str) -> date | None:
        """Return a date, ``None`` where the file says that it is not recorded."""
        value = self.take(key)
        if value == NOT_RECORDED:
            return None
        if type(value) is not date:
            raise RuleDataError(f"{self.where}:{key}", f"expected a date or {NOT_RECORDED!r}")
        return value

    def percent(self, key: str) -> Percent:
        """Return a percentage."""
        text = self.text(key)
        try:
            return parse_percent(text)
        except ValueError:
            raise RuleDataError(f"{self.where}:{key}", f"not a percentage: {text!r}") from None

    def bilingual(self, key: str) -> Bilingual:
        """Return a text in both languages, neither empty."""
        table = self.table(key)
        texts = {language: table.text(language) for language in Language}
        table.done()
        for language, text in texts.items():
            if not text.strip():
                raise RuleDataError(f"{self.where}:{key}.{language}", "empty")
        return texts

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        values = self._typed(key, list)
        if not all(isinstance(value, str) for value in values):
            raise RuleDataError(f"{self.where}:{key}", "expected a list of texts")
        return tuple(values)

    def members(self, key: str, kind: type[_Member]) -> tuple[_Member, ...]:
        """Return a list of members of an enumeration, named by their values."""
        names, known = self.texts(key), {str(member.value): member for member in kind}
        for name in names:
            if name not in known:
                raise RuleDataError(f"{self.where}:{key}", f"unknown: {name}")
        return tuple(known[name] for name in names)

    def table(self, key: str) -> "Table":
        """Return a table within this one."""
        return Table(self.take(key), f"{self.where}:{key}")

    def mapping(self, key: str) -> dict[str, str]:
        """Return a table that holds nothing but texts."""
        values: dict[str, str] = self._typed(key, dict)
        inner = Table(values, f"{self.where}:{key}")
        return {name: inner.text(name) for name in values}

    def tables(self, key: str) -> list["Table"]:
        """Return a list of tables."""
        values = self._typed(key, list)
        return [Table(v, f"{self.where}:{key}[{index}]") for index, v in enumerate(values)]

    def done(self) -> None:
        """Refuse what nobody asked for."""
        if self._left:
            raise RuleDataError(f"{self.where}:{next(iter(self._left))}", "unknown key")

    def _typed(self, key: str, kind: type) -> Any:
        value = self.take(key)
        if type(value) is not kind:
            raise RuleDataError(f"{self.where}:{key}", f"expected {_KINDS[kind]}: {_shown(value)}")
        return value


def _shown(value: object) -> str:
    """Return a value as it would stand in a file, however long it is."""
    return json.dumps(value, ensure_ascii=False, default=str)[:_MOST_SHOWN]


def read_table(path: Path) -> Table:
    """Return the top table of a rule file; ``read_toml`` says what is refused."""
    return Table(read_toml(path), path.name)


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a rule file holds.

    Raises:
        RuleDataError: The file cannot be read or is not TOML (a repeated key is not).
    """
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise RuleDataError(path.name, "cannot be read") from error
    except UnicodeDecodeError as error:
        raise RuleDataError(path.name, "not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))  # it says "at end of document" of the last
        line = found[1] if found else text.count("\n") + 1
        raise RuleDataError(path.name, f"not TOML: {line}") from error
