"""Gives Python's own import back after Qt for Python has put another in its place."""

import builtins
import linecache


def use_plain_imports() -> None:
    """Import as Python does from now on; call it once PySide6 is there.

    Qt for Python replaces ``__import__`` to notice ``from __feature__ import …``, which this
    program never says, and for that reads the source of every module imported afterwards and keeps
    it: a seventh of the start and eight megabytes. What it replaced it leaves, by its own account
    for all to see, in ``builtins.__orig_import__``; a release without that name is left alone.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    linecache.clearcache()
