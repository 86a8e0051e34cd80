"""Runs first in the built program on Linux: what it starts gets the system's own libraries.

PyInstaller's loader points ``LD_LIBRARY_PATH`` at the program's folder. This process has read it by
now; a browser or file manager opened from the window must not load our Qt by it.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before
