"""Offers beneath a field: a reason and buttons; nothing changes unless one is pressed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout

from faxi.ui.theme import SMALL, TIGHT, as_card, as_note

if TYPE_CHECKING:
    from faxi.app.offers import Offer


class OfferBar(QFrame):
    """A small card that is there only while something is offered.

    Attributes:
        buttons: One for each offer, from top to bottom.

    Signals:
        taken: The changes of an offer, and what taking it is called.
    """

    taken = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offerBar")
        as_card(self)
        self._offers: Sequence[Offer] = ()
        self._reason = QLabel()
        self._reason.setObjectName("offerReason")
        self._reason.setWordWrap(True)
        as_note(self._reason)
        self.buttons: list[QToolButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        self._layout.setSpacing(TIGHT)
        self._layout.addWidget(self._reason)
        self.setVisible(False)

    def show_offers(self, reason: str, offers: "Sequence[Offer]") -> None:
        """Show other offers, or none."""
        self.setVisible(bool(offers))
        self._reason.setText(reason)
        if list(offers) == list(self._offers):
            return
        self._offers = offers
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.setObjectName("")  # so that nobody finds it before it is gone
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(offer) for offer in offers]

    def _button(self, offer: "Offer") -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{offer.id}OfferButton")
        button.setText(offer.text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _=False: self.taken.emit(offer.changes, offer.edit))
        self._layout.addWidget(button)
        return button
