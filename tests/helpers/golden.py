"""Golden files: what an export was when somebody last looked at it, part by part."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from faxi import __version__

FOLDER = Path(__file__).parents[1] / "exports" / "golden"
# Changes with every release or every new row of a series, and is tested elsewhere.
_MOVING = (
    (re.compile(re.escape(__version__)), "VERSION"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "SHA256"),
    (re.compile(r"LPR 数据截至\d+年\d+月\d+日"), "LPR 数据截至"),
    (re.compile(r'(lpr_1y"?:? "?)\d{4}-\d\d-\d\d'), r"\1DATE"),
)


def steady(text: str) -> str:
    """Return a text without what changes with every release."""
    for pattern, replacement in _MOVING:
        text = pattern.sub(replacement, text)
    return text


def xml_parts(content: bytes, wanted: str) -> dict[str, str]:
    """Return the parts of a zipped document whose names match, one element a line."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(wanted, name)]
        return {
            name.replace("/", "_"): archive.read(name).decode().replace("><", ">\n<")
            for name in sorted(names)
        }


def compare(name: str, parts: Mapping[str, str], *, rewrite: bool) -> None:
    """Compare every part with its golden file, or write them all anew."""
    folder = FOLDER / name
    if rewrite:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for part, text in parts.items():
            (folder / part).write_text(steady(text), encoding="utf-8", newline="\n")
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert sorted(found) == sorted(parts)
    for part, text in parts.items():
        assert steady(text) == found[part], f"{name}/{part} has changed; see CONTRIBUTING"
