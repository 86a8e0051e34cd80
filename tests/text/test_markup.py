"""Escaping: the same as the standard library's."""

import html

from hypothesis import given
from hypothesis import strategies as st

from faxi.text.markup import escape


@given(st.text(alphabet=st.sampled_from("&<>\"';a#x27银\n") | st.characters()))
def test_a_text_is_escaped_as_the_standard_library_does(text: str) -> None:
    assert escape(text) == html.escape(text)
