"""Where a person's own data and settings live."""

import os
from pathlib import Path


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
    import platformdirs  # noqa: PLC0415 - asked for before the first paint, and often not needed

    return Path(getattr(platformdirs, kind)("faxi", False))
