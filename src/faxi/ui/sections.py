"""The sections of the window side by side, with room for each before it is filled.

A section has its place from the first paint on, so that nothing jumps when what is in it is built.
"""

from typing import NamedTuple

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget


class Section(NamedTuple):
    """A section: the name its width is remembered under, its first width, and its stretch.

    Attributes:
        stretch: 1 if it takes the room that is over, 0 if it keeps its width.
    """

    name: str
    width: int
    stretch: int


SECTIONS = (
    Section("caseList", 230, 0),
    Section("caseForm", 360, 0),
    Section("resultPanel", 860, 1),
)


class Sections(QSplitter):
    """Everything between tool bar and status line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sections")
        self.setChildrenCollapsible(False)
        self._places: dict[str, QVBoxLayout] = {}
        for index, section in enumerate(SECTIONS):
            place = QWidget()
            place.setObjectName(f"{section.name}Section")
            layout = self._places[section.name] = QVBoxLayout(place)
            layout.setContentsMargins(0, 0, 0, 0)
            self.addWidget(place)
            self.setStretchFactor(index, section.stretch)
        self.setSizes([section.width for section in SECTIONS])

    def fill(self, name: str, widget: QWidget) -> None:
        """Put the widget of a section into its place."""
        widget.setObjectName(name)
        self._places[name].addWidget(widget)

    def show_section(self, name: str, *, is_shown: bool) -> None:
        """Show or hide a section; the others take its room."""
        place = self._places[name].parentWidget()
        if place is not None and place.isVisibleTo(self) != is_shown:
            place.setVisible(is_shown)

    def least_width(self, name: str) -> int:
        """Return the width a section cannot do without, shown or not."""
        return self._places[name].minimumSize().width()

    def widths(self) -> dict[str, int]:
        """Return the width of each section by its name."""
        return {section.name: size for section, size in zip(SECTIONS, self.sizes(), strict=True)}

    def set_widths(self, widths: dict[str, object]) -> None:
        """Give the sections named their widths back; what is not a width is left alone."""
        sizes = []
        for name, now in self.widths().items():
            width = widths.get(name)
            sizes.append(width if isinstance(width, int) and width > 0 else now)
        self.setSizes(sizes)
