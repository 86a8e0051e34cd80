"""Whole files in and out: read with a limit, written complete or not at all."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from faxi.engine.problems import Problem

_CODES = {
    errno.ENOENT: "file_missing",
    errno.ENOTDIR: "file_missing",
    errno.EISDIR: "file_is_folder",
    errno.EACCES: "file_forbidden",
    errno.EPERM: "file_forbidden",
    errno.EROFS: "file_forbidden",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EIO: "drive_failed",
    errno.ENAMETOOLONG: "name_too_long",
    errno.ELOOP: "link_circular",
}
# Before there is a new file it is the folder that refuses, afterwards the old file in its place.
_FOLDER_CODES = _CODES | {
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.EACCES: "folder_forbidden",
    errno.EPERM: "folder_forbidden",
    errno.EROFS: "folder_forbidden",
}
_REPLACE_CODES = _CODES | {
    errno.EACCES: "file_held",  # what Windows says of a file that another program has open
    errno.EPERM: "file_held",
    errno.EBUSY: "file_held",
}


class FileError(Exception):
    """The surroundings refused: disk, permission, a folder in the way. Not the user's data.

    Attributes:
        path: As it was given.
        problem: What to say about it.
    """

    def __init__(self, path: Path, error: OSError, codes: Mapping[int, str] = _CODES) -> None:
        """Say what an error of the system means.

        Args:
            codes: What the numbers of the system mean at this step.
        """
        super().__init__(f"{path}: {error}")
        self.path = path
        number = error.errno or 0
        # The system's own text is in the system's language; its name for the error is in none.
        params = {"folder": str(path.absolute().parent), "reason": errno.errorcode.get(number, "?")}
        self.problem = Problem(codes.get(number, "file_failed"), "", params)


def read_file(path: Path, limit: int) -> bytes:
    """Return the content of a file, at most ``limit`` + 1 bytes of it.

    Raises:
        FileError: It cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except OSError as error:
        raise FileError(path, error) from error


def write_file(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of a file in one step; on failure the old file stays whole.

    Raises:
        FileError: It cannot be written; nothing is left behind.
    """
    with _told(path, _FOLDER_CODES):
        target = _resolved(path)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        handle, temporary = _begun(target)
    with _told(path, _REPLACE_CODES):
        _replace(target, content, handle, temporary)


@contextlib.contextmanager
def _told(path: Path, codes: Mapping[int, str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(path, error, codes) from error


def _resolved(path: Path) -> Path:
    """Return where a path leads, so that a symbolic link keeps pointing where it did."""
    try:
        return path.resolve()
    except RuntimeError as error:  # links in a circle, before Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error


def _begun(target: Path) -> tuple[int, Path]:
    """Return a new file beside the one to be written, open and with its path."""
    try:
        handle, name = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part"
        )
    except FileNotFoundError:
        if target.parent.is_dir():  # the system's own, such as /proc, in which nobody makes files
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None
        raise
    return handle, Path(name)


def _replace(target: Path, content: bytes, handle: int, temporary: Path) -> None:
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode_for(target))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Make what was created or renamed in a folder durable, where the system can."""
    # Windows cannot open a folder; there the rename is durable enough by itself. Nor can every
    # network folder be synced; the new file is in its place by now, so that is no failure.
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
