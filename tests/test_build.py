"""The built program as people get it: a folder without Python, started in an emptied environment.

``FAXI_BUILT`` names a folder built before; without it the tests build one.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import packages_distributions
from pathlib import Path

import app_parts
import build_hook
import pytest
from packaging.utils import canonicalize_name as canonical
from tests.helpers.screens import Screen, agree, alike, no_fonts, running, virtual_screen

from faxi import __version__
from faxi.exports.formats import FORMATS

pytestmark = [pytest.mark.build, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parent.parent
IS_LINUX = sys.platform.startswith("linux")
SUFFIX = ".exe" if sys.platform == "win32" else ""
Command = list[str | Path]
LIBRARY: dict[str, Command] = {
    "faxi": [sys.executable, "-m", "faxi"],
    "faxi-gui": [sys.executable, "-c", "from faxi.__main__ import gui; gui()"],
}
CASE = """{"format": "faxi-case", "version": 1, "title": "某银行消费贷",
"contract_date": "2024-03-01", "contract_rate": "14.4%/year", "penalty": {"surcharge": "50%"},
"instalments": [{"due_date": "2025-03-01", "principal": "50000.00", "interest": "600.00"}],
"compounding": {"base": "interest", "settle": "quarter"}, "due_date_roll": "next_workday",
"cap": {"lpr_multiple": "4", "apply": false},
"events": [{"kind": "repayment", "date": "2025-06-01", "amount": "5000.00"}]}"""

needs_screen = pytest.mark.skipif(
    shutil.which("Xvfb") is None, reason="looks at a virtual screen; Debian: xvfb"
)


@pytest.fixture(scope="module")
def target() -> Iterator[Path]:
    """Return the folder a build is written to, away from the checkout; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="faxi-built-") as name:
        folder, given = Path(name), os.environ.get("FAXI_BUILT")
        if given:
            shutil.copytree(given, folder, symlinks=True, dirs_exist_ok=True)
        else:
            build(folder)
        yield folder


def build(folder: Path) -> None:
    """Build into a folder; skip where that is not possible."""
    pytest.importorskip("PyInstaller")
    command: Command = [sys.executable, ROOT / ".ci" / "build-app", "--target", folder]
    asked = subprocess.run([*command, "--complain"], capture_output=True, text=True, check=False)
    if asked.returncode:
        pytest.skip(f"cannot build here: Python {asked.stdout.strip()}")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    print(done.stdout)


@pytest.fixture(scope="module")
def built(target: Path) -> Path:
    """Return the folder of the program."""
    return target / "faxi"


@pytest.fixture(autouse=True)
def _tidied(tmp_path: Path) -> Iterator[None]:
    """Leave nothing behind: a program unpacked and installed fills 400 MB."""
    yield
    shutil.rmtree(tmp_path)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a case file whose calculation needs a rate, a calendar and every kind of line."""
    path = tmp_path / "case.faxi.json"
    path.write_text(CASE, encoding="utf-8")
    return path


def emptied(home: Path) -> dict[str, str]:
    """Return what a program cannot do without: a home, and on Windows the system's folder."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return kept | {"HOME": str(home), "FAXI_DATA_DIR": str(home), "FAXI_CONFIG_DIR": str(home)}


def library(home: Path) -> dict[str, str]:
    """Return the environment of the checkout's own program, reading the same home."""
    return {**os.environ, **emptied(home), "PYTHONPATH": str(ROOT / "src")}


def run(command: Command, environment: Mapping[str, str], cwd: Path) -> bytes:
    """Run a command and return what it printed."""
    done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["json", "text"])
