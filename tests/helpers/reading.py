"""Reads exported files back with programs that did not write them."""

import io
import re
from typing import Any

import docx
import openpyxl
from docx.document import Document as WordDocument
from docx.table import Table
from pypdf import PdfReader

GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*\.\d{2}(?![\d%])")


def grouped_amounts(text: str) -> list[str]:
    """Return every grouped amount of a text, sorted."""
    return sorted(GROUPED.findall(text))


def pdf_text(content: bytes, pages: int | None = None) -> str:
    """Return the text of a PDF, or of its first pages."""
    found = PdfReader(io.BytesIO(content)).pages
    return "\n".join(page.extract_text() for page in found[:pages])


def word(content: bytes) -> WordDocument:
    """Return a Word document."""
    return docx.Document(io.BytesIO(content))


def word_text(content: bytes) -> str:
    """Return every text of the body of a Word document, in order."""
    texts = []
    for block in word(content).iter_inner_content():
        if isinstance(block, Table):
            texts += ["\t".join(_cells(row)) for row in block._tbl.tr_lst]
        else:
            texts.append(block.text)
    return "\n".join(texts)


def _cells(row: Any) -> list[str]:
    """Return the texts of a row; python-docx's own cells take a second for a long table."""
    return ["".join(text.text or "" for text in cell.iter(_TEXT)) for cell in row.tc_lst]


_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def workbook(content: bytes, *, formulas: bool = False) -> Any:
    """Return a workbook with the values its cells had when written, or with its formulas."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=not formulas)


def named(book: Any, name: str) -> Any:
    """Return the value of a defined name."""
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell].value


def column(sheet: Any, title: str) -> list[Any]:
    """Return what stands beneath a title, as far as the table goes."""
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == title)
    return [sheet.cell(row, head.column).value for row in range(head.row + 1, sheet.max_row + 1)]
