"""JSON text to plain values, whatever a file contains."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.builders import a_document
from tests.helpers.refusals import json_refusal, outcome, refusals

from faxi.store.json_text import MAX_BYTES, parse_json, shown


def test_plain_values_are_read() -> None:
    data = '{"a": [1, -2, true, null, "甲\\u4e59"]}'.encode()
    assert parse_json(data) == {"a": [1, -2, True, None, "甲乙"]}


def test_a_byte_order_mark_is_skipped() -> None:
    assert parse_json(b"\xef\xbb\xbf[1]") == [1]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "not_json", id="nothing"),
        pytest.param(b" \n", "not_json", id="blanks"),
        pytest.param(b"{", "not_json", id="unfinished"),
        pytest.param(b"[1] x", "not_json", id="more than a value"),
        pytest.param(b"[1,]", "not_json", id="a comma too many"),
        pytest.param(b"{'a': 1}", "not_json", id="single quotes"),
        pytest.param(b'"a\nb"', "not_json", id="a line end in a text"),
        pytest.param(b"[01]", "not_json", id="a leading zero"),
        pytest.param(b"\x00" * 100, "not_json", id="zero bytes"),
        pytest.param(b"%PDF-1.7", "not_json", id="a PDF"),
        pytest.param(b"\xff\xfe[\x001\x00]\x00", "not_utf8", id="UTF-16"),
        pytest.param('["甲"]'.encode("gb18030"), "not_utf8", id="GB18030"),
        pytest.param(b'"\xed\xa0\x80"', "not_utf8", id="an encoded surrogate"),
        pytest.param(b'"\xc0\xaf"', "not_utf8", id="an overlong slash"),
        pytest.param(b"[NaN]", "number_not_finite", id="NaN"),
        pytest.param(b'{"a": Infinity}', "number_not_finite", id="Infinity"),
        pytest.param(b"-Infinity", "number_not_finite", id="-Infinity"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, "nested_too_deeply", id="lists"),
        pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested_too_deeply", id="objects"),
        pytest.param(b"[" * 500 + b"]" * 500, "nested_too_deeply", id="deep but parsed"),
        pytest.param(b"[" + b"9" * 5000 + b"]", "number_too_long", id="a huge integer"),
        pytest.param(b'{"a": 1, "a": 1}', "key_repeated", id="a key twice"),
        pytest.param(b'[{"b": {"a": 1, "c": 2, "a": 3}}]', "key_repeated", id="twice deep down"),
        pytest.param(b'{"a": 1, "\\u0061": 1}', "key_repeated", id="twice by an escape"),
    ],
)
def test_what_is_refused(data: bytes, code: str) -> None:
    assert json_refusal(data).code == code


def test_the_place_of_an_error_is_told() -> None:
    assert json_refusal(b'{\n "a": 1,\n "b" 2}').params == {"line": 3, "column": 6}


def test_the_repeated_key_is_told() -> None:
    assert json_refusal(b'{"a": 1, "b": 2, "a": 3}').params == {"key": "a"}


def test_a_repeated_key_is_found_among_many() -> None:
    names = [f'"{number}": 0' for number in range(200_000)]
    data = "{" + ", ".join([*names, names[-1]]) + "}"
    assert json_refusal(data.encode()).params == {"key": "199999"}


def test_a_lone_surrogate_in_a_repeated_key_is_shown_harmlessly() -> None:
    problem = json_refusal(b'{"\\ud800": 1, "\\ud800": 2}')
    assert problem.params == {"key": "\\ud800"}


def test_fifty_megabytes_of_junk_are_refused() -> None:
    assert json_refusal(b"x" * 50 * 2**20).code == "file_too_large"


def test_the_largest_file_is_read() -> None:
    data = b'"' + b"x" * (MAX_BYTES - 2) + b'"'
    assert len(parse_json(data)) == MAX_BYTES - 2
    assert json_refusal(data + b" ").code == "file_too_large"


def test_a_hundred_levels_are_enough() -> None:
    assert parse_json(b"[" * 100 + b"]" * 100)
    assert json_refusal(b"[" * 101 + b"]" * 101).code == "nested_too_deeply"


@pytest.mark.parametrize("number", ["5.0", "1e3", "1E400", "-0.0", "0.10"])
def test_a_number_with_a_point_is_refused_as_it_was_written(number: str) -> None:
    data = json.dumps(a_document(title=0)).replace('"title": 0', f'"title": {number}')
    document = parse_json(data.encode())
    assert refusals(document) == [("title", "text_needed")]
    assert shown(document["title"]) == number


@pytest.mark.parametrize("level", [1, 50, 90])
def test_a_value_nested_too_deeply_for_its_key_is_only_refused(level: int) -> None:
    data = json.dumps(a_document(title=0)).replace(
        '"title": 0', '"title": ' + "[" * level + "]" * level
    )
    assert refusals(parse_json(data.encode())) == [("title", "text_needed")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("short", "short"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        (None, "null"),
        (True, "true"),
        ([1, "a"], "[1, 'a']"),
        ("a\nb\x1b[2J\u202e\ud800", "a\\nb\\x1b[2J\\u202e\\ud800"),
        ("甲　乙", "甲\\u3000乙"),
    ],
)
def test_values_are_shown_short_and_harmless(value: object, text: str) -> None:
    assert shown(value) == text


@settings(max_examples=300, deadline=None)
@given(st.binary() | st.text(alphabet='{}[]",:0123456789.eE-+ntrufalse\\ ').map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert len(outcome(lambda: parse_json(data))[1]) <= 1
