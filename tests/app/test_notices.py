"""A notice as it is typed: read, or the field named that is wrong."""

from datetime import date

import pytest
from tests.app.conftest import TODAY

from faxi.app.notices import read_notice
from faxi.engine.events import Notice, NoticeKind

JUDGED = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("texts", "field", "code"),
    [
        (("summons", " ", "", ""), "date", "field_empty"),
        (("summons", "soon", "", ""), "date", "date_unreadable"),
        (("judgment", "2026-01-05", "soon", ""), "deadline", "date_unreadable"),
        (("judgment", "2026-01-05", "", "much"), "amount", "money_unreadable"),
        (("judgment", "2026-01-05", "", "0"), "amount", "amount_zero"),
    ],
)
def test_the_field_that_is_wrong_is_named(
    texts: tuple[str, str, str, str], field: str, code: str
) -> None:
    found = read_notice(*texts, TODAY)
    assert found.problem is not None
    assert (found.notice, found.field, found.problem.code) == (None, field, code)


def test_only_a_judgment_has_terms() -> None:
    judged = read_notice("judgment", "2026年1月5日", "2026.2.1", "5万", TODAY).notice
    assert judged == Notice(JUDGED, NoticeKind.JUDGMENT, date(2026, 2, 1), 5_000_000)
    bare = read_notice("judgment", "2026-01-05", "", "", TODAY).notice
    assert bare == Notice(JUDGED, NoticeKind.JUDGMENT)
    left = read_notice("summons", "2026-01-05", "2026-02-01", "junk", TODAY).notice
    assert left == Notice(JUDGED, NoticeKind.SUMMONS)
