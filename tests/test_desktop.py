"""What systems and services read about the program: desktop files, scripts and workflows."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from faxi import __version__

ROOT = Path(__file__).resolve().parent.parent
DESKTOP = ROOT / "resources" / "desktop"
NAME = "io.github.faxi.faxi"
ENTRY, METADATA, FILE_TYPE = (
    DESKTOP / f"{NAME}{end}" for end in (".desktop", ".metainfo.xml", ".xml")
)


def validate(*command: str | Path) -> None:
    """Let a validator judge; skip where it is not installed."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_desktop_entry_is_valid() -> None:
    validate("desktop-file-validate", ENTRY)


def test_metadata_is_valid() -> None:
    validate("appstreamcli", "validate", "--no-net", METADATA)


def test_scripts_are_valid_shell() -> None:
    for name in ("install", "uninstall"):
        validate("sh", "-n", DESKTOP / name)


def test_all_call_the_program_by_the_same_name() -> None:
    window = (ROOT / "src" / "faxi" / "ui" / "application.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{NAME}")' in window
    entry = ConfigParser(interpolation=None)
    entry.read(ENTRY, encoding="utf-8")
    metadata = ET.parse(METADATA).getroot()
    file_type = ET.parse(FILE_TYPE).getroot()[0].get("type")
    assert entry["Desktop Entry"]["Icon"] == metadata.findtext("id") == NAME
    assert metadata.findtext("launchable") == ENTRY.name
    assert entry["Desktop Entry"]["MimeType"] == f"{file_type};"
    assert metadata.findtext("provides/mediatype") == file_type
    assert metadata.findall("releases/release")[0].get("version") == __version__
    assert f"id={NAME}" in (DESKTOP / "install").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["build", "test"])
def test_workflows_are_valid_and_cover_three_systems(name: str) -> None:
    text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    (job,) = workflow["jobs"].values()
    systems = {system.partition("-")[0] for system in job["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu", "windows", "macos"}
    for step in job["steps"]:
        assert ("run" in step) != ("uses" in step)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for extra in re.findall(r"-e \.\[(.+?)\]", text)[0].split(","):
        assert f"\n{extra} = [" in project
