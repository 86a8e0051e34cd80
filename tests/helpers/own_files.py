"""Files of the person's own, written by hand as a person would."""

import os
from pathlib import Path

from faxi.rules.book import forget_rules


def write_own(name: str, content: str | bytes) -> Path:
    """Put a file into the data folder; whoever reads the rules next reads it too.

    A window of an earlier test may be looked after between two tests, and read the rules then.
    """
    path = Path(os.environ["FAXI_DATA_DIR"]) / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    forget_rules()
    return path