def test_calculation_is_the_librarys(
    form: str, language: str, built: Path, case: Path, tmp_path: Path
) -> None:
    options = ["--as-of", "2026-11-23", "--lang", language, "--format", form]
    arguments: Command = ["calculate", case, *options]
    printed = run([built / f"faxi{SUFFIX}", *arguments], emptied(tmp_path), tmp_path)
    assert printed == run([*LIBRARY["faxi"], *arguments], library(tmp_path), tmp_path)
    assert b"68,9" in printed or b'"total_due"' in printed
    assert run([built / f"faxi{SUFFIX}", "--version"], emptied(tmp_path), tmp_path).decode() == (
        f"faxi {__version__}\n"
    )


def test_exports_are_the_librarys(built: Path, case: Path, tmp_path: Path) -> None:
    def exported(command: Command, environment: Mapping[str, str], name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        targets = [part for suffix in FORMATS for part in ("-o", folder / f"summary{suffix}")]
        run([*command, "export", case, *targets, "--as-of", "2026-11-23"], environment, tmp_path)
        return folder

    ours = exported([built / f"faxi{SUFFIX}"], emptied(tmp_path), "built")
    theirs = exported(list(LIBRARY["faxi"]), library(tmp_path), "library")
    for suffix in FORMATS:
        written = (ours / f"summary{suffix}").read_bytes()
        assert written == (theirs / f"summary{suffix}").read_bytes(), suffix


def test_every_module_and_resource_is_in_it_and_nothing_for_developers(built: Path) -> None:
    code = [path.relative_to(built / "_internal") for path in built.rglob("*.pyc")]
    modules = {".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in code}
    for path in (ROOT / "src" / "faxi").rglob("*.py"):
        parts = path.relative_to(ROOT / "src").with_suffix("").parts
        name = ".".join(parts).removesuffix(".__init__")
        assert name in modules
    assert not {"ssl", "tkinter", "unittest"} & modules
    needed = {canonical(name) for name in app_parts.libraries()}
    owners = packages_distributions()
    for name in {name.partition(".")[0] for name in modules} - sys.stdlib_module_names:
        assert {canonical(each) for each in owners.get(name, ())} <= needed, name

    data = built / "_internal" / "faxi" / "_data"
    for source in build_hook.shipped():
        place = data / source.relative_to(build_hook.RESOURCES)
        assert place.read_bytes() == source.read_bytes()
    names = {path.name for path in built.rglob("*")}
    assert "qtbase_zh_CN.qm" in names
    assert not [name for name in names if "Qml" in name or "Quick" in name or "WebEngine" in name]
    licences = built / "_internal" / "licences"
    assert {"faxi", "PySide6", "typst"} <= {path.name for path in licences.iterdir()}


def test_the_window_stays_open_offscreen(built: Path, case: Path, tmp_path: Path) -> None:
    environment = {**emptied(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    program = [built / f"faxi-gui{SUFFIX}", case]
    with pytest.raises(subprocess.TimeoutExpired) as ended:
        subprocess.run(program, env=environment, capture_output=True, timeout=5, check=False)
    assert b"Traceback" not in (ended.value.stderr or b"")


@needs_screen
@pytest.mark.parametrize("fonts", ["of the system", "none"])
def test_the_window_is_the_librarys(fonts: str, built: Path, case: Path, tmp_path: Path) -> None:
    """Also where no font of the system shows Chinese, or anything."""
    more = no_fonts(tmp_path) if fonts == "none" else {}
    theirs: Command = [*LIBRARY["faxi-gui"], case]

    @contextmanager
    def shown(
        command: Command, kind: Callable[[Path], dict[str, str]], language: str
    ) -> Iterator[Screen]:
        # A new home: a first start is greeted.
        home, memory = (Path(tempfile.mkdtemp(dir=tmp_path)) for _ in range(2))
        environment = {**kind(home), **more, "FAXI_LANG": language, "LANG": "C.UTF-8"}
        with virtual_screen(memory) as screen:
            environment |= {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
            with running(command, environment):
                yield screen

    with shown([built / "faxi-gui", case], emptied, "zh") as ours:
        with shown(theirs, library, "zh") as expected:
            assert agree(ours, expected)
        with shown(theirs, library, "en") as english:
            assert agree(english, english)
            assert not alike(ours.picture(), english.picture())


def tree(folder: Path) -> set[str]:
    """Return every file and folder below, and where each link leads."""
    return {
        f"{path.relative_to(folder)} {path.readlink() if path.is_symlink() else ''}"
        for path in folder.rglob("*")
    }


@pytest.mark.skipif(not IS_LINUX, reason="the archive of Linux has an install script")
@pytest.mark.parametrize("is_used", [False, True], ids=["a new home", "a home in use"])
def test_installing_needs_no_root_and_can_be_undone(
    is_used: bool, target: Path, case: Path, tmp_path: Path
) -> None:
    (archive,) = target.glob("*.tar.gz")
    run(["tar", "-xzf", archive], {"PATH": os.environ["PATH"]}, tmp_path)
    (folder,) = tmp_path.glob("faxi-*")
    home, data = tmp_path / "主 目录", tmp_path / "主 目录" / "share"
    (data / "faxi").mkdir(parents=True)
    (data / "faxi" / "cases.db").write_text("my cases")
    if is_used:
        entry = data / "applications" / "other.desktop"
        entry.parent.mkdir()
        entry.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true\n")
    environment = {"HOME": str(home), "XDG_DATA_HOME": str(data), "PATH": os.environ["PATH"]}
    before = tree(home)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sed").write_text("#!/bin/sh\nexit 1\n")
    (broken / "sed").chmod(0o755)
    failing = {**environment, "PATH": f"{broken}:{environment['PATH']}"}
    assert subprocess.run([folder / "install"], env=failing, check=False).returncode
    assert tree(home) == before
    for _ in range(2):  # the second time over the first
        said = run([folder / "install"], environment, tmp_path).decode()
    assert str(data / "faxi-program") in said

    (broken / "sed").unlink()
    (broken / "df").write_text("#!/bin/sh\necho head\necho disk 9 9 9 9% /\n")
    (broken / "df").chmod(0o755)
    installed = tree(home)
    assert subprocess.run([folder / "install"], env=failing, check=False).returncode
    assert tree(home) == installed  # a full disk leaves the version that is there

    printed = run([home / ".local" / "bin" / "faxi", "--version"], {"HOME": str(home)}, tmp_path)
    assert printed.decode() == f"faxi {__version__}\n"
    entry = data / "applications" / "io.github.faxi.faxi.desktop"
    assert f'Exec="{data}/faxi-program/faxi-gui" %f' in entry.read_text(encoding="utf-8")
    if shutil.which("desktop-file-validate"):
        run(["desktop-file-validate", entry], environment, tmp_path)
    if shutil.which("appstreamcli"):
        metadata = data / "metainfo" / "io.github.faxi.faxi.metainfo.xml"
        run(["appstreamcli", "validate", "--no-net", metadata], environment, tmp_path)
    assert mime_type(case, environment) == "application/x-faxi-case+json"
    anonymous = case.rename(tmp_path / "without a suffix")
    assert mime_type(anonymous, environment) == "application/x-faxi-case+json"
    for size in ("16x16", "48x48", "256x256"):
        assert (data / "icons/hicolor" / size / "apps/io.github.faxi.faxi.png").exists()

    run(["sh", data / "faxi-program" / "uninstall"], environment, tmp_path)
    # The desktop's own list of a folder in which something else remains stays with it.
    assert tree(home) - {"share/applications/mimeinfo.cache "} == before


def mime_type(path: Path, environment: Mapping[str, str]) -> str:
    """Return what a desktop takes a file for."""
    ask = "import sys; from PySide6.QtCore import QMimeDatabase as Known; "
    ask += "print(Known().mimeTypeForFile(sys.argv[1]).name())"
    return run([sys.executable, "-c", ask, path], environment, path.parent).decode().strip()
