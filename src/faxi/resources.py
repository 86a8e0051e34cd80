"""Finds the data files: ``faxi/_data`` in an installed wheel, ``resources/`` in a checkout."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_ROOTS = (_HERE / "_data", _HERE.parents[1] / "resources")


def resource(*parts: str) -> Path:
    """Return the path of a resource, which may be a file or a folder.

    Args:
        parts: Path below the resource root, for example ``"rules", "penalty.toml"``.

    Raises:
        FileNotFoundError: The installation lacks the resource.
    """
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"resource missing from the installation: {'/'.join(parts)}")
