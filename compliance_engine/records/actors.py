"""Words by which a source attributes something to nobody, in the languages of the texts."""

from __future__ import annotations

import re

from compliance_engine.documents.text import canonical

NOT_ESTABLISHED = "not established"
"""The kind of an actor to whom no source attributes it."""

_UNKNOWN = (
    "unknown|unidentified|unattributed|unspecified|undetermined|unnamed|unclear|undisclosed"
    "|not (?:yet )?(?:known|identified|attributed|specified|determined|named|clear|disclosed"
    "|established|stated|given|confirmed|available|applicable)"
    "|(?:inconnu|non (?:établi|identifié|attribué|précisé|déterminé|nommé|connu|indiqué))e?s?"
    "|desconocid[oa]s?|no (?:establecid|identificad|atribuid|especificad|determinad|nombrad"
    "|conocid|indicad)[oa]s?"
)
_ANYBODY = "actor|actors|person|persons|party|parties|perpetrator|perpetrators|author|authors"
_NOBODY = re.compile(
    rf"(?:(?:{_UNKNOWN})(?: (?:{_ANYBODY}))?|(?:act|aut)(?:eur|or)e?s? (?:{_UNKNOWN})"
    r"|nobody|no one|none|nil|null|personne|nadie|aucune?|ninguno|n/?a|n\.a\.|s/o|tbd|[\W_]*)\.?"
)


class ActorError(ValueError):
    """An actor that a record cannot name so; `remedy` says what to write instead."""

    def __init__(self, what: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(what)


def names_nobody(actor: str) -> bool:
    """Whether the words for an actor are empty, or only say that none is known."""
    return _NOBODY.fullmatch(canonical(actor).casefold()) is not None
