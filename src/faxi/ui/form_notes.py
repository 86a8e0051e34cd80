"""What a result says beside the form: where payments went, effects of terms, limits exceeded."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from faxi.app.bounds import field_bounds

if TYPE_CHECKING:
    from faxi.app.presenter import CasePresenter
    from faxi.ui.form import CaseForm
    from faxi.ui.speech import Speech

_REST_MS = 150  # limits are looked at when typing rests, so that they never hold up a key


class FormNotes(QObject):
    """Keeps the notes of one form true; each is worked out only while it can be seen."""

    def __init__(self, form: "CaseForm", presenter: "CasePresenter", speech: "Speech") -> None:
        super().__init__(form)
        self._form, self._presenter, self._speech = form, presenter, speech
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._show_bounds)
        form.events_fold.unfolded.connect(lambda _: self._show_payments())
        form.terms_fold.unfolded.connect(lambda _: self._show_effects())

    def refresh(self) -> None:
        """Follow another result, or that there is none."""
        self._show_payments()
        self._show_effects()
        self._rest.start()

    def _show_payments(self) -> None:
        statement = self._presenter.statement
        if statement is not None and self._form.events_fold.is_open:
            from faxi.app.payment_details import payment_details  # noqa: PLC0415 - if unfolded

            reading, words = self._presenter.reading, self._speech.words
            editor = self._form.events_fold.content()
            editor.show_allocations(payment_details(statement, reading, words))

    def _show_effects(self) -> None:
        statement, words = self._presenter.statement, self._speech.words
        fold = self._form.terms_fold
        if not fold.is_made:
            return
        if statement is None or not fold.is_open:
            fold.content().explain(None)
            return
        from faxi.app.term_effects import effect_text  # noqa: PLC0415 - if unfolded

        case, as_of = statement.case, statement.as_of
        fold.content().explain(lambda term: effect_text(case, as_of, term, words))

    def _show_bounds(self) -> None:
        statement = self._presenter.statement
        found = field_bounds(statement, self._speech.words) if statement is not None else {}
        self._form.show_hints(found)
