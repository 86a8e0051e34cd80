"""Build hook: compiles the translations and puts ``resources/`` into the wheel as ``faxi/_data``.

Every build compiles. Only a standard one ships the resources and refuses unfinished
translations: an editable install reads them from the checkout, where work is in progress.
Run as a program, it checks the translations and exits with 1 when something is wrong.
Imports without the build backend, so that the tests can compile too.
"""

import string
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
DOMAIN = "faxi"
TARGET = "faxi/_data"

# What the program reads at run time. Other documents and the sources of made files stay out.
SHIPPED_FOLDERS = ("fonts", "guidance", "i18n", "icons", "rules", "templates")
SHIPPED_FILES = ("docs/guide.*.md",)
NOT_SHIPPED = ("README.md", "characters.txt", "*.po", "*.pot", ".*")

# Babel writes the hour of the build otherwise, and two builds would differ.
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def sources() -> list[Path]:
    """Return the translation sources, one per language."""
    return sorted((RESOURCES / "i18n").glob("*.po"))


def compiled(source: Path) -> Path:
    """Return where the compiled form of a translation source belongs."""
    return source.parent / source.stem / "LC_MESSAGES" / f"{DOMAIN}.mo"


def shipped() -> list[Path]:
    """Return the resource files of the wheel, in a fixed order."""
    files = [path for name in SHIPPED_FOLDERS for path in (RESOURCES / name).rglob("*")]
    files += [path for pattern in SHIPPED_FILES for path in RESOURCES.glob(pattern)]
    return sorted(
        path for path in files if path.is_file() and not any(map(path.match, NOT_SHIPPED))
    )


def read(source: Path) -> "Catalog":
    """Return the catalogue of one ``.po`` file."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - only a build has Babel

    with source.open("rb") as stream:
        return read_po(stream, locale=source.stem, domain=DOMAIN, abort_invalid=True)


def compile_catalogues() -> list[Path]:
    """Write every ``.mo`` file and return their paths; the same bytes for the same source."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only a build has Babel

    written = []
    for source in sources():
        catalogue, target = read(source), compiled(source)
        catalogue.creation_date = catalogue.revision_date = CREATED
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            write_mo(stream, catalogue)
        written.append(target)
    return written


def faults() -> list[str]:
    """Return what keeps the translations from being released, one line each."""
    return [
        f"{source.name}:{message.lineno}: {_ids(message)[0]!r}: {fault}"
        for source in sources()
        for message in read(source)
        if message.id
        for fault in _faults(message)
    ]


def _faults(message: "Message") -> Iterator[str]:
    """Yield what is wrong with one message."""
    if message.fuzzy:
        yield "fuzzy"
    texts = _texts(message.string)
    if not all(texts):
        yield "untranslated"
        return
    try:
        wanted = [_placeholders(text) for text in _ids(message)]
        found = [_placeholders(text) for text in texts]
    except ValueError as error:
        yield f"malformed placeholder: {error}"
        return
    # Each form needs the placeholders of some form of the source: "one day" may have none.
    if any(each not in wanted for each in found):
        yield "placeholders differ"


def _ids(message: "Message") -> tuple[str, ...]:
    return _texts(message.id)


def _texts(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the forms of a message: one, or one per plural."""
    return (value or "",) if isinstance(value, str | None) else tuple(value)


def _placeholders(text: str) -> set[str]:
    """Return the names in ``{name}`` placeholders."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:
    pass
else:

    class FaxiBuildHook(BuildHookInterface[Any]):
        """Compiles the translations before a wheel is built, and ships the resources."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Prepare one wheel.

            Args:
                version: ``"standard"`` or ``"editable"``.
                build_data: What hatchling passes on; gets the files to include. A table in
                    pyproject.toml would also copy them beside an editable install.

            Raises:
                ValueError: A translation is unfinished and the build is a standard one.
            """
            compile_catalogues()
            if version != "standard":
                return
            if found := faults():
                raise ValueError("\n".join(["unfinished translations", *found]))
            build_data["force_include"].update(
                {
                    str(path): f"{TARGET}/{path.relative_to(RESOURCES).as_posix()}"
                    for path in shipped()
                }
            )


def main() -> int:
    """Print the faults of the translations and return the exit code."""
    found = faults()
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
