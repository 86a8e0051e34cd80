"""The events of a case: what was paid, claimed, waived, changed or received, row by row."""

from collections.abc import Mapping, Sequence

from faxi.app.event_rows import EventRow
from faxi.app.event_table import EVENT_TABLE
from faxi.engine.events import Notice, NoticeKind
from faxi.text.names import EVENT_NAMES, name_of
from faxi.text.words import marked
from faxi.ui.row_editor import RowEditor
from faxi.ui.row_view import RowEdits
from faxi.ui.speech import Speech

_EDITS = RowEdits(
    marked("Add event"), marked("Duplicate event"), marked("Delete event"), marked("Paste events")
)


class EventsEditor(RowEditor):
    """A ``RowEditor`` that offers every kind of event and unfolds where payments went."""

    def __init__(self, speech: Speech) -> None:
        super().__init__("eventsTable", EVENT_TABLE, _EDITS, speech)
        speech.say(self.view.setAccessibleName, marked("Repayments and changes"))
        speech.say(
            self.show_help,
            marked(
                "Enter edits, Insert adds, Delete removes rows; Space shows where a payment went. "
                "Rows copied from a spreadsheet can be pasted."
            ),
        )
        speech.say(self._offer_kinds, marked("Notice"))

    def _offer_kinds(self, notice: str) -> None:
        words = self._speech.words
        rows: list[tuple[str, EventRow]] = [
            (words(name), EventRow(kind))
            for kind, name in EVENT_NAMES.items()
            if kind != Notice.kind
        ]
        rows += [
            (f"{notice} · {name_of(kind, words)}", EventRow(Notice.kind, detail=kind.value))
            for kind in NoticeKind
        ]
        self.offer(rows)

    def show_allocations(self, details: Mapping[int, Sequence[str]]) -> None:
        """Say beneath each repayment where it went."""
        self.model.show_details(details)
