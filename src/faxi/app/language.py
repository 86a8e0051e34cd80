"""Which language to speak: that of ``FAXI_LANG``, else what is remembered, else Chinese."""

import os

from faxi.text.words import PSEUDO, Language


def default_language(remembered: str = "") -> Language:
    """Return the language of the environment; an unknown one counts as not said.

    Args:
        remembered: What was chosen the last time, ``""`` for nothing.
    """
    wish = os.environ.get("FAXI_LANG", "")
    if wish == PSEUDO:
        return Language.EN
    for said in (wish[:2].lower(), remembered):
        if said in tuple(Language):
            return Language(said)
    return Language.ZH
