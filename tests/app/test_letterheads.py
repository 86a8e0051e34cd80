"""Logos: what can be drawn is taken, everything else is refused in words."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.helpers.reading import pdf_text, word, workbook
from tests.helpers.summaries import statement_of

from faxi.app.letterheads import MAX_LOGO, read_logo
from faxi.app.summaries import rendered
from faxi.engine.problems import CaseError
from faxi.exports.blocks import Letterhead
from faxi.exports.options import Options, Paper
from faxi.exports.typesetting import logo_png
from faxi.resources import resource
from faxi.store.files import FileError
from faxi.text.words import Language, words_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
XLINK = b'<image xmlns:x="http://www.w3.org/1999/xlink" x:href="%s"/>'


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_drawings_and_pictures_are_taken(tmp_path: Path) -> None:
    drawing = read_logo(resource("icons", "faxi.svg"))
    assert drawing.kind == "svg"
    picture = logo_png(drawing, dots_per_inch=30)
    assert read_logo(written(tmp_path, "a.svg", picture)).kind == "png"  # whatever its name


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text",
        b"\x89PNG\r\n\x1a\nbroken",
        b"\xff\xd8\xffbroken",
        b"<svg",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        SVG % (XLINK % b"file:///etc/passwd"),
        SVG % (XLINK % b"http://x.example/a.png"),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG % b"&a;",
        b'<?xml-stylesheet href="http://x.example"?>' + SVG % b"",
    ],
)
def test_what_cannot_be_drawn_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        read_logo(written(tmp_path, "logo", content))
    assert [problem.code for problem in caught.value.problems] == ["logo_unreadable"]


def test_a_large_file_is_refused_and_a_missing_one_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        read_logo(written(tmp_path, "logo.png", b"\x89PNG\r\n\x1a\n" + bytes(MAX_LOGO)))
    with pytest.raises(FileError):
        read_logo(tmp_path / "none.png")


def test_the_letterhead_is_in_the_workbook() -> None:
    logo = read_logo(resource("icons", "faxi.svg"))
    options = Options(letterhead=Letterhead("某律师事务所", "北京市某路1号", "8号", logo))
    words, statement = words_of(Language.ZH), statement_of("plain")
    content = rendered(statement, Path("a.xlsx"), words, options)[0]
    sheet = workbook(content)["Inputs"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {"某律师事务所", "北京市某路1号", "8号"} <= set(texts)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "xl/media/image1.png" in archive.namelist()


@pytest.mark.parametrize("paper", Paper)
def test_the_letterhead_is_on_paper(paper: Paper) -> None:
    logo = read_logo(resource("icons", "faxi.svg"))
    head = Letterhead("某律师事务所", "北京市某路1号", "（2026）某字第8号", logo)
    options = Options(paper=paper, letterhead=head)
    words, statement = words_of(Language.ZH), statement_of("plain")
    text = pdf_text(rendered(statement, Path("a.pdf"), words, options)[0])
    document = word(rendered(statement, Path("a.docx"), words, options)[0])
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    markdown = rendered(statement, Path("a.md"), words, options)[0].decode()
    for part in (head.name, head.address, head.reference):
        assert part in text
        assert part in paragraphs
        assert part in markdown
    assert len(document.inline_shapes) == (2 if paper is Paper.SUMMARY else 1)
