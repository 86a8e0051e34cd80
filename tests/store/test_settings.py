"""What the window remembers: kept in one file, and never a reason not to start."""

from pathlib import Path

import pytest

from faxi.store.files import FileError
from faxi.store.settings import NAME, Settings


def test_what_was_put_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / NAME
    first = Settings(path)
    first.put("language", "en")
    first.put("sections", {"caseForm": 360})
    first.save()
    again = Settings(path)
    assert again.get("language", "") == "en"
    assert again.get("sections", {}) == {"caseForm": 360}


def test_nothing_is_written_without_a_change(tmp_path: Path) -> None:
    path = tmp_path / NAME
    settings = Settings(path)
    assert settings.get("language", "zh") == "zh"
    settings.save()
    assert not path.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "\0", '{"language": 3}', "[" * 100_000])
def test_a_damaged_file_counts_as_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / NAME
    path.write_text(text, encoding="utf-8")
    assert Settings(path).get("language", "zh") == "zh"


def test_by_itself_it_lives_in_the_config_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAXI_CONFIG_DIR")
    settings = Settings()
    settings.put("language", "en")
    settings.save()
    assert Settings().get("language", "") == "en"


def test_a_folder_in_the_way_is_a_file_error(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    settings = Settings(tmp_path / NAME)
    settings.put("language", "en")
    with pytest.raises(FileError):
        settings.save()
