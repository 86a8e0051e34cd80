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
_PATIENCE = 60  # seconds
_STEADY = 4  # seconds without a change

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


def agree(one: Screen, other: Screen) -> bool:
    """Wait until two screens show the same and stay like that; tell whether they did."""
    end = time.monotonic() + _PATIENCE
    since, before = time.monotonic(), one.picture()
    while time.monotonic() < end:
        now = one.picture()
        if not any(now) or not alike(now, other.picture()) or not alike(now, before):
            since, before = time.monotonic(), now
        elif time.monotonic() - since > _STEADY:
            return True
        time.sleep(0.2)
    return False


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
