"""The catalogue searched in place says what the standard library reads from the same file."""

import gettext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faxi.resources import resource
from faxi.text.catalogue import Catalogue

PATH = resource("i18n", "zh_CN", "LC_MESSAGES", "faxi.mo")
OURS = Catalogue(PATH)
with PATH.open("rb") as _file:
    THEIRS = gettext.GNUTranslations(_file)
KEYS = [key for key in vars(THEIRS)["_catalog"] if key]


def test_every_message_is_said_as_the_standard_library_says_it() -> None:
    plain = [key for key in KEYS if isinstance(key, str)]
    assert len(plain) > 1500
    assert [key for key in plain if OURS.gettext(key) != THEIRS.gettext(key)] == []


def test_every_plural_has_its_one_form() -> None:
    plurals = [key[0] for key in KEYS if isinstance(key, tuple)]
    assert len(plurals) > 5
    for one in plurals:
        for count in (0, 1, 2, 5, 100):
            assert OURS.ngettext(one, "many", count) == THEIRS.ngettext(one, "many", count)


@given(st.text())
def test_what_nobody_translated_is_said_as_it_is(text: str) -> None:
    assert OURS.gettext(text) == (THEIRS.gettext(text) if text else "")
    assert OURS.ngettext(f"{text}!", "many", 1) == f"{text}!"
    assert OURS.ngettext(f"{text}!", "many", 2) == "many"


def test_a_catalogue_of_the_other_byte_order(tmp_path: Path) -> None:
    text = "一".encode()
    numbers = (0x950412DE, 0, 2, 28, 44, 0, 0, 0, 60, 3, 60, 0, 63, len(text), 63)
    data = b"".join(number.to_bytes(4, "big") for number in numbers) + b"one" + text
    path = tmp_path / "big.mo"
    path.write_bytes(data)
    assert Catalogue(path).gettext("one") == "一"


def test_a_missing_catalogue_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Catalogue(tmp_path / "none.mo")
