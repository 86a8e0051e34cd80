"""What comes in through standard input."""

import errno
import os
import sys
from pathlib import Path

from faxi.store.files import FileError
from faxi.store.json_text import MAX_BYTES


def standard_input() -> bytes:
    """Return all of standard input, at most ``MAX_BYTES`` + 1 bytes of it.

    Raises:
        FileError: There is none, or it cannot be read.
    """
    if sys.stdin is None:
        raise FileError(Path("-"), OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        data: bytes = sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(Path("-"), error) from error
    return data
