"""A redacted export holds nothing of who it is about, wherever one may look."""

import json
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.helpers.commands import a_loan
from tests.helpers.summaries import COST, DAMAGES, PAID

from faxi.app.statements import calculate_case
from faxi.app.summaries import summary_of
from faxi.engine.case import Case
from faxi.exports.blocks import Letterhead
from faxi.exports.formats import FORMATS, Summary
from faxi.exports.options import Options
from faxi.exports.redaction import BLACK, redacted
from faxi.store.case_file import read_case
from faxi.store.documents import case_bytes
from faxi.text.words import Language, words_of

SECRETS = (
    "秘密标题",
    "秘密银行",
    "秘密备注",
    "秘密律师",
    "秘密服务",
    "秘密姓名",
    "秘密合同",
    "秘密计划",
)


def secret_case() -> Case:
    return read_case(
        a_loan(
            PAID,
            COST | {"label": "秘密律师"},
            DAMAGES | {"label": "秘密服务"},
            title="秘密标题",
            lender={"name": "秘密银行", "kind": "bank"},
            notes="秘密备注",
            borrower={"name": "秘密姓名"},
            contract_number="秘密合同",
            cause="special",
            plans=[{"name": "秘密计划"}],
        )
    )


def summary(options: Options) -> Summary:
    statement = calculate_case(secret_case(), date(2026, 11, 23))
    return summary_of(statement, words_of(Language.ZH), options)


def everything_in(content: bytes, suffix: str) -> str:
    """Return every text of a file, properties and metadata included."""
    if suffix == ".pdf":
        reader = PdfReader(BytesIO(content))
        texts = [page.extract_text() for page in reader.pages]
        texts += [str(reader.metadata), str(reader.xmp_metadata and reader.xmp_metadata.dc_title)]
        return "".join(texts) + content.decode("latin-1")
    if suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "".join(
                archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
            )
    return content.decode()


@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_leaks(suffix: str) -> None:
    head = Letterhead(name="秘密姓名")
    open_text = everything_in(FORMATS[suffix](summary(Options()))[0], suffix)
    closed = summary(Options(is_redacted=True, letterhead=head))
    closed_text = everything_in(FORMATS[suffix](closed)[0], suffix)
    assert [secret for secret in SECRETS if secret in closed_text] == []
    if suffix != ".csv":  # lines hold figures only
        assert SECRETS[0] in open_text
        assert BLACK in closed_text


def test_the_digest_is_of_what_is_shown() -> None:
    digests = {summary(Options(is_redacted=flag)).stamp["case_sha256"] for flag in (True, False)}
    assert len(digests) == 2
    changed = replace(secret_case(), title="另一标题", notes="另一备注")
    assert case_bytes(redacted(changed)) == case_bytes(redacted(secret_case()))


def test_every_figure_stays() -> None:
    plain, black = (summary(Options(is_redacted=flag)) for flag in (False, True))
    kept = [{**s.statement_document, "title": ""} for s in (plain, black)]
    assert json.dumps(kept[0]) == json.dumps(kept[1])


def test_empty_texts_stay_empty() -> None:
    assert redacted(read_case(a_loan(title=""))).title == ""
