"""Makes instalments from the terms of a loan, showing all the while what they will be and cost."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from faxi.app import clock
from faxi.app.loan_files import LOAN_FORMATS, write_loan
from faxi.app.loan_preview import Kept, Preview, kept_of, preview_of
from faxi.app.tasks import Task
from faxi.engine.daycount import DayCount
from faxi.engine.schedule import FirstPeriod, InterestBasis, Method
from faxi.store.files import FileError
from faxi.text.messages import message_of
from faxi.text.names import name_of
from faxi.text.words import Words, marked
from faxi.ui.background import Job
from faxi.ui.date_field import DateField
from faxi.ui.dialogs import warn
from faxi.ui.field_page import UNITS
from faxi.ui.fields import FieldRow, LineField
from faxi.ui.names import safe_name
from faxi.ui.speech import Speech
from faxi.ui.theme import LARGE, MEDIUM, SMALL, as_heading, as_note, as_warning

if TYPE_CHECKING:
    from faxi.app.drafts import Draft
    from faxi.engine.problems import Problem

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SIZE = 980, 660
_FORM_WIDTH = 330
_TITLES = (
    marked("No."),
    marked("Due date"),
    marked("To pay"),
    marked("Principal"),
    marked("Interest"),
    marked("Fee"),
    marked("Balance"),
)
# Key, label and tip of each line; dates are told by their key.
_LINES = (
    ("amount", marked("Amount &lent (yuan)"), marked("The whole loan, such as 50,000 or 5万.")),
    ("rate", marked("&Contract rate"), marked("The rate the contract names.")),
    ("periods", marked("&Number of instalments"), marked("How many due dates there are.")),
    ("first_due", marked("&First due date"), marked("Its day holds for every month.")),
    ("drawdown_date", marked("Day of pa&yout"), marked("Empty: a period before the first.")),
    ("upfront_fee", marked("Fee taken &up front"), marked("Yuan, or percent of the amount.")),
    ("fee", marked("F&ee of each period (yuan)"), marked("Such as a service or guarantee fee.")),
    ("fee_rate", marked("Fee &rate of each period (%)"), marked("In percent of the amount.")),
    ("instalment", marked("&Instalment as stated (yuan)"), marked("Empty: it is worked out.")),
    ("every_months", marked("&Months between due dates"), marked("Empty: every month.")),
)
# The lists: the first stands above the lines, the others beneath them.
_BOXES: tuple[tuple[str, str, str, Any], ...] = (
    ("method", marked("How it is re&paid"), marked("What each instalment consists of."), Method),
    (
        "interest_basis",
        marked("Interest counted"),
        marked("By month, by days, or at an effective yearly rate."),
        InterestBasis,
    ),
    (
        "day_count",
        marked("Year &basis"),
        marked("For interest by days, and for the days of an odd period."),
        DayCount,
    ),
    (
        "first_period",
        marked("An &odd first period is"),
        marked("What it does to equal instalments."),
        FirstPeriod,
    ),
)
_OWN_LINES = ("rate", "drawdown_date", "upfront_fee")


class ScheduleDialog(QDialog):
    """Terms on the left, instalments, annual cost and working on the right.

    Attributes:
        kept: What the case takes over, once the dialog was accepted.
    """

    def __init__(self, parent: QWidget, draft: "Draft", words: Words) -> None:
        super().__init__(parent)
        self.setObjectName("scheduleDialog")
        self.setWindowTitle(words("Make a schedule"))
        self.kept: Kept | None = None
        self._window, self._draft, self._words = parent, draft, words
        self._preview = Preview(None)
        self._job: Job | None = None
        self._lines: dict[str, LineField] = {}
        self._fields: dict[str, FieldRow] = {}
        self._boxes: dict[str, QComboBox] = {}
        self._touched: set[str] = set()
        layout = QVBoxLayout(self)
        sides = QHBoxLayout()
        sides.setSpacing(LARGE)
        sides.addWidget(self._make_form())
        sides.addLayout(self._make_result(), 1)
        layout.addLayout(sides, 1)
        layout.addLayout(self._make_buttons())
        self.resize(*_SIZE)
        self._fill()
        self._follow()

    # Building

    def _make_form(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setSpacing(SMALL)
        speech = Speech(self._words)
        for key, label, tip, kind in _BOXES[:1]:
            self._add_box(layout, key, (label, tip), kind, speech)
        for key, label, tip in _LINES:
            line = (DateField if key in {"first_due", "drawdown_date"} else LineField)(_name(key))
            line.typed.connect(lambda _, key=key: self._touch(key))
            line.committed.connect(lambda _, key=key: self._touch(key))
            editors: list[QWidget] = [line]
            if key == "rate":
                editors.append(self._make_unit())
            self._lines[key] = line
            self._fields[key] = FieldRow(label, tip, editors, speech)
            layout.addWidget(self._fields[key])
        for key, label, tip, kind in _BOXES[1:]:
            self._add_box(layout, key, (label, tip), kind, speech)
        layout.addStretch(1)
        area = QScrollArea()
        area.setObjectName("scheduleTerms")
        area.setAccessibleName(self._words("Terms of the loan"))
        area.setAccessibleDescription(self._words("What the instalments are made from."))
        area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(page)
        bar = area.verticalScrollBar().sizeHint().width()
        area.setFixedWidth(max(_FORM_WIDTH, page.minimumSizeHint().width() + bar + SMALL))
        area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _make_unit(self) -> QComboBox:
        self._unit = QComboBox()
        self._unit.setObjectName("scheduleUnitBox")
        for value, message in UNITS:
            self._unit.addItem(self._words(message), value)
        self._unit.setAccessibleName(self._words("Unit of the rate"))
        self._unit.activated.connect(lambda _: self._follow())
        return self._unit

    def _add_box(
        self, layout: QVBoxLayout, key: str, texts: tuple[str, str], kind: Any, speech: Speech
    ) -> None:
        box = QComboBox()
        box.setObjectName(f"{_name(key).removesuffix('Edit')}Box")
        if key != "method":
            box.addItem(self._words("as usual"), "")
        for value in kind:
            box.addItem(name_of(value, self._words), str(value))
        box.activated.connect(lambda _: self._follow())
        self._boxes[key] = box
        self._fields[key] = FieldRow(*texts, [box], speech)
        layout.addWidget(self._fields[key])

    def _make_result(self) -> QVBoxLayout:
        self._table = QTableView()
        self._table.setObjectName("schedulePreview")
        self._table.setAccessibleName(self._words("Instalments"))
        self._table.setAccessibleDescription(self._words("What these terms come to, row by row."))
        self._model = _PreviewModel([self._words(title) for title in _TITLES], self)
        self._table.setModel(self._model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setAlternatingRowColors(True)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().setVisible(False)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        # However long the words are, every title can be read.
        widest = max(header.sectionSizeHint(column) for column in range(len(_TITLES)))
        header.setMinimumSectionSize(widest)
        self._cost, self._working, self._trouble = QLabel(), QLabel(), QLabel()
        for label, name in (
            (self._cost, "scheduleCostValue"),
            (self._working, "scheduleWorking"),
            (self._trouble, "scheduleProblem"),
        ):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextInteractionFlags(
                QtCore.Qt.TextInteractionFlag.TextSelectableByMouse
                | QtCore.Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        as_heading(self._cost)
        as_note(self._working)
        as_warning(self._trouble)
        layout = QVBoxLayout()
        layout.setSpacing(MEDIUM)
        unit = QLabel(self._words("Amounts in yuan"))
        as_note(unit)
        layout.addWidget(unit)
        layout.addWidget(self._table, 1)
        for label in (self._cost, self._working, self._trouble):
            layout.addWidget(label)
        return layout

    def _make_buttons(self) -> QHBoxLayout:
        self._export = QPushButton(self._words("Save to a file…"))
        self._export.setObjectName("exportScheduleButton")
        self._export.setAutoDefault(False)
        self._export.clicked.connect(self.export)
        standard = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self._buttons.button(standard.Ok).setText(self._words("Use these instalments"))
        self._buttons.button(standard.Ok).setObjectName("useScheduleButton")
        self._buttons.button(standard.Cancel).setText(self._words("Cancel"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        self._saved = QLabel()
        self._saved.setObjectName("scheduleSaved")
        self._saved.setTextFormat(QtCore.Qt.TextFormat.PlainText)  # it quotes what people named
        as_note(self._saved)
        line.addWidget(self._export)
        line.addWidget(self._saved, 1)
        line.addWidget(self._buttons)
        return line

    def _fill(self) -> None:
        """Begin with the terms the case keeps, else with what its fields already say."""
        draft, texts = self._draft, dict(self._draft.schedule)
        if not texts:
            texts = {"rate": draft.contract_rate, "first_due": draft.due_date}
            self._unit.setCurrentIndex(max(0, self._unit.findData(draft.contract_unit)))
            if len(draft.rows) <= 1:
                texts["amount"] = draft.principal
        for key, line in self._lines.items():
            line.show_text(texts.get(key, ""))
        for key, box in self._boxes.items():
            box.setCurrentIndex(max(0, box.findData(texts.get(key, ""))))

    # Following

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, by key."""
        texts = {key: line.text() for key, line in self._lines.items()}
        texts |= {key: str(box.currentData()) for key, box in self._boxes.items()}
        if texts["method"] != Method.EQUAL_INSTALMENTS:
            texts["instalment"] = ""  # hidden, and meant for equal instalments only
        return texts

    def _touch(self, key: str) -> None:
        self._touched.add(key)
        self._follow()

    def _follow(self) -> None:
        """Show what the fields come to."""
        texts, unit = self.texts(), str(self._unit.currentData())
        rows, today = self._draft.rows, clock.today()
        self._preview = preview_of(texts, unit, rows, today, self._words)
        self._show_fields(texts["method"])
        for key, field in self._fields.items():
            is_told = texts.get(key, "").strip() or key in self._touched
            field.show_problem(self._preview.problems.get(key, "") if is_told else "")
        self._trouble.setText(self._preview.problems.get("", ""))
        self._trouble.setVisible("" in self._preview.problems)
        self._model.show_rows(self._preview.rows, self._preview.sums)
        self._table.setColumnHidden(5, not _has_fees(self._preview))
        self._cost.setText(self._preview.cost)
        self._working.setText("\n".join(self._preview.working))
        is_made = self._preview.loan is not None
        self._export.setEnabled(is_made)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_made)

    def _show_fields(self, method: str) -> None:
        """Show the terms that mean something to a method."""
        is_own = method == Method.OWN_ROWS
        for key, field in self._fields.items():
            field.setVisible(not is_own or key in (*_OWN_LINES, "method"))
        is_level = method == Method.EQUAL_INSTALMENTS
        for key in ("instalment", "first_period"):
            self._fields[key].setVisible(is_level)

    # Ending

    def accept(self) -> None:
        """Keep what is shown."""
        if self._preview.loan is not None:
            texts, rows = self.texts(), self._draft.rows
            self.kept = kept_of(self._preview.loan, texts, rows, clock.today())
            super().accept()

    def export(self) -> None:
        """Ask for a file and write schedule and cost to it."""
        loan, words = self._preview.loan, self._words
        if loan is None or self._job is not None:
            return
        filters = ";;".join(f"*{suffix}" for suffix in LOAN_FORMATS)
        title = self._draft.title or words("Repayment schedule")
        name, _ = QFileDialog.getSaveFileName(
            self, words("Save to a file"), safe_name(f"{title}.pdf"), filters
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in LOAN_FORMATS:
            path = path.with_name(f"{path.name}.pdf")
        task: Task[list[Problem]] = Task(
            run=lambda: write_loan(loan, path, words),
            finish=lambda warnings: self._finish_export(path, warnings),
        )
        self._saved.setText("")
        self._job = Job(task, lambda error: self._fail_export(path, error))
        self._job.start()

    def _finish_export(self, path: Path, warnings: "Sequence[Problem]") -> None:
        self._job = None
        if not isValid(self):  # closed meanwhile; the file is there all the same
            return
        words = self._words
        said = [words("Written: {path}", path=path.name)]
        self._saved.setText(words.sentences([*said, *(message_of(w, words) for w in warnings)]))

    def _fail_export(self, path: Path, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, FileError):
            raise error
        parent = self if isValid(self) else self._window
        sentence = self._words("“{name}” could not be written.", name=path.name)
        warn(parent, sentence, [message_of(error.problem, self._words)])


def _name(key: str) -> str:
    """Return the object name of a field: ``scheduleFirstDueEdit``."""
    return f"schedule{key.title().replace('_', '')}Edit"


def _has_fees(preview: Preview) -> bool:
    return preview.loan is not None and bool(preview.loan.schedule.fees)


class _PreviewModel(QAbstractTableModel):
    """Rows of text under fixed titles; the last one holds the sums."""

    def __init__(self, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._titles = titles
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, rows: tuple[tuple[str, ...], ...], sums: tuple[str, ...]) -> None:
        """Show other rows."""
        shown = (*rows, sums) if sums else rows
        if shown != self._rows:
            self.beginResetModel()
            self._rows = shown
            self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: _Index, role: int = QtCore.Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows in a role."""
        if role == QtCore.Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == QtCore.Qt.ItemDataRole.TextAlignmentRole:
            flags = QtCore.Qt.AlignmentFlag
            side = flags.AlignLeft if index.column() == 1 else flags.AlignRight
            return side | flags.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: QtCore.Qt.Orientation,
        role: int = QtCore.Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the title of a column."""
        is_title = orientation is QtCore.Qt.Orientation.Horizontal
        if is_title and role == QtCore.Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None
