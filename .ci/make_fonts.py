"""Make the two font files of resources/fonts from the Noto Sans CJK collections.

Usage::

    python .ci/make_fonts.py NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc
    python .ci/make_fonts.py --characters Unihan_OtherMappings.txt[.bz2]

The first form needs ``fonttools`` and writes the same bytes for the same collections and
the same version of fonttools. The second form rewrites ``characters.txt`` from the Unihan
database: the characters of 通用规范汉字表 (field ``kTGH``) that neither GB 2312 nor Big5 has.
"""

import argparse
import bz2
import itertools
import sys
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Noto Sans CJK SC"
FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
CHARACTERS = FONTS / "characters.txt"
PER_LINE = 50

PER_MILLE = 0x2030
PER_TEN_THOUSAND = 0x2031

# Whole blocks, taken as far as the source font has them.
BLOCKS = (
    (0x0020, 0x017F),  # Basic Latin, Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # pinyin vowels
    (0x2000, 0x206F),  # General Punctuation
    (0x2070, 0x209F),  # Superscripts and Subscripts
    (0x20A0, 0x20CF),  # Currency Symbols
    (0x2100, 0x218F),  # Letterlike Symbols, Number Forms
    (0x2190, 0x22FF),  # Arrows, Mathematical Operators
    (0x2300, 0x23FF),  # Miscellaneous Technical
    (0x2460, 0x24FF),  # Enclosed Alphanumerics
    (0x2500, 0x25FF),  # Box Drawing, Block Elements, Geometric Shapes
    (0x2600, 0x27BF),  # Miscellaneous Symbols, Dingbats
    (0x3000, 0x303F),  # CJK Symbols and Punctuation
    (0x3220, 0x325F),  # Enclosed CJK, without Hangul
    (0x3280, 0x33FF),  # Enclosed CJK, CJK Compatibility
    (0xFE30, 0xFE4F),  # CJK Compatibility Forms
    (0xFF01, 0xFF60),  # Fullwidth Forms
    (0xFFE0, 0xFFE6),  # Fullwidth Signs
)


def national() -> set[int]:
    """Return every code point of GB 2312 and of Big5 (traditional and rarer name forms)."""
    found = set()
    for lead, trail in itertools.product(range(0xA1, 0xFA), range(0x40, 0xFF)):
        for codec in ("gb2312", "big5"):
            try:
                found.add(ord(bytes((lead, trail)).decode(codec)))
            except UnicodeDecodeError:
                continue
    return found


def listed() -> set[int]:
    """Return the code points of characters.txt; lines beginning with ``#`` are remarks."""
    lines = CHARACTERS.read_text(encoding="utf-8").splitlines()
    return {ord(char) for line in lines if not line.startswith("#") for char in line}


def wanted() -> set[int]:
    """Return every code point the fonts should have."""
    blocks = {code for first, last in BLOCKS for code in range(first, last + 1)}
    return national() | listed() | blocks


def write_characters(unihan: Path) -> int:
    """Rewrite characters.txt from a Unihan file holding ``kTGH``; return how many."""
    raw = unihan.read_bytes()
    text = (bz2.decompress(raw) if unihan.suffix == ".bz2" else raw).decode("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\tkTGH\t" in line)
    codes = sorted({int(row[0].removeprefix("U+"), 16) for row in rows} - national())
    chars = "".join(map(chr, codes))
    lines = [chars[start : start + PER_LINE] for start in range(0, len(chars), PER_LINE)]
    head = "# The characters of 通用规范汉字表 (2013) outside GB 2312 and Big5, from Unihan's kTGH."
    CHARACTERS.write_text("\n".join([head, *lines, ""]), encoding="utf-8", newline="\n")
    return len(codes)


def open_face(collection: Path) -> TTFont:
    """Return the Simplified Chinese face of a collection."""
    with TTCollection(collection, lazy=True) as faces:
        names = [face["name"].getDebugName(1) for face in faces.fonts]
    return TTFont(collection, fontNumber=names.index(FAMILY), recalcTimestamp=False)


def add_per_ten_thousand(font: TTFont) -> None:
    """Give the font a ``‱``: its own ``‰`` with the last ring once more to the right.

    Noto Sans CJK has no such character, and daily rates are written with it. The outline
    takes the place of a glyph that is dropped anyway: a CID-keyed font has no cheap way to
    grow.
    """
    cmap, top, glyphs = font.getBestCmap(), font["CFF "].cff.topDictIndex[0], font.getGlyphSet()
    source = cmap[PER_MILLE]
    part = top.FDSelect[font.getGlyphID(source)]
    kept = {cmap[code] for code in wanted() if code in cmap}
    slot = next(
        name
        for name in (cmap[code] for code in sorted(cmap))
        if name not in kept and top.FDSelect[font.getGlyphID(name)] == part
    )
    outline = DecomposingRecordingPen(glyphs)
    glyphs[source].draw(outline)
    contours = _contours(outline)
    lefts = sorted({left for left, _ in contours})
    # From the right: inside and outside of the third ring, then of the second.
    step = lefts[-1] - lefts[-3]
    private = top.FDArray[part].Private
    width = round(font["hmtx"][source][0] + step)
    pen = T2CharStringPen(width - private.nominalWidthX, glyphs)
    outline.replay(pen)
    shifted = TransformPen(pen, (1, 0, 0, 1, step, 0))
    for left, contour in contours:
        if left >= lefts[-2]:
            contour.replay(shifted)
    top.CharStrings[slot] = pen.getCharString(private, top.GlobalSubrs)
    font["hmtx"][slot] = (width, font["hmtx"][source][1])
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[PER_TEN_THOUSAND] = slot


def _contours(outline: DecomposingRecordingPen) -> list[tuple[float, DecomposingRecordingPen]]:
    """Return the closed contours of an outline, each with its left edge."""
    found, current = [], DecomposingRecordingPen(None)
    for step in outline.value:
        current.value.append(step)
        if step[0] in ("closePath", "endPath"):
            bounds = BoundsPen(None)
            current.replay(bounds)
            found.append((bounds.bounds[0], current))
            current = DecomposingRecordingPen(None)
    return found


def cut_down(font: TTFont) -> None:
    """Reduce the font to the wanted characters, kerning and proportional quotes (``pwid``)."""
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    options = Options(
        hinting=False,
        layout_features=["kern", "pwid"],
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)


def make(collection: Path) -> Path:
    """Write the subset of one collection and return its path."""
    font = open_face(collection)
    add_per_ten_thousand(font)
    cut_down(font)
    names = font["name"]
    target = FONTS / f"{names.getDebugName(6)}.otf"
    for number in (3, 5):  # unique name and version: say that this is not the original
        names.setName(f"{names.getDebugName(number)};subset", number, 3, 1, 0x409)
    font.save(target)
    return target


def main(arguments: list[str]) -> int:
    """Make what the arguments ask for and print what was made."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collections", nargs="*", type=Path, metavar="TTC")
    parser.add_argument("--characters", type=Path, metavar="UNIHAN")
    options = parser.parse_args(arguments)
    if options.characters:
        print(f"{CHARACTERS.name}: {write_characters(options.characters)} characters")
    for collection in options.collections:
        target = make(collection)
        have = TTFont(target).getBestCmap()
        missing = sorted((national() | listed()) - set(have))
        print(f"{target.name}: {len(have)} characters, {target.stat().st_size:,} bytes")
        print("  missing of the lists:", "".join(map(chr, missing)) or "nothing")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
