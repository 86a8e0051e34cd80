"""What is wrong with the arguments themselves, as opposed to what they hold."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from faxi.engine.problems import Problem
from faxi.text.messages import message_of
from faxi.text.words import Words


class UsageError(Exception):
    """The arguments do not make sense together; the message is for the person."""


def output_paths(names: Sequence[str], accepted: Iterable[str], words: Words) -> list[Path]:
    """Return the files to write.

    Args:
        accepted: The suffixes of what can be written.

    Raises:
        UsageError: A suffix names none of these formats.
    """
    paths = [Path(name) for name in names]
    known = tuple(accepted)
    for name, path in zip(names, paths, strict=True):
        if path.suffix.lower() not in known:
            if name and path.is_dir():
                said = message_of(Problem("file_is_folder"), words)
                raise UsageError(words.labelled(name, said))
            params = {"suffix": path.suffix or path.name, "accepted": ", ".join(known)}
            raise UsageError(message_of(Problem("format_unknown", "", params), words))
    return paths
