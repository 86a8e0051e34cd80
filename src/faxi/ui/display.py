"""Finds out before Qt does why no window can open, and says it in one sentence.

Qt aborts the process without a display and blames one library whatever is missing.
"""

import os
import re
import sys
from pathlib import Path

from faxi.text.words import Words, marked

_NO_DISPLAY = marked(
    "No display was found, so no window can open. These commands work without one: "
    "faxi calculate, faxi export, faxi check."
)
_DEAD_DISPLAY = marked(
    "The display {display} does not answer, so no window can open. These commands work without "
    "one: faxi calculate, faxi export, faxi check."
)
_MISSING = marked("The system library {file} is missing, so no window can open. {advice}")

# Debian's package for each library a window needs.
_PACKAGES = {
    "libEGL.so": "libegl1",
    "libGL.so": "libgl1",
    "libGLX.so": "libgl1",
    "libOpenGL.so": "libopengl0",
    "libglib-2.0.so": "libglib2.0-0",
    "libgthread-2.0.so": "libglib2.0-0",
    "libfontconfig.so": "libfontconfig1",
    "libfreetype.so": "libfreetype6",
    "libdbus-1.so": "libdbus-1-3",
    "libxkbcommon.so": "libxkbcommon0",
    "libxkbcommon-x11.so": "libxkbcommon-x11-0",
    "libxcb-cursor.so": "libxcb-cursor0",
    "libxcb-icccm.so": "libxcb-icccm4",
    "libxcb-image.so": "libxcb-image0",
    "libxcb-keysyms.so": "libxcb-keysyms1",
    "libxcb-randr.so": "libxcb-randr0",
    "libxcb-render-util.so": "libxcb-render-util0",
    "libxcb-shape.so": "libxcb-shape0",
    "libxcb-xkb.so": "libxcb-xkb1",
    "libX11-xcb.so": "libx11-xcb1",
}
_LIBRARY = re.compile(r"(lib[\w.+-]+\.so)(?:\.\d+)*")


def missing_library(error: BaseException, words: Words) -> str | None:
    """Return the sentence for a library that an error says is missing, if it says so."""
    match = _LIBRARY.search(str(error))
    if match is None:
        return None
    package = _PACKAGES.get(match[1])
    advice = words("On Debian or Ubuntu install {package}.", package=package) if package else ""
    return words(_MISSING, file=match[0], advice=advice).strip()


def display_problem(words: Words) -> str | None:
    """Return why no window can open, ``None`` if nothing speaks against it."""
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform and not platform.startswith(("xcb", "wayland")):
        return None
    if os.environ.get("WAYLAND_DISPLAY") and not platform.startswith("xcb"):
        return None
    display = os.environ.get("DISPLAY")
    if not display:
        return words(_NO_DISPLAY)
    if not _answers(display):
        return words(_DEAD_DISPLAY, display=display)
    return _plugin_problem(words)


def _answers(display: str) -> bool:
    """Tell whether an X server is there; without libxcb that is for the plugin to say."""
    import ctypes  # noqa: PLC0415 - where no X server is asked it is not needed

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    has_error = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not has_error


def _plugin_problem(words: Words) -> str | None:
    """Load Qt's X11 plugin to learn which library it lacks."""
    import ctypes  # noqa: PLC0415 - as above

    import PySide6  # noqa: PLC0415 - only where a window is wanted

    plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.exists():
        return None
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return missing_library(error, words)
    return None
