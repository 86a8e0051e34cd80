"""Joins the table of instalments to what makes, reads, costs and accelerates them."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject

from faxi.text.words import marked

if TYPE_CHECKING:
    from faxi.app.instalment_rows import InstalmentRow
    from faxi.ui.instalments_editor import InstalmentsEditor
    from faxi.ui.main_window import MainWindow

_TABLES = marked("Tables (*.csv *.xlsx *.txt *.tsv)")


class LoanControl(QObject):
    """Opens what the instalments ask for and hands its end to the presenter as one edit."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.form.instalments_fold.made.connect(self._join)
        window.form.instalments_fold.unfolded.connect(lambda _: self.show())

    def _join(self, editor: "InstalmentsEditor") -> None:
        editor.schedule_wanted.connect(self.make)
        editor.import_wanted.connect(self.ask_for_table)
        editor.acceleration_wanted.connect(self.accelerate)

    def show(self) -> None:
        """Show cost and working of the instalments, if their table is in sight."""
        window = self._window
        reading, statement = window.presenter.reading, window.presenter.statement
        if reading.case is None or not window.form.instalments_fold.is_open:
            return
        from faxi.app.case_loan import cost_line, loan_of_case  # noqa: PLC0415 - on first use
        from faxi.app.payment_details import instalment_details  # noqa: PLC0415
        from faxi.text.loan_words import cost_steps  # noqa: PLC0415

        words, editor = window.speech.words, window.form.instalments_fold.content()
        loan = loan_of_case(reading.case)
        if loan is None:
            editor.show_cost("", ())
        else:
            editor.show_cost(cost_line(loan, words), tuple(cost_steps(loan.cost, words)))
        if statement is not None:
            editor.model.show_details(instalment_details(statement, reading, loan, words))

    def make(self) -> None:
        """Ask for the terms of a loan and take over its instalments."""
        from faxi.ui.schedule_dialog import ScheduleDialog  # noqa: PLC0415 - on first use

        window = self._window
        window.form.finish_edits()
        dialog = ScheduleDialog(window, window.presenter.draft, window.speech.words)
        if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted and dialog.kept is not None:
            window.presenter.commit("schedule", tuple(dialog.kept))
        dialog.deleteLater()

    def ask_for_table(self) -> None:
        """Ask for a file of instalments and append them."""
        window, words = self._window, self._window.speech.words
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            window, words("Import instalments"), "", words(_TABLES)
        )
        if name:
            self.import_table(Path(name))

    def import_table(self, path: Path) -> None:
        """Append the instalments of a file; what does not read stays in its cell as it was."""
        from faxi.app.instalment_rows import imported_rows, known_columns  # noqa: PLC0415
        from faxi.engine.problems import CaseError, Problem  # noqa: PLC0415
        from faxi.store.files import FileError  # noqa: PLC0415
        from faxi.store.table_files import read_table  # noqa: PLC0415
        from faxi.text.messages import message_of  # noqa: PLC0415

        window, words = self._window, self._window.speech.words
        rows: tuple[InstalmentRow, ...] = ()
        problems = [Problem("table_empty")]
        try:
            rows = imported_rows(read_table(path, known_columns))
        except CaseError as error:
            problems = list(error.problems)
        except FileError as error:
            problems = [error.problem]
        if not rows:
            sentence = words("“{name}” could not be imported.", name=path.name)
            window.warn(sentence, [message_of(problem, words) for problem in problems])
            return
        before = window.presenter.draft.rows
        window.presenter.commit("instalments", (*before, *rows), marked("Import instalments"))
        window.form.instalments_fold.open()

    def accelerate(self) -> None:
        """Ask when the rest fell due early, and add that with the interest earned by then."""
        from faxi.ui.acceleration_dialog import AccelerationDialog  # noqa: PLC0415 - on first use

        window = self._window
        window.form.finish_edits()
        case = window.presenter.reading.case
        if case is None:
            sentence = window.speech.words("Please complete the debt first.")
            window.warn(sentence, window.presenter.sentences())
            return
        dialog = AccelerationDialog(window, case, window.presenter.draft.as_of, window.speech.words)
        if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted:
            rows = (*window.presenter.draft.events, dialog.row())
            window.presenter.commit("events", rows, marked("Fall due early"))
        dialog.deleteLater()
