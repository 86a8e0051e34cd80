"""File names that every system accepts."""

import re

_FORBIDDEN = '<>:"/\\|?*'
# Names Windows keeps for devices, whatever follows after a dot.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_MOST = 100  # characters
_MOST_BYTES = 200  # systems count up to 255, some of them bytes


def safe_name(name: str) -> str:
    """Return a file name that Windows, macOS and Linux all accept, its suffix kept."""
    stem, dot, suffix = name.rpartition(".")
    if not _SUFFIX.fullmatch(f"{dot}{suffix}"):
        stem, dot, suffix = name, "", ""
    return f"{safe_stem(stem)}{dot}{suffix}"


def safe_stem(stem: str) -> str:
    """Return a file name without its suffix that every system accepts."""
    cleaned = "".join("_" if c in _FORBIDDEN or not c.isprintable() else c for c in stem)
    cleaned = cleaned.encode("utf-8", "ignore")[:_MOST_BYTES].decode("utf-8", "ignore")
    cleaned = cleaned[:_MOST].strip(" .")
    if _DEVICES.match(cleaned):
        cleaned = f"_{cleaned}"
    return cleaned or "faxi"
