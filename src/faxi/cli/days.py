"""Dates as arguments of the command line."""

import argparse
from collections.abc import Callable
from datetime import date

from faxi.engine.days import parse_date
from faxi.text.words import Words


def day_reader(words: Words) -> Callable[[str], date]:
    """Return what reads a date argument and complains in the language of the words."""

    def read(text: str) -> date:
        try:
            return parse_date(text)
        except ValueError:
            raise argparse.ArgumentTypeError(
                words("“{value}” is not a date; expected one such as 2025-03-01.", value=text[:40])
            ) from None

    return read
