"""What the built program carries beside its code: icons, licences, and what systems show of it."""

import re
import sysconfig
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
APP_ID = "io.github.faxi.faxi"
NAME = "Faxi 罚息计算器"

MACOS_FACTS: dict[str, Any] = {
    "CFBundleDisplayName": NAME,
    "NSHighResolutionCapable": True,
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Faxi case",
            "CFBundleTypeExtensions": ["faxi.json", "json"],
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Alternate",
        }
    ],
}

_LICENCE = re.compile(r"(licen[cs]e|notice|copying|authors)", re.IGNORECASE)


def write_icon(target: Path, size: int) -> Path:
    """Draw the program's icon as a PNG of so many pixels a side and return its path."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "faxi.svg")).render(painter)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(target)):
        raise OSError(f"cannot write {target}")
    return target


def licences() -> list[tuple[str, Path]]:
    """Return the licence files of everything in the folder, each with the name of its owner."""
    found = [("faxi", ROOT / "LICENSE")]
    # Qt's wheel brings no text; it is under the LGPL, which refers to the GPL.
    found += [("PySide6", path) for path in sorted((ROOT / "resources" / "licences").iterdir())]
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.exists():
        found.append(("Python", python))
    for name in sorted(libraries()):
        for file in distribution(name).files or ():
            if file.parts[0].endswith(".dist-info") and _LICENCE.match(file.name):
                found.append((name, Path(str(file.locate()))))
    return found


def libraries() -> set[str]:
    """Return the distributions the program needs, and those they need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, found = list(project["dependencies"]), set[str]()
    while waiting:
        need = Requirement(waiting.pop())
        if need.marker is not None and not need.marker.evaluate({"extra": ""}):
            continue
        if need.name not in found:
            found.add(need.name)
            waiting += distribution(need.name).requires or ()
    return found


def windows_version(version: str) -> Any:
    """Return what Windows shows in the properties of the two commands."""
    from PyInstaller.utils.win32 import versioninfo as info  # noqa: PLC0415 - Windows only

    numbers = tuple(int(part) for part in [*version.split("."), "0", "0"][:4])
    facts = {
        "CompanyName": "The Faxi authors",
        "FileDescription": NAME,
        "FileVersion": version,
        "InternalName": "faxi",
        "LegalCopyright": "MIT",
        "ProductName": NAME,
        "ProductVersion": version,
    }
    strings = [info.StringStruct(name, value) for name, value in facts.items()]
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            info.StringFileInfo([info.StringTable("080404B0", strings)]),
            info.VarFileInfo([info.VarStruct("Translation", [0x0804, 1200])]),
        ],
    )
