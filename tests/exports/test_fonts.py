"""The bundled fonts show what a statement can contain, alone and in both weights."""

import pytest
import typst

from faxi.resources import resource

NAMES = "喆玥祎镕珺璟垚䶮㛃𬭚𫍽臺灣龘"
SIGNS = "¥￥€‰‱×÷−≤≥≈Σ℃№①⑳㈠〇●○■□▲△▶▼⚠✓←→…—–·"
MARKS = "，。、；：？！（）《》〈〉「」『』【】〔〕‘’“”"


def _pdf(text: str, weight: str) -> bytes:
    """Set a text in the bundled fonts; PDF/A makes a missing glyph an error."""
    source = f"""
        #set document(title: "fonts", date: datetime(year: 2026, month: 1, day: 1))
        #set text(font: "Noto Sans CJK SC", weight: "{weight}", lang: "zh")
        {text}
    """
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resource("fonts"))],
    )
    return typst.compile(source.encode(), font_paths=fonts, pdf_standards=["a-2a"], timestamp=0)


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("text", [NAMES, SIGNS, MARKS], ids=["names", "signs", "marks"])
def test_nothing_is_a_box(text: str, weight: str) -> None:
    pdf = _pdf(text, weight)
    assert f"NotoSansCJKsc-{weight.title()}".encode() in pdf


def test_a_missing_glyph_is_seen() -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        _pdf("\N{GRINNING FACE}", "regular")
