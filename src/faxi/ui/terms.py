"""Ties widgets to the glossary: the tool tip explains the word, and Shift+F1 opens its entry."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

from faxi.text.glossary import glossary
from faxi.text.markup import escape
from faxi.text.words import Words
from faxi.ui.fields import FieldRow
from faxi.ui.speech import Speech

PROPERTY = "term"  # of a widget: the id of its term in the glossary

# Fields of the form by name, where the term is not called the same.
_FIELD_TERMS = {
    "interest": "ordinary_interest",
    "penalty_surcharge": "penalty_surcharge",
}


def explain(
    widget: QWidget,
    term: str,
    speech: Speech,
    message: str = "",
    describe: Callable[[str], object] | None = None,
) -> None:
    """Let a widget's tool tip and description say what its word means, in any language.

    Args:
        message: What is said before it, such as what may be typed.
        describe: Takes the description, where the widget is not told itself.
    """
    widget.setProperty(PROPERTY, term)
    describe = describe or widget.setAccessibleDescription

    def say(words: Words) -> None:
        entry = glossary(words.language)[term]
        parts = [words(message)] if message else []
        parts.append(words.labelled(entry.name, entry.about) if message else entry.about)
        widget.setToolTip(rich(parts))
        describe(words.sentences(parts))

    speech.follow(say)


def explain_fields(rows: Mapping[str, FieldRow], speech: Speech) -> None:
    """Explain every field of the form that has a word in the glossary."""
    known = glossary(speech.words.language)
    for field, row in rows.items():
        term = _FIELD_TERMS.get(field, field)
        if term in known:
            for widget in row.explained:
                explain(widget, term, speech, row.help_message, row.describe)


def as_tip(text: str) -> str:
    """Return a text as a tool tip that shows it as it is, whatever somebody typed into it."""
    return f"<p>{escape(text)}</p>".replace("\n", "<br>") if Qt.mightBeRichText(text) else text


def rich(paragraphs: list[str]) -> str:
    """Return paragraphs as a tool tip that is broken into lines; plain text would run on."""
    return "".join(f"<p>{escape(text)}</p>" for text in paragraphs if text)


def term_of(widget: QWidget | None) -> str:
    """Return the term a widget or what it stands in is about, ``""`` for none."""
    while widget is not None:
        term = widget.property(PROPERTY)
        if isinstance(term, str):
            return term
        widget = widget.parentWidget()
    return ""
