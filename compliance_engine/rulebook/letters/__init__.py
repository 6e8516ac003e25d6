"""The texts of letters to States, as files of the rulebook beside the law that they speak of."""

from compliance_engine.rulebook.letters.loading import (
    FOLDER,
    LettersRead,
    load_letters,
    read_letters,
)
from compliance_engine.rulebook.letters.model import (
    Concern,
    Family,
    Form,
    Letters,
    Said,
    Sentence,
    Variant,
)

__all__ = [
    "FOLDER",
    "Concern",
    "Family",
    "Form",
    "Letters",
    "LettersRead",
    "Said",
    "Sentence",
    "Variant",
    "load_letters",
    "read_letters",
]
