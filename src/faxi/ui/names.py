"""File names that every system accepts."""

_FORBIDDEN = '<>:"/\\|?*'
_MOST = 100


def safe_name(name: str) -> str:
    """Return a file name that Windows, macOS and Linux all accept, its suffix kept."""
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    cleaned = "".join("_" if c in _FORBIDDEN or not c.isprintable() else c for c in stem)
    return f"{cleaned.strip(' .')[:_MOST] or 'faxi'}{dot}{suffix}"
