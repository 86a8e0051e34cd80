"""File names: what Windows, macOS or Linux refuse is taken out."""

import pytest

from faxi.ui.names import safe_name, safe_stem


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("某银行 2026-11-23.pdf", "某银行 2026-11-23.pdf"),
        ('a<b>c:d"e/f\\g|h?i*j.pdf', "a_b_c_d_e_f_g_h_i_j.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("con", "_con"),
        ("nul.tar.pdf", "_nul.tar.pdf"),
        ("Com1.json", "_Com1.json"),
        ("console.pdf", "console.pdf"),
        ("a. . .pdf", "a.pdf"),
        ("../../etc/passwd.pdf", "_.._etc_passwd.pdf"),
        ("a\x00\n\u202eb.pdf", "a___b.pdf"),
        ("...", "faxi"),
        ("", "faxi"),
        (".pdf", "faxi.pdf"),
        ("Mr. Smith", "Mr. Smith"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_fits_every_system() -> None:
    name = safe_name("债" * 500 + ".pdf")
    assert len(name.encode()) <= 255
    assert name.endswith("债.pdf")
    assert len(safe_stem("😀" * 300).encode()) <= 200
