"""The form on the left: the few things a debt is made of, each with its problem beneath.

What every debt has is built before the first paint; a further field or section is added in
``complete``, and what folds away is made when it is first opened. Code that runs before the first
paint writes ``QtCore.Qt`` where it is needed instead of importing ``Qt``: that name alone, with its
two thousand values, takes a tenth of the start.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from faxi.text.words import marked
from faxi.ui.date_field import DateField
from faxi.ui.field_page import FieldPage
from faxi.ui.fields import FieldRow
from faxi.ui.speech import Speech, show_label
from faxi.ui.theme import LARGE, MEDIUM

if TYPE_CHECKING:
    from faxi.app.drafts import Draft
    from faxi.ui.events_editor import EventsEditor
    from faxi.ui.fold import Fold
    from faxi.ui.instalments_editor import InstalmentsEditor
    from faxi.ui.row_editor import RowEditor
    from faxi.ui.terms_form import TermsForm

Content = TypeVar("Content", bound=QWidget)
Table = TypeVar("Table", bound="RowEditor")

# The usual range for bank loans is offered, never set.
_SURCHARGES = ("30", "50")
_LEAST_WIDTH = 330


class CaseForm(FieldPage):
    """The editable part of a case.

    Signals:
        rows_edited: Name of a table, its rows, and what the edit is called.
        offer_taken: Values by field, and what the edit is called.
    """

    rows_edited = Signal(str, object, str)
    offer_taken = Signal(object, str)

    def __init__(self, speech: Speech) -> None:
        super().__init__(speech)
        self._folds: dict[str, Fold[Any]] = {}
        self._tables: dict[str, RowEditor] = {}  # those that are made
        self._terms: TermsForm | None = None
        self._draft: Draft | None = None
        self._said: Mapping[str, str] = {}
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setWidget(self._build())

    def _build(self) -> QWidget:
        """Return what is there at the first paint: the few fields that every debt has."""
        page = self._page = QWidget()
        layout = self._layout = QVBoxLayout(page)
        layout.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        layout.setSpacing(MEDIUM)
        self._add_line(layout, "title", marked("&Title"), marked("What you call this debt."))
        self._add_kind(layout)
        self._add_line(
            layout,
            "principal",
            marked("Overdue &principal (yuan)"),
            marked("The principal that is due and unpaid, such as 50,000 or 5万."),
        )
        self._add_line(
            layout,
            "interest",
            marked("Unpaid &in-term interest (yuan)"),
            marked("Interest of the loan term still unpaid on the due date; empty for none."),
        )
        self._add_rate(
            layout, "contract", marked("&Contract rate"), marked("The rate the contract names.")
        )
        self._add_penalty(layout)
        self._add_date(
            layout,
            "due_date",
            "dueDateEdit",
            marked("&Due date"),
            marked("The day payment was due."),
        )
        self._add_date(
            layout,
            "as_of",
            "asOfDateEdit",
            marked("Cut-off d&ate"),
            marked("The day up to which interest is counted."),
        )
        layout.addStretch(1)
        return page

    def complete(self) -> None:
        """Add everything else, after the first paint: sections beneath the first fields."""
        layout = self._layout
        self._is_complete = True
        for line in self._lines.values():
            if isinstance(line, DateField):
                line.furnish()
        layout.takeAt(layout.count() - 1)  # the stretch, which goes to the end again
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)  # the fields are what is stopped at
        for box in self._boxes.values():
            box.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self._add_offers(layout)
        self._add_contract(layout)
        self._add_instalments(layout)
        self._add_terms(layout)
        self._add_events(layout)
        self._row(
            layout,
            "cause",
            marked("Cause of defau&lt"),
            marked("Choosing one adds the advice that fits it; it never changes a figure."),
            [self._box("cause", "causeBox")],
        )
        self._add_notes(layout)
        layout.addWidget(self._make_problems())
        layout.addStretch(1)
        from faxi.ui.terms import explain_fields  # noqa: PLC0415 - after the first paint

        explain_fields(self._rows, self._speech)
        for fold in self._folds.values():
            fold.unfolded.connect(self._fit)
            # Only where a person asked: a case that is opened does not make the form jump.
            fold.button.clicked.connect(lambda _, f=fold: self._reveal(f, f.button))
        self._speech.follow(lambda _: self._fit())

    def _add_contract(self, layout: QVBoxLayout) -> None:
        """Add who lent and when, and when the suit began."""
        self._line_row(
            layout,
            "lender_name",
            "lenderNameEdit",
            marked("Name of the lender"),
            marked("The creditor the contract names; printed in the summary."),
        )
        self._add_date(
            layout,
            "contract_date",
            "contractDateEdit",
            marked("Cont&ract date"),
            marked("The day the contract was made; many limits depend on it. May stay empty."),
        )
        self._add_date(
            layout,
            "suit_date",
            "suitDateEdit",
            marked("Da&y of the suit"),
            marked("The day the lender sued; some limits depend on it. Empty if there is no suit."),
        )

    def _add_offers(self, layout: QVBoxLayout) -> None:
        from faxi.ui.offer_bar import OfferBar  # noqa: PLC0415 - after the first paint

        self._offers = OfferBar()
        self._offers.taken.connect(self.offer_taken)
        self._speech.say(lambda _: self._show_offers(), marked("Kind of lender"))
        layout.insertWidget(layout.indexOf(self._rows["lender_kind"]) + 1, self._offers)

    def _show_offers(self) -> None:
        from faxi.app.clock import today  # noqa: PLC0415 - after the first paint
        from faxi.app.offers import offers_for  # noqa: PLC0415

        if self._draft is not None:
            self._offers.show_offers(*offers_for(self._draft, today(), self._speech.words))
            before: QWidget = self._boxes["lender_kind"]
            for button in self._offers.buttons:
                self.setTabOrder(before, button)
                before = button

    def _add_fold(
        self, layout: QVBoxLayout, name: str, message: str, make: Callable[[], Content]
    ) -> "Fold[Content]":
        from faxi.ui.fold import Fold  # noqa: PLC0415 - after the first paint

        fold = Fold(f"{name}Fold", message, self._speech, make)
        self._folds[name] = fold
        layout.addWidget(fold)
        return fold

    def _add_instalments(self, layout: QVBoxLayout) -> None:
        message = marked("Instalments of t&he loan")
        self.instalments_fold = self._add_fold(
            layout, "instalments", message, self._make_instalments
        )

    def _add_terms(self, layout: QVBoxLayout) -> None:
        message = marked("Contract con&ventions")
        self.terms_fold = self._add_fold(layout, "terms", message, self._make_terms)

    def _add_events(self, layout: QVBoxLayout) -> None:
        message = marked("Repayments and chan&ges")
        self.events_fold = self._add_fold(layout, "events", message, self._make_events)

    def build_all(self) -> None:
        """Make what would else wait until it is unfolded."""
        for fold in self._folds.values():
            fold.content()

    def _make_terms(self) -> "TermsForm":
        from faxi.ui.terms import explain_fields  # noqa: PLC0415 - when it is unfolded
        from faxi.ui.terms_form import TermsForm  # noqa: PLC0415

        terms = self._terms = TermsForm(self._speech)
        terms.committed.connect(self.committed)
        for field, line in terms.lines.items():
            self._line(field, line.objectName(), line)
        for field, box in terms.boxes.items():
            self._take_box(field, box)
        self._rows |= terms.rows
        explain_fields(terms.rows, self._speech)
        if self._draft is not None:
            self._show_values(self._draft, (*terms.lines, *terms.boxes))
            self._show_terms(self._draft)
        self.show_problems(self._said)
        return terms

    def _make_events(self) -> "EventsEditor":
        from faxi.ui.events_editor import EventsEditor  # noqa: PLC0415 - when it is unfolded

        return self._take_table("events", EventsEditor(self._speech))

    def _make_instalments(self) -> "InstalmentsEditor":
        from faxi.ui.instalments_editor import InstalmentsEditor  # noqa: PLC0415 - as above

        return self._take_table("instalments", InstalmentsEditor(self._speech))

    def _take_table(self, name: str, editor: Table) -> Table:
        editor.edited.connect(lambda rows, edit: self.rows_edited.emit(name, rows, edit))
        self._tables[name] = editor
        if self._draft is not None:
            editor.show_rows(_rows_of(self._draft, name))
        self.show_problems(self._said)
        return editor

    def _add_notes(self, layout: QVBoxLayout) -> None:
        from faxi.ui.notes_field import NotesField  # noqa: PLC0415 - after the first paint

        tip = marked("Whatever you want to remember; it is printed in the summary.")
        editor = self._join("notes", NotesField("notesEdit"))
        self._row(layout, "notes", marked("Notes"), tip, [editor])

    def _fit(self) -> None:
        """Take room for the whole width of the page: it scrolls up and down only."""
        width = self._page.minimumSizeHint().width()
        self.setMinimumWidth(max(_LEAST_WIDTH, width + self.verticalScrollBar().sizeHint().width()))

    def _reveal(self, *widgets: QWidget) -> None:
        """Scroll to widgets; where there is no room for all, the last of them is in sight."""

        def scroll() -> None:
            for widget in widgets:
                self.ensureWidgetVisible(widget, 0, MEDIUM)

        QTimer.singleShot(0, self, scroll)  # their place is known once they are laid out

    def _add_kind(self, layout: QVBoxLayout) -> None:
        box = self._box("lender_kind", "lenderKindBox")
        tip = marked("Who lent decides which rules bind, never the arithmetic.")
        self._row(layout, "lender_kind", marked("&Kind of lender"), tip, [box])

    def _add_rate(self, layout: QVBoxLayout, field: str, label: str, tip: str) -> None:
        line = self._line(f"{field}_rate", f"{field}RateEdit")
        self._row(layout, f"{field}_rate", label, tip, [line, self._unit(field)])

    def _add_penalty(self, layout: QVBoxLayout) -> None:
        heading = QLabel()
        self._speech.say(heading.setText, marked("Penalty rate"))
        layout.addWidget(heading)
        self._surcharge_choice = self._choice("surcharge", marked("contract rate pl&us"))
        line = self._line("penalty_surcharge", "penaltySurchargeEdit")
        editors: list[QWidget] = [line, QLabel("%")]
        for percent in _SURCHARGES:
            button = QToolButton()
            button.setText(f"{percent}%")
            button.setObjectName(f"surcharge{percent}Button")
            button.clicked.connect(lambda _=False, p=percent: self._set_surcharge(p))
            editors.append(button)
        tip = marked("How much more than the contract rate, in percent of it.")
        self._add_choice(layout, "penalty_surcharge", self._surcharge_choice, editors, tip)
        self._rate_choice = self._choice("rate", marked("&fixed at"))
        line = self._line("penalty_rate", "penaltyRateEdit")
        tip = marked("The penalty rate itself, if the contract names one.")
        unit = self._unit("penalty")
        self._add_choice(layout, "penalty_rate", self._rate_choice, [line, unit], tip)

    def _choice(self, kind: str, message: str) -> QRadioButton:
        button = QRadioButton()
        button.setObjectName(f"penalty{kind.capitalize()}Choice")
        button.clicked.connect(lambda: self.committed.emit("penalty_kind", kind))
        self._speech.say(partial(show_label, button), message)
        return button

    def _add_choice(
        self,
        layout: QVBoxLayout,
        field: str,
        choice: QRadioButton,
        editors: Sequence[QWidget],
        tip: str,
    ) -> None:
        self._row(layout, field, marked("Penalty rate"), tip, editors)
        row = self._rows[field]
        row.replace_label(choice)

    def _set_surcharge(self, percent: str) -> None:
        self._lines["penalty_surcharge"].show_text(percent)
        self.committed.emit("penalty_surcharge", percent)

    def _make_problems(self) -> QListWidget:
        self._problems = QListWidget()
        self._problems.setObjectName("problemList")
        self._problems.setWordWrap(True)
        self._problems.setVisible(False)
        self._problems.itemActivated.connect(self._go_to)
        self._problems.itemClicked.connect(self._go_to)
        self._speech.say(self._problems.setAccessibleName, marked("What is missing or wrong"))
        return self._problems

    def begin(self) -> None:
        """Put the cursor where filling in begins, unless somebody is at work already."""
        if self.window().focusWidget() not in self._lines.values():
            self._lines["principal"].setFocus()

    def show_draft(self, draft: "Draft") -> None:
        """Put a draft into the fields."""
        self._draft = draft
        self._show_offers()
        self._show_values(draft, (*self._lines, *self._boxes))
        self._show_terms(draft)
        for name in ("instalments", "events"):
            rows, fold = _rows_of(draft, name), self._folds[name]
            fold.show_count(len(rows))
            shown = self._tables[name].model.rows if name in self._tables else ()
            if name == "instalments" and len(rows) > 1 >= len(shown):
                fold.open()  # else the fields would seem to hold the whole debt
            if name in self._tables:
                self._tables[name].show_rows(rows)
        self.show_penalty_kind(draft.penalty_kind)

    def _show_values(self, draft: "Draft", fields: Iterable[str]) -> None:
        from faxi.app.drafts import value_of  # noqa: PLC0415 - after the first paint

        for field in fields:
            value = value_of(draft, field)
            if field in self._lines:
                self._lines[field].show_text(value)
            else:
                box = self._boxes[field]
                box.setCurrentIndex(box.findData(str(value)))

    def _show_terms(self, draft: "Draft") -> None:
        """Say how many conventions differ, and show those that are no plain fields."""
        from faxi.app.terms import differing  # noqa: PLC0415 - after the first paint

        terms = draft.terms
        self.terms_fold.show_count(differing(terms))
        if self._terms is not None:
            self._terms.show_rest(terms.allocation_order, is_applied=terms.cap_apply)

    def show_penalty_kind(self, kind: str) -> None:
        """Mark which of the two penalty fields counts."""
        self._surcharge_choice.setChecked(kind == "surcharge")
        self._rate_choice.setChecked(kind == "rate")

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show each sentence beneath its field and all of them in the list."""
        from faxi.app.field_names import placed_sentence  # noqa: PLC0415 - after the first paint
        from faxi.app.row_tables import cells_of  # noqa: PLC0415

        words, self._said = self._speech.words, problems
        said: dict[FieldRow, list[str]] = {row: [] for row in self._rows.values()}
        for field, row in self._rows.items():
            said[row] += [problems[field]] if problems.get(field) else []
        for row, sentences in said.items():
            row.show_problem("\n".join(sentences))
        for name, editor in self._tables.items():
            cells = cells_of(name, problems)
            if name == "instalments":  # the first of them is the one in the fields
                firsts = ("due_date", "principal", "interest")
                cells |= {(0, field): problems[field] for field in firsts if field in problems}
            editor.show_problems(cells)
        self._problems.clear()
        for field, sentence in problems.items():
            item = QListWidgetItem(f"⚠ {placed_sentence(field, sentence, words)}")
            item.setData(QtCore.Qt.ItemDataRole.UserRole, field)
            self._problems.addItem(item)
        self._problems.setVisible(bool(problems))
        self._problems.setMaximumHeight(28 + 40 * len(problems))

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Show beside fields what exceeds a limit; nothing is blocked by it."""
        terms = self._terms.rows if self._terms is not None else {}
        for field, row in self._rows.items():
            if field not in terms:
                row.show_hint(hints.get(field, ""))

    def _go_to(self, item: QListWidgetItem) -> None:
        self.go_to(item.data(QtCore.Qt.ItemDataRole.UserRole))

    def go_to(self, field: str) -> None:
        """Take the focus to a field, or to a cell by its place."""
        from faxi.app.row_tables import place_of  # noqa: PLC0415 - after the first paint

        place = place_of(field)
        if place is not None and place.table in self._folds:
            self._folds[place.table].open()
            view = self._tables[place.table].view
            view.go_to(place.row, place.column)
            self._reveal(self._folds[place.table], view)
            return
        if field not in self._rows:
            self.terms_fold.content()
        if self._terms is not None and field in self._terms.rows:
            self.terms_fold.open()
        if field in self._lines:
            self._lines[field].setFocus()
            self._lines[field].selectAll()
        elif field in self._boxes:
            self._boxes[field].setFocus()
        elif field in self._rows:
            self._rows[field].focus()
        if field in self._rows:
            self._reveal(self._rows[field])

    def finish_edits(self) -> None:
        """Commit whatever is still being typed."""
        for line in self._lines.values():
            line.commit()
        for editor in self._tables.values():
            editor.view.finish_edit()


def _rows_of(draft: "Draft", name: str) -> Sequence[Any]:
    """Return the rows of a table; the first instalment is among them, though it has fields."""
    return draft.rows if name == "instalments" else draft.events
