"""Where a rule comes from, as people write it."""

from faxi.rules.law import Rule
from faxi.text.articles import Citation, article_face
from faxi.text.words import Language, Words


def citation(rule: Rule, words: Words) -> Citation:
    """Return a rule's title and its source, with the kind of source where it is second-hand."""
    language = words.language
    instrument = rule.instrument
    name = instrument.title[language]
    if language is Language.ZH and rule.confidence != "PRACTICE":
        name = f"《{name.replace('《', '〈').replace('》', '〉')}》"
    if instrument.number:
        name = words("{title} ({number})", title=name, number=instrument.number)
    source = f"{name} {article_face(rule.article, language)}".strip()
    if rule.confidence == "SEEN-2":
        source = words("{source}, as publicly reported", source=source)
    elif rule.confidence == "DISPUTED":
        source = words("{source}; courts differ", source=source)
    return Citation(rule.title[language], source)
