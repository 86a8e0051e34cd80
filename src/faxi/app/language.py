"""Which language to speak when nobody said: ``FAXI_LANG``, else Chinese."""

import os

from faxi.text.words import Language


def default_language() -> Language:
    """Return the language of the environment; an unknown one counts as not said."""
    wish = os.environ.get("FAXI_LANG", "")[:2].lower()
    return Language(wish) if wish in tuple(Language) else Language.ZH
