"""The list of cases beside the form: place, search, filter, order, the cases, and their sum."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from faxi.app.case_list import ORDERS, PLACES, Query, stage_choices, totals_face
from faxi.store.rows import CaseRow, Place
from faxi.text.words import Words, marked
from faxi.ui.case_items import CaseDelegate, CaseModel
from faxi.ui.plain_line import PlainLine
from faxi.ui.speech import Speech
from faxi.ui.theme import SMALL, as_note

if TYPE_CHECKING:
    from faxi.app.book_view import Listing

_LEAST_WIDTH = 80


class CaseListPanel(QWidget):
    """Shows the book and says what a person wants of it.

    Signals:
        query_changed: What is to be listed.
        wanted: Number of the case to open.
        renamed: Number of a case and its new title.
        overview_wanted: All debts together are to be shown.
    """

    query_changed = Signal(object)
    wanted = Signal(int)
    renamed = Signal(int, str)
    overview_wanted = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._query = Query()
        self._chosen: int | None = None
        # It gives way before the form and the results do; a narrow window shows it in their place.
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.model = CaseModel(speech.words, self.renamed.emit)
        self.place_box, self.stage_box, self.order_box = QComboBox(), QComboBox(), QComboBox()
        self.search = PlainLine()
        self.view = QListView()
        self.totals = QLabel()
        self.menu_button = QToolButton()
        self.menu = QMenu(self.menu_button)
        self.context_menu = QMenu(self.view)
        self._make_head()
        self._make_view()
        self._lay_out()

    def _make_head(self) -> None:
        for box, name, message in (
            (self.place_box, "casePlaceBox", marked("Which debts are listed")),
            (self.stage_box, "caseStageBox", marked("Only debts at a stage")),
            (self.order_box, "caseOrderBox", marked("Order of the debts")),
        ):
            box.setObjectName(name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(4)
            self._speech.say(box.setAccessibleName, message)
            self._speech.say(box.setToolTip, message)
            box.activated.connect(lambda _: self._change_query())
        self.search.setObjectName("caseSearchEdit")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._change_query())
        self._speech.say(self.search.setPlaceholderText, marked("Search debts"))
        self._speech.say(self.search.setAccessibleName, marked("Search debts"))
        self.reverse = QToolButton()
        self.reverse.setObjectName("caseReverseButton")
        self.reverse.setCheckable(True)
        self.reverse.setArrowType(Qt.ArrowType.DownArrow)
        self.reverse.toggled.connect(self._turn)
        self._speech.say(self.reverse.setAccessibleName, marked("Reverse the order"))
        self._speech.say(self.reverse.setToolTip, marked("Reverse the order"))
        self.menu_button.setObjectName("caseMenuButton")
        self.menu_button.setText("⋯")
        self.menu_button.setMenu(self.menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._speech.say(self.menu_button.setAccessibleName, marked("More for the debts"))
        self._speech.say(self.menu_button.setToolTip, marked("More for the debts"))

    def _make_view(self) -> None:
        self.view.setObjectName("caseList")
        self.view.setModel(self.model)
        self.view.setItemDelegate(CaseDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(
            lambda point: self.context_menu.popup(self.view.viewport().mapToGlobal(point))
        )
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._select())
        self.view.activated.connect(lambda index: self.wanted.emit(self.model.row_at(index).id))
        self._speech.say(self.view.setAccessibleName, marked("My debts"))
        about = marked("Enter opens the debt that is chosen.")
        self._speech.say(self.view.setAccessibleDescription, about)

    def _lay_out(self) -> None:
        self.totals.setObjectName("caseTotals")
        self.totals.setWordWrap(True)
        self.totals.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.shown_totals = QLabel()
        self.shown_totals.setObjectName("caseShownTotals")
        self.shown_totals.setWordWrap(True)
        as_note(self.shown_totals)
        self.overview = QPushButton()
        self.overview.setObjectName("overviewButton")
        self.overview.clicked.connect(self.overview_wanted.emit)
        self._speech.say(self.overview.setText, marked("All debts together…"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SMALL, SMALL, 0, SMALL)
        layout.setSpacing(SMALL)
        for widgets in (
            (self.place_box, self.menu_button),
            (self.search,),
            (self.stage_box,),
            (self.order_box, self.reverse),
        ):
            row = QHBoxLayout()
            row.setSpacing(SMALL // 2)
            for widget in widgets:
                row.addWidget(widget, 0 if isinstance(widget, QToolButton) else 1)
            layout.addLayout(row)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.shown_totals)
        layout.addWidget(self.totals)
        layout.addWidget(self.overview)

    def show_listing(self, listing: "Listing", query: Query, words: Words) -> None:
        """Show what the book holds."""
        self._query, self._chosen = query, listing.chosen
        self._fill_boxes(listing, words)
        with QSignalBlocker(self.view.selectionModel()):
            self.model.show_rows(listing.rows, words)
            index = self.model.index_of(listing.chosen)
            selected = self.view.selectionModel().selectedIndexes()
            if index.isValid() and (not selected or len(selected) == 1):
                if index != self.view.currentIndex() or not selected:
                    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                    self.view.selectionModel().setCurrentIndex(index, flags)
                    self.view.scrollTo(index)
            elif not index.isValid() and query.place is not Place.TRASH:
                self.view.selectionModel().clear()
        self.view.doItemsLayout()  # blocked signals left it as it was
        is_part = len(listing.rows) != listing.whole.cases
        self.totals.setText(totals_face(listing.whole, listing.day, words))
        shown = totals_face(listing.shown, listing.day, words)
        self.shown_totals.setText(words("Listed: {sum}", sum=shown) if is_part else "")
        self.shown_totals.setVisible(is_part)

    def _fill_boxes(self, listing: "Listing", words: Words) -> None:
        places = [
            (place, f"{words(name)} ({listing.in_place[place]})") for place, name in PLACES.items()
        ]
        stages = [("", words("All stages")), *stage_choices(words)]
        orders = [(order, words(name)) for order, name in ORDERS.items()]
        for box, choices, chosen in (
            (self.place_box, places, self._query.place),
            (self.stage_box, stages, self._query.stage),
            (self.order_box, orders, self._query.order),
        ):
            if [box.itemText(number) for number in range(box.count())] != [c[1] for c in choices]:
                box.clear()
                for value, text in choices:
                    box.addItem(text, str(value))
            box.setCurrentIndex(box.findData(str(chosen)))
        with QSignalBlocker(self.search):
            if self.search.text() != self._query.text:
                self.search.setText(self._query.text)

    def selected(self) -> list[CaseRow]:
        """Return the rows that are selected, in the order of the list."""
        indexes = sorted(self.view.selectionModel().selectedIndexes(), key=lambda i: i.row())
        return [self.model.row_at(index) for index in indexes]

    def edit_title(self) -> None:
        """Let the title of the current case be edited in the list."""
        index = self.view.currentIndex()
        if index.isValid():
            self.view.edit(index)

    def _select(self) -> None:
        rows = self.selected()
        if len(rows) == 1 and rows[0].id != self._chosen and self._query.place is not Place.TRASH:
            self.wanted.emit(rows[0].id)

    def _turn(self, is_reversed: bool) -> None:
        arrows = Qt.ArrowType
        self.reverse.setArrowType(arrows.UpArrow if is_reversed else arrows.DownArrow)
        self._change_query()

    def _change_query(self) -> None:
        query = Query(
            Place(self.place_box.currentData()),
            self.search.text(),
            self.stage_box.currentData(),
            self.order_box.currentData(),
            self.reverse.isChecked(),
        )
        if query != self._query:
            self.query_changed.emit(query)


class ListKeys(QAction):
    """An action whose keys work while the list has the focus."""

    def __init__(self, panel: CaseListPanel, name: str, keys: str) -> None:
        super().__init__(panel)
        self.setObjectName(name)
        self.setShortcut(QKeySequence(keys))
        self.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        panel.view.addAction(self)
