"""Where a person's own data and settings live."""

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Return the folder for data, ``FAXI_DATA_DIR`` or the platform's; it may not exist yet."""
    return Path(os.environ.get("FAXI_DATA_DIR") or platformdirs.user_data_dir("faxi", False))


def config_folder() -> Path:
    """Return the folder for settings, ``FAXI_CONFIG_DIR`` or the platform's."""
    return Path(os.environ.get("FAXI_CONFIG_DIR") or platformdirs.user_config_dir("faxi", False))
