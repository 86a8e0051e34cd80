"""Tables out of spreadsheet files: CSV in the encodings spreadsheets write, and Excel's .xlsx.

What comes out is text with a line for each row and tabs between the cells, as a spreadsheet puts
it on the clipboard, so that importing and pasting are read by the same code.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from faxi.engine.problems import CaseError, Problem
from faxi.store.files import read_file
from faxi.store.json_text import MAX_BYTES

MAX_ROWS, MAX_COLUMNS = 5000, 60
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DECIMALS = re.compile(r"0\.([0#?]+)(%?)|[#0](%)")


def read_table(path: Path, worth: Callable[[str], int]) -> str:
    """Return the cells of a file as copied text; see ``table_text``.

    Raises:
        FileError: The file cannot be read.
        CaseError: It holds no table, or one of more than ``MAX_ROWS`` rows.
    """
    return table_text(read_file(path, MAX_BYTES), worth)


def table_text(data: bytes, worth: Callable[[str], int]) -> str:
    """Return the cells of a file's content as copied text.

    Args:
        worth: Says of the text of a sheet how much it looks like the table wanted. Of a workbook's
            sheets with any cells the best is read, of equals the first.

    Raises:
        CaseError: Too large or too long, an old or damaged workbook, or no text.
    """
    if len(data) > MAX_BYTES:
        raise CaseError([Problem("table_too_large", "", {"limit": MAX_BYTES // 2**20})])
    if data.startswith(_OLD_EXCEL):
        raise CaseError([Problem("table_old_excel")])
    if data.startswith(b"PK"):
        return _workbook_text(data, worth)
    # Chinese spreadsheets save plain CSV in the encoding of the system.
    for encoding in ["utf-16"] if data.startswith(_WIDE_MARKS) else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise CaseError([Problem("rows_not_utf8")])


def _workbook_text(data: bytes, worth: Callable[[str], int]) -> str:
    from openpyxl import load_workbook  # noqa: PLC0415 - only where a workbook is read

    try:
        with warnings.catch_warnings(action="ignore"):  # it warns of styles that it leaves out
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            texts = {sheet: _sheet_text(sheet) for sheet in book.worksheets}
            best = max(texts, key=lambda sheet: (bool(texts[sheet].strip()), worth(texts[sheet])))
            if _goes_on(best):
                raise CaseError([Problem("table_too_long", "", {"limit": MAX_ROWS})])
            return texts[best]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError):
        # All that a damaged archive or broken XML (a SyntaxError there) makes of it.
        raise CaseError([Problem("table_damaged")]) from None


def _goes_on(sheet: Any) -> bool:
    beyond = sheet.iter_rows(min_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
    return any(value is not None for row in beyond for value in row)


def _sheet_text(sheet: Any) -> str:
    rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    # Rows come padded to the width asked for.
    return "\n".join("\t".join(map(_cell_text, row)).rstrip("\t") for row in rows)


def _cell_text(cell: Any) -> str:
    """Return a cell as its sheet shows it: dates in ISO form, numbers with the decimals set."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number_text(value, str(cell.number_format))
    return " ".join(str(value).split())


def _number_text(value: float, number_format: str) -> str:
    # Fifteen digits are what a spreadsheet keeps; the rest is binary noise.
    number = Decimal(format(value, ".15g"))
    match = _DECIMALS.search(number_format)
    percent = match is not None and bool(match[2] or match[3])
    if percent:
        number *= 100
    if match is not None:
        number = number.quantize(Decimal(1).scaleb(-len(match[1] or "")), ROUND_HALF_UP)
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text + "%" * percent
