"""What the window remembers from one start to the next: one small JSON file of the person's own.

Looks, language, sizes; never anything of a case. Reading it is part of the first paint, so nothing
heavy is imported for it. A file that cannot be read or understood counts as empty.
"""

from pathlib import Path
from typing import Any, TypeVar

NAME = "settings.json"
_Kind = TypeVar("_Kind", str, int, bool, dict[str, Any], list[Any])


class Settings:
    """The settings of a person; read when first asked for, written by ``save``."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values: dict[str, Any] | None = None
        self._is_changed = False

    def get(self, key: str, default: _Kind) -> _Kind:
        """Return a value, or the default where there is none of its type."""
        value = self._read().get(key)
        return value if type(value) is type(default) else default

    def put(self, key: str, value: str | int | dict[str, Any] | list[Any]) -> None:
        """Remember a value; on disk only after ``save``."""
        values = self._read()
        if values.get(key) != value:
            values[key] = value
            self._is_changed = True

    def save(self) -> None:
        """Write what has changed, in one step.

        Raises:
            FileError: It cannot be written; what was there stays whole.
        """
        if not self._is_changed:
            return
        import json  # noqa: PLC0415 - as below

        from faxi.store.files import FileError, write_file  # noqa: PLC0415 - after the first paint

        path = self._where()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(path, error) from error
        text = json.dumps(self._values, ensure_ascii=False, indent=2, sort_keys=True)
        write_file(path, f"{text}\n".encode())
        self._is_changed = False

    def _where(self) -> Path:
        if self._path is None:
            from faxi.store.folders import config_folder  # noqa: PLC0415 - platformdirs takes time

            self._path = config_folder() / NAME
        return self._path

    def _read(self) -> dict[str, Any]:
        if self._values is None:
            self._values = _read_values(self._where())
        return self._values


def _read_values(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    import json  # noqa: PLC0415 - only where there are settings

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
