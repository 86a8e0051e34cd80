"""Where a person's data and settings live."""

from pathlib import Path

import platformdirs
import pytest

from faxi.store.folders import config_folder, data_folder


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAXI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("FAXI_CONFIG_DIR", str(tmp_path / "config"))
    assert (data_folder(), config_folder()) == (tmp_path / "data", tmp_path / "config")


@pytest.mark.parametrize("value", [None, ""])
def test_else_the_platform_does(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    for name in ("FAXI_DATA_DIR", "FAXI_CONFIG_DIR"):
        monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)
    assert "faxi" in data_folder().name.lower()
    assert data_folder().is_absolute()
    assert config_folder().is_absolute()


@pytest.mark.parametrize("named", [None, "", " ", "/srv/home/.data", "relative"])
def test_a_short_way_leads_where_the_library_does(
    monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    for name in ("FAXI_DATA_DIR", "FAXI_CONFIG_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        if named is not None:
            monkeypatch.setenv(name, named)
    assert data_folder() == Path(platformdirs.user_data_dir("faxi", False))
    assert config_folder() == Path(platformdirs.user_config_dir("faxi", False))


def test_asking_makes_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAXI_DATA_DIR", str(tmp_path / "data"))
    assert not data_folder().exists()
