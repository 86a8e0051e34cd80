"""The texts of the rules promise nothing that nobody can know."""

import re

import pytest
from tests.helpers.toml_files import original

from faxi.resources import resource
from faxi.rules.ladders import ladder_files
from faxi.rules.law import rule_files

FOLDER = resource("rules")
FILES = [path.name for path in (*rule_files(FOLDER), *ladder_files(FOLDER))]
PROMISES = r"必然|一定会|肯定会|必将|\bwill certainly\b|\binevitabl[ey]\b|\bguaranteed to\b"


@pytest.mark.parametrize("name", FILES)
def test_no_text_promises_what_will_happen(name: str) -> None:
    assert re.findall(PROMISES, original(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_chinese_is_punctuated_as_chinese(name: str) -> None:
    texts = re.findall(r'zh = "([^"]*)"', original(name))
    assert texts
    assert [text for text in texts if re.search(r"[\u4e00-\u9fff][,;:!?]", text)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_text_holds_stray_blanks(name: str) -> None:
    texts = re.findall(r'(?:zh|en) = "([^"]*)"', original(name))
    assert [text for text in texts if text != text.strip() or "  " in text] == []
