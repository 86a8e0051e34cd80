"""The only place that asks the machine what day it is."""

from datetime import date


def today() -> date:
    """Return the machine's local date."""
    return date.today()
