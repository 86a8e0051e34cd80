"""Faxi (罚息): penalty interest on overdue loans, exact to the fen and explained line by line."""

__version__ = "0.1.0"
