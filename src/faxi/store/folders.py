"""Where a person's own data and settings live."""

import os
import sys
from pathlib import Path

_IS_LINUX = sys.platform == "linux"
_LINUX = {
    "user_data_dir": ("XDG_DATA_HOME", "~/.local/share"),
    "user_config_dir": ("XDG_CONFIG_HOME", "~/.config"),
}


def data_folder() -> Path:
    """Return the folder for data, ``FAXI_DATA_DIR`` or the platform's; it may not exist yet."""
    return _folder("FAXI_DATA_DIR", "user_data_dir")


def config_folder() -> Path:
    """Return the folder for settings, ``FAXI_CONFIG_DIR`` or the platform's."""
    return _folder("FAXI_CONFIG_DIR", "user_config_dir")


def _folder(variable: str, kind: str) -> Path:
    named = os.environ.get(variable)
    if named:
        return Path(named)
    if _IS_LINUX:
        # As platformdirs does, whose import before the first paint takes a thirtieth of the start.
        variable, usual = _LINUX[kind]
        home = Path(os.environ.get(variable, "").strip())
        if not home.is_absolute():
            home = Path(os.path.expanduser(usual))  # noqa: PTH111 - pathlib's raises without a home
        return home / "faxi"
    import platformdirs  # noqa: PLC0415 - as said above

    return Path(getattr(platformdirs, kind)("faxi", False))
