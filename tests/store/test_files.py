"""Whole files: complete or not at all, whatever fails in the middle."""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from faxi.store.files import FileError, read_file, write_file
from faxi.text.messages import message_of
from faxi.text.words import Language, words_of

OLD, NEW = b"the old content", b"the new content\n" * 1000


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a file with content in a folder of its own."""
    path = tmp_path / "work" / "案件.json"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def _failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def _code(write: Callable[[], object]) -> str:
    with pytest.raises(FileError) as caught:
        write()
    return caught.value.problem.code


# Writing


def test_a_new_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    write_file(path, NEW)
    assert path.read_bytes() == NEW
    assert list(tmp_path.glob("*.part")) == list(tmp_path.glob(".*.part")) == []


def test_an_old_file_is_replaced(old: Path) -> None:
    write_file(old, NEW)
    assert old.read_bytes() == NEW
    assert list(old.parent.iterdir()) == [old]


def test_nothing_can_be_written(old: Path) -> None:
    write_file(old, b"")
    assert old.read_bytes() == b""


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (os, "fdopen"),
        (os, "fsync"),
        (Path, "chmod"),
        (Path, "replace"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "file_held"),
        (errno.EIO, "drive_failed"),
        (errno.EINVAL, "file_failed"),
    ],
)
def test_a_failure_leaves_the_old_file_whole(
    old: Path, monkeypatch: pytest.MonkeyPatch, target: Any, name: str, number: int, code: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(target, name, _failing(number))
        assert _code(lambda: write_file(old, NEW)) == code
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


def test_a_disk_full_half_way_leaves_the_old_file_whole(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fdopen = os.fdopen

    def half_open(handle: int, mode: str) -> Any:
        os.write(handle, NEW[: len(NEW) // 2])
        stream = fdopen(handle, mode)
        os.fsync(stream.fileno())
        stream.close()
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fdopen", half_open)
    assert _code(lambda: write_file(old, NEW)) == "disk_full"
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


def test_an_interrupted_write_leaves_nothing_behind(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(old, NEW)
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


def test_the_content_is_synced_before_it_takes_its_place(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_sync(handle: int) -> None:
        happened.append("sync")
        fsync(handle)

    def noted_replace(self: Path, target: Path) -> Path:
        happened.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    write_file(old, NEW)
    assert happened[:2] == ["sync", "replace"]


def test_a_folder_that_cannot_be_synced_is_no_failure(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Some network folders refuse it; the file is in its place by then.
    monkeypatch.setattr(os, "O_DIRECTORY", os.O_RDONLY, raising=False)
    monkeypatch.setattr(os, "open", _unless_folder(os.open))
    write_file(old, NEW)
    assert old.read_bytes() == NEW


def _unless_folder(opened: Callable[..., int]) -> Callable[..., int]:
    def attempt(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if Path(path).is_dir():
            raise OSError(errno.EINVAL, "cannot be opened")
        return opened(path, flags, *rest, **more)

    return attempt


def test_a_folder_in_the_way(old: Path) -> None:
    assert _code(lambda: write_file(old.parent, NEW)) == "file_is_folder"
    assert list(old.parent.iterdir()) == [old]


def test_a_missing_folder(tmp_path: Path) -> None:
    assert _code(lambda: write_file(tmp_path / "no" / "new.json", NEW)) == "folder_missing"


def test_a_file_as_folder(old: Path) -> None:
    assert _code(lambda: write_file(old / "new.json", NEW)) == "folder_missing"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "folder_forbidden"),
        (errno.EROFS, "folder_forbidden"),
        (errno.ENOENT, "folder_forbidden"),  # as of /proc, which is there
        (errno.ENOSPC, "disk_full"),
        (errno.EIO, "drive_failed"),
    ],
)
def test_a_folder_that_takes_no_new_file_is_what_is_said(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "mkstemp", _failing(number))
        with pytest.raises(FileError) as caught:
            write_file(old, NEW)
    assert caught.value.problem.code == code
    assert caught.value.problem.params["folder"] == str(old.parent)
    assert old.read_bytes() == OLD


def test_a_name_longer_than_the_disk_takes(tmp_path: Path) -> None:
    path = tmp_path / f"{'名' * 300}.json"
    assert _code(lambda: write_file(path, NEW)) == "name_too_long"
    assert _code(lambda: read_file(path, 9)) == "name_too_long"


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EMFILE, 0])
def test_what_the_system_says_in_its_own_language_is_not_passed_on(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(Path, "open", _failing(number))
    with pytest.raises(FileError) as caught:
        read_file(old, 9)
    said = message_of(caught.value.problem, words_of(Language.ZH))
    assert said == f"无法读写文件（错误代码 {errno.errorcode.get(number, '?')}）。"


def test_an_error_tells_the_path_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "no" / ".." / "no" / "new.json"
    with pytest.raises(FileError) as caught:
        write_file(path, NEW)
    assert caught.value.path == path
    assert str(path) in str(caught.value)


def test_a_symbolic_link_keeps_pointing(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(old)
    write_file(link, NEW)
    assert link.is_symlink()
    assert old.read_bytes() == NEW


def test_a_dangling_link_gets_its_file(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "new.json")
    write_file(link, NEW)
    assert (tmp_path / "new.json").read_bytes() == NEW


def test_links_in_a_circle_are_an_error(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    one.symlink_to(other)
    other.symlink_to(one)
    assert _code(lambda: write_file(one, NEW)) == "link_circular"
    assert _code(lambda: read_file(one, 9)) == "link_circular"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_permissions_are_kept(old: Path, mode: int) -> None:
    old.chmod(mode)
    write_file(old, NEW)
    assert old.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    write_file(tmp_path / "one", NEW)
    (tmp_path / "other").write_bytes(NEW)
    modes = {path.stat().st_mode for path in tmp_path.glob("o*")}
    assert len(modes) == 1


@pytest.mark.parametrize("character", ["x", "案", "\N{GRINNING FACE}"])
def test_a_long_name_leaves_room_for_the_temporary_one(tmp_path: Path, character: str) -> None:
    path = tmp_path / (character * (250 // len(character.encode())) + ".json")
    write_file(path, NEW)
    assert path.read_bytes() == NEW


def test_two_writers_do_not_meet(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def replaced_late(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", replace)
        write_file(old, b"the other writer's")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replaced_late)
    write_file(old, NEW)
    assert old.read_bytes() == NEW
    assert list(old.parent.iterdir()) == [old]


# Reading


def test_a_file_is_read(old: Path) -> None:
    assert read_file(old, 1000) == OLD


def test_no_more_is_read_than_shows_that_it_is_too_much(old: Path) -> None:
    assert read_file(old, 3) == OLD[:4]


def test_what_cannot_be_read(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _code(lambda: read_file(old.parent / "no.json", 9)) == "file_missing"
    assert _code(lambda: read_file(old.parent, 9)) == "file_is_folder"
    monkeypatch.setattr(Path, "open", _failing(errno.EACCES))
    assert _code(lambda: read_file(old, 9)) == "file_forbidden"
