"""How the Word document looks: paper, fonts and named styles that a lawyer can change at once."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from faxi.text.words import Language

_INK, _SOFT = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x56, 0x61, 0x6E)
_ACCENT, _ALARM = RGBColor(0x24, 0x50, 0x7F), RGBColor(0x8A, 0x4B, 0x00)
_LATIN, _CHINESE = "Calibri", "Microsoft YaHei"
_TEXT_WIDTH = Mm(174)
_LABELS = Mm(46)  # where the value beside a label begins


def style(word: WordDocument, language: str) -> None:
    """Set the paper and every style the writer names."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(24), Mm(18)
    section.header_distance = section.footer_distance = Mm(10)
    styles: Any = word.styles
    _font(styles["Normal"], 10, _INK)
    _space(styles["Normal"], 0, 4)
    styles["Normal"].paragraph_format.line_spacing = 1.0
    _language(styles, language)
    for name, size, colour in (
        ("Title", 20, _INK),
        ("Subtitle", 11, _SOFT),
        ("Heading 1", 13, _ACCENT),
        ("Heading 2", 10.5, _INK),
        ("List Bullet", 10, _INK),
        ("Caption", 9, _SOFT),
        ("Header", 8, _SOFT),
        ("Footer", 8, _SOFT),
    ):
        _font(styles[name], size, colour)
    _plain_title(styles)
    for name, before in (("Heading 1", 14), ("Heading 2", 10)):
        _space(styles[name], before, 4)
        styles[name].paragraph_format.keep_with_next = True
    styles["Caption"].font.bold = False
    _space(styles["Caption"], 6, 3)
    styles["Caption"].paragraph_format.keep_with_next = True
    stops = styles["Header"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _own_styles(styles)


def _plain_title(styles: Any) -> None:
    """Take the template's rule and slant from the titles."""
    title = styles["Title"]
    title.font.bold = True
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    _space(title, 0, 2)
    styles["Subtitle"].font.italic = False
    _space(styles["Subtitle"], 0, 8)


def _own_styles(styles: Any) -> None:
    made = {
        name: styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        for name in _OWN
        if name not in [style.name for style in styles]
    }
    for name, (size, colour, is_bold, before, after) in _OWN.items():
        made[name] = styles[name]
        made[name].base_style = styles["Normal"]
        _font(made[name], size, colour)
        made[name].font.bold = is_bold
        _space(made[name], before, after)
    facts = made["Facts"].paragraph_format
    facts.left_indent, facts.first_line_indent = _LABELS, -_LABELS
    facts.tab_stops.add_tab_stop(_LABELS)
    made["Signature"].paragraph_format.tab_stops.add_tab_stop(Mm(110))
    for name in ("Sender", "Sender Detail"):
        made[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made["Picture"].paragraph_format.keep_with_next = True
    label = styles.add_style("Fact Label", WD_STYLE_TYPE.CHARACTER)
    label.font.color.rgb = _SOFT
    styles.element.append(parse_xml(_TABLE_STYLE))


# Size in points, colour, bold, space before and after in points.
_OWN = {
    "Figure Label": (9, _SOFT, False, 4, 0),
    "Figure": (22, _ACCENT, True, 0, 2),
    "Facts": (9.5, _INK, False, 0, 1),
    "Note": (8.5, _SOFT, False, 2, 4),
    "Warning": (10, _ALARM, True, 4, 4),
    "Cell": (8.5, _INK, False, 1, 1),
    "Table Gap": (4, _INK, False, 0, 2),
    "Picture": (10, _INK, False, 2, 0),
    "Sender": (12, _INK, True, 0, 0),
    "Sender Detail": (9, _SOFT, False, 0, 2),
    "Signature": (10, _INK, False, 28, 0),
}
_TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Figures">
<w:name w:val="Figures"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="4" w:color="C9D1DA"/>
<w:bottom w:val="single" w:sz="4" w:color="C9D1DA"/>
<w:insideH w:val="single" w:sz="2" w:color="E6EAEE"/>
</w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow">
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F2F5F8"/></w:tcPr>
</w:tblStylePr></w:style>"""


def _font(item: Any, size: float, colour: RGBColor) -> None:
    item.font.name, item.font.size, item.font.color.rgb = _LATIN, Pt(size), colour
    fonts = item.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), _CHINESE)


def _space(item: Any, before: float, after: float) -> None:
    item.paragraph_format.space_before, item.paragraph_format.space_after = Pt(before), Pt(after)


def _language(styles: Any, language: str) -> None:
    """Tell the spelling checker what is written here."""
    for known in styles.element.iter(qn("w:lang")):
        known.set(qn("w:eastAsia"), "zh-CN")
        known.set(qn("w:val"), "zh-CN" if language == Language.ZH else "en-US")
