"""The package as a stranger gets it: built, installed away from the checkout, every file there."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

OPEN_ALL = """
import json, sys
from pathlib import Path
import faxi
from faxi.resources import resource
target = Path(sys.argv[1])
assert Path(faxi.__file__).is_relative_to(target), faxi.__file__
for name in json.loads(sys.argv[2]):
    path = resource(*name.split("/"))
    assert path.is_relative_to(target / "faxi" / "_data"), path
    assert path.read_bytes(), path
print(faxi.__version__)
"""


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a program and return what it printed; a failure shows both of its streams."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _build(kind: str, project: Path, target: Path) -> Path:
    """Build one distribution with the installed backend, so that no network is needed."""
    _run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target, cwd=project)
    (made,) = target.iterdir()
    return made


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the source distribution."""
    return _build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder a source distribution unpacks to."""
    target = tmp_path_factory.mktemp("unpacked")
    _run(sys.executable, "-m", "tarfile", "-e", sdist, target, cwd=target)
    (project,) = target.iterdir()
    return project


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of the checkout."""
    return _build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def _data(wheel: Path) -> list[str]:
    """Return the names of the resources in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith("faxi/_data/")]
    return [name.removeprefix("faxi/_data/") for name in names]


@pytest.mark.parametrize("name", ["run", "test"])
def test_readme_has_the_command(name: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"<!-- {name}-command -->\n+```sh\n(.+?)\n```\n", text, re.DOTALL)
    assert len(blocks) == 1
    assert "pip install" in blocks[0]


@pytest.mark.packaging
@pytest.mark.timeout(300)
def test_installed_wheel_opens_every_resource(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index")
    _run(*pip, "--target", target, wheel, cwd=tmp_path)
    names = _data(wheel)
    assert {"fonts/NotoSansCJKsc-Regular.otf", "fonts/OFL.txt"} <= set(names)
    command = (sys.executable, "-P", "-c", OPEN_ALL, target, json.dumps(names))
    printed = _run(*command, cwd=tmp_path, PYTHONPATH=str(target))
    assert printed.strip() in wheel.name


@pytest.mark.packaging
@pytest.mark.timeout(300)
def test_wheel_carries_what_runs_and_nothing_else(wheel: Path) -> None:
    names = _data(wheel)
    languages = {path.stem for path in (ROOT / "resources" / "i18n").glob("*.po")}
    catalogues = {name for name in names if name.startswith("i18n/")}
    assert catalogues == {f"i18n/{each}/LC_MESSAGES/faxi.mo" for each in languages}
    # Of the documents only the guide is read inside the program.
    documents = sorted(name for name in names if name.startswith("docs/"))
    assert documents == ["docs/guide.en.md", "docs/guide.zh.md"]
    assert not [name for name in names if name.endswith("README.md")]


@pytest.mark.packaging
@pytest.mark.timeout(300)
def test_sdist_builds_the_same_wheel(wheel: Path, unpacked: Path, tmp_path: Path) -> None:
    again = _build("wheel", unpacked, tmp_path / "again")
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (wheel, again)}
    assert len(digests) == 1


@pytest.mark.packaging
@pytest.mark.timeout(300)
def test_sdist_carries_what_a_build_and_a_test_need(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {"LICENSE", "README.md", ".ci/build_hook.py", ".ci/run", "tests/conftest.py"}
    assert not [name for name in names if name.endswith((".mo", ".pyc"))]
