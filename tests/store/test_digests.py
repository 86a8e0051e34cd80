"""The checksum of a row is that of the standard library."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from faxi.store.rows import digest_of


@given(st.lists(st.none() | st.integers() | st.text()))
def test_a_digest_is_what_hashlib_makes_of_the_values(values: list[object]) -> None:
    whole = "\0".join(map(str, values)).encode(errors="replace")
    assert digest_of(values) == hashlib.blake2b(whole, digest_size=12).hexdigest()
