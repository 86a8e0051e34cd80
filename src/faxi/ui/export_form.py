"""The choices of an export as widgets: document, formats, language, sections, letterhead, place."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6 import QtWidgets  # its dialogs are looked up when one is asked for
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from faxi.app.export_choices import ExportChoices
from faxi.exports.formats import FORMAT_NAMES, suffixes_of
from faxi.exports.options import PAPER_NAMES, SECTION_NAMES, Paper, Section
from faxi.text.words import Language, Words, marked
from faxi.ui.theme import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LANGUAGES = {Language.ZH: "中文", Language.EN: "English"}
_HEAD = (
    ("sender", marked("&Name")),
    ("address", marked("&Address")),
    ("reference", marked("&Reference")),
)


class ExportForm(QWidget):
    """Edits the choices of one export.

    Signals:
        changed: A choice that the pages depend on.
    """

    changed = Signal()

    def __init__(self, choices: ExportChoices, words: Words) -> None:
        super().__init__()
        self._choices, self._words = choices, words
        layout = QVBoxLayout(self)
        layout.setSpacing(SMALL)
        layout.addLayout(self._what())
        self._edits: dict[str, QLineEdit] = {}
        layout.addWidget(self._formats())
        layout.addWidget(self._place())
        layout.addWidget(self._sections())
        layout.addWidget(self._letterhead())
        layout.addStretch()
        self._show_possible()

    @property
    def choices(self) -> ExportChoices:
        """The choices as they stand in the widgets."""
        texts = {name: edit.text().strip() for name, edit in self._edits.items()}
        return replace(
            self._choices,
            language=Language(self._language.currentData()),
            paper=Paper(self._paper.currentData()),
            formats=tuple(s for s, box in self._format_boxes.items() if box.isChecked()),
            left_out=frozenset(s for s, b in self._section_boxes.items() if not b.isChecked()),
            is_redacted=self._redact.isChecked(),
            **texts,
        )

    @property
    def stem(self) -> str:
        """What the files are to be called, without suffix."""
        return self.name_edit.text().strip()

    def _what(self) -> QFormLayout:
        words = self._words
        self._paper = self._box(
            "exportDocumentBox",
            ((paper, words(name)) for paper, name in PAPER_NAMES.items()),
            self._choices.paper,
        )
        self._language = self._box("exportLanguageBox", _LANGUAGES.items(), self._choices.language)
        self._redact = QCheckBox(words("&Black out names, titles, labels and notes"))
        self._redact.setObjectName("exportRedactBox")
        self._redact.setToolTip(words("For sharing: nothing of them stays in the file."))
        self._redact.setChecked(self._choices.is_redacted)
        self._redact.toggled.connect(self._change)
        form = QFormLayout()
        form.addRow(words("&Document"), self._paper)
        form.addRow(words("&Language"), self._language)
        form.addRow(self._redact)
        return form

    def _box(self, name: str, items: "Iterable[tuple[str, str]]", chosen: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        for value, text in items:
            box.addItem(text, str(value))
        box.setCurrentIndex(box.findData(str(chosen)))
        box.currentIndexChanged.connect(self._change)
        return box

    def _formats(self) -> QGroupBox:
        group = QGroupBox(self._words("Formats"))
        grid = QGridLayout(group)
        self._format_boxes: dict[str, QCheckBox] = {}
        for index, (suffix, name) in enumerate(FORMAT_NAMES.items()):
            box = QCheckBox(self._words(name))
            box.setObjectName(f"exportFormat_{suffix[1:]}")
            box.setChecked(suffix in self._choices.formats)
            box.toggled.connect(self._change)
            self._format_boxes[suffix] = box
            grid.addWidget(box, index // 2, index % 2)
        return group

    def _sections(self) -> QGroupBox:
        self._section_group = group = QGroupBox(self._words("Sections (PDF, Word, Markdown)"))
        grid = QGridLayout(group)
        self._section_boxes: dict[Section, QCheckBox] = {}
        for index, (section, name) in enumerate(SECTION_NAMES.items()):
            box = QCheckBox(self._words(name))
            box.setObjectName(f"exportSection_{section}")
            box.setChecked(section not in self._choices.left_out)
            box.toggled.connect(self._change)
            self._section_boxes[section] = box
            grid.addWidget(box, index // 2, index % 2)
        return group

    def _letterhead(self) -> QGroupBox:
        words = self._words
        self._head_group = group = QGroupBox(words("Letterhead"))
        form = QFormLayout(group)
        for name, label in _HEAD:
            form.addRow(words(label), self._edit(name, f"exportLetterhead_{name}"))
        self._chosen_row(form, words("Lo&go"), ("logo", "exportLogo"), self._choose_logo)
        self._edits["logo"].setPlaceholderText(words("PNG, JPEG or SVG"))
        return group

    def _edit(self, name: str, object_name: str) -> QLineEdit:
        edit = QLineEdit(getattr(self._choices, name))
        edit.setObjectName(object_name)
        edit.textChanged.connect(self._change)
        self._edits[name] = edit
        return edit

    def _chosen_row(
        self, form: QFormLayout, text: str, names: tuple[str, str], choose: "Callable[[], None]"
    ) -> None:
        """Add a line for a path, with a button that looks for it."""
        field, name = names
        edit = self._edit(field, f"{name}Edit")
        button = QPushButton(self._words("Choose…"))
        button.setObjectName(f"{name}Button")
        button.setAutoDefault(False)
        button.clicked.connect(choose)
        label = QLabel(text)
        label.setBuddy(edit)
        row = QHBoxLayout()
        row.addWidget(edit)
        row.addWidget(button)
        form.addRow(label, row)

    def _place(self) -> QGroupBox:
        words = self._words
        group = QGroupBox(words("Where to"))
        form = QFormLayout(group)
        self._chosen_row(form, words("&Folder"), ("folder", "exportFolder"), self._choose_folder)
        self.name_edit = QLineEdit()
        self.name_edit.setObjectName("exportNameEdit")
        self.name_edit.setToolTip(words("Without a suffix; each format adds its own."))
        form.addRow(words("File na&me"), self.name_edit)
        return group

    def _choose_logo(self) -> None:
        words = self._words
        kinds = f"{words('Pictures')} (*.png *.jpg *.jpeg *.svg)"
        name, _ = QtWidgets.QFileDialog.getOpenFileName(self, words("Logo"), "", kinds)
        if name:
            self._edits["logo"].setText(name)

    def _choose_folder(self) -> None:
        edit = self._edits["folder"]
        name = QtWidgets.QFileDialog.getExistingDirectory(self, self._words("Folder"), edit.text())
        if name:
            edit.setText(name)

    def _change(self) -> None:
        self._show_possible()
        self.changed.emit()

    def _show_possible(self) -> None:
        """Offer only what goes with the document chosen."""
        paper = Paper(self._paper.currentData())
        possible = suffixes_of(paper)
        for suffix, box in self._format_boxes.items():
            box.setEnabled(suffix in possible)
        self._section_group.setEnabled(paper is Paper.SUMMARY)
        self._head_group.setEnabled(not self._redact.isChecked())
