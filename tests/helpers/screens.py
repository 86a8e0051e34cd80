"""A virtual screen to look at: what real programs paint on it."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_SIZE = (1280, 860)
_PIXEL = 4  # bytes
_BLINKING = 0.001  # the share of a picture a text cursor may change
_PATIENCE = 40  # seconds

_NO_FONTS = "<fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>"


def no_fonts(folder: Path) -> Mapping[str, str]:
    """Return the environment in which a program finds no font of the system."""
    settings = folder / "fonts.conf"
    settings.write_text(_NO_FONTS.format(folder=folder / "none"), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(settings)}


class Screen:
    """An X server without a monitor.

    Attributes:
        display: Its name, for ``DISPLAY``.
    """

    def __init__(self, display: str, memory: Path) -> None:
        self.display = display
        self._memory = memory

    def picture(self) -> bytes:
        """Return the pixels now on the screen."""
        return self._memory.read_bytes()[-_SIZE[0] * _SIZE[1] * _PIXEL :]

    def settled(self, expected: bytes | None = None) -> bytes:
        """Wait for a picture that stays, or for an expected one, and return the last one seen."""
        empty, before = bytes(len(self.picture())), b""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            now = self.picture()
            wanted = before if expected is None else expected
            if not alike(now, empty) and wanted and alike(now, wanted):
                break
            before = now
            time.sleep(1 if expected is None else 0.1)
        return now


def alike(one: bytes, other: bytes) -> bool:
    """Tell whether two pictures differ by no more than a text cursor."""
    if one == other:
        return True
    pixels = zip(memoryview(one).cast("I"), memoryview(other).cast("I"), strict=True)
    return sum(a != b for a, b in pixels) < _BLINKING * len(one) / _PIXEL


@contextmanager
def virtual_screen(folder: Path) -> Iterator[Screen]:
    """Start an X server and stop it again."""
    read, write = os.pipe()
    size = f"{_SIZE[0]}x{_SIZE[1]}x24"
    command: list[str | Path] = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-screen",
        "0",
        size,
        "-fbdir",
        folder,
    ]
    with subprocess.Popen(
        [*command, "-nolisten", "tcp", "-nocursor"], pass_fds=[write], stderr=subprocess.DEVNULL
    ) as server:
        os.close(write)
        with os.fdopen(read) as stream:
            number = stream.readline().strip()
        try:
            yield Screen(f":{number}", folder / "Xvfb_screen0")
        finally:
            server.terminate()


@contextmanager
def running(command: Sequence[str | Path], environment: Mapping[str, str]) -> Iterator[None]:
    """Keep a program running, in its own environment and nothing else's."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as program:
        try:
            yield
        finally:
            program.terminate()
