"""The register of clauses: each paragraph of the treaty, and what the rulebook makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from compliance_engine.documents.files import is_there, read_text
from compliance_engine.documents.model import Document, Model, validate
from compliance_engine.documents.yaml import YamlList, YamlMap, parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.rulebook.names import CLAUSES

Status = Literal["encoded", "judgement", "out of scope"]
STATUSES: tuple[Status, ...] = ("encoded", "judgement", "out of scope")


class InLanguages(Model):
    """A text in every language of the engine: a page never mixes them."""

    en: str
    fr: str
    es: str

    def said(self, language: str) -> str:
        """The text in a language."""
        return {"en": self.en, "fr": self.fr, "es": self.es}[language]


class Judgement(Model):
    """What a person must decide, and the fields of the record that keep the decision."""

    decide: InLanguages
    recorded: tuple[str, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _is_recorded(self) -> Self:
        if not self.recorded:
            raise ValueError("a judgement needs a field of the record in 'recorded'")
        return self


class Clause(Model):
    """A paragraph or sub-paragraph: encoded, left to a person, or out of scope.

    An encoded clause is carried `by` rules, duties or keys of the treaty file, and may leave
    something to a person. What is not `verified` says so in its note.
    """

    gist: InLanguages
    status: Status
    by: tuple[str, ...] = Field(default=(), strict=False)
    judgement: Judgement | None = None
    why: InLanguages | None = None
    verified: bool = True
    note: InLanguages | None = None

    @model_validator(mode="after")
    def _agrees_with_its_status(self) -> Self:
        expected, others = {
            "encoded": ("by", ("why",)),
            "judgement": ("judgement", ("by", "why")),
            "out of scope": ("why", ("by", "judgement")),
        }[self.status]
        if not getattr(self, expected):
            raise ValueError(f"a clause with the status '{self.status}' needs '{expected}'")
        for other in others:
            if getattr(self, other):
                raise ValueError(f"a clause with the status '{self.status}' has no '{other}'")
        if not self.verified and self.note is None:
            raise ValueError("'verified: false' needs a 'note' that says what was not checked")
        return self


class Shape(Model):
    """How an article is divided: numbered paragraphs, and letters below some of them.

    An article without numbered paragraphs is one clause. `letters` gives the last letter of a
    paragraph that has sub-paragraphs.
    """

    paragraphs: Annotated[int, Field(ge=0, le=99)] = 0
    letters: dict[str, Annotated[str, Field(pattern="^[a-z]$")]] = Field(default={})

    @model_validator(mode="after")
    def _has_the_paragraphs_that_it_divides(self) -> Self:
        for paragraph in self.letters:
            if paragraph not in map(str, range(1, self.paragraphs + 1)):
                raise ValueError(f"the article has no paragraph {paragraph!r} to have letters")
        return self

    def clauses(self, article: str) -> Iterator[str]:
        """The provisions of the article, in its order: ``7(1)``, ``7(1)(a)``."""
        if not self.paragraphs:
            yield article
        for number in range(1, self.paragraphs + 1):
            paragraph = f"{article}({number})"
            yield paragraph
            last = self.letters.get(str(number))
            for letter in range(ord("a"), ord(last) + 1) if last else ():
                yield f"{paragraph}({chr(letter)})"


class Register(Document):
    """The articles that are accounted for, and every clause of them by its provision."""

    articles: dict[str, Shape]
    clauses: dict[str, Clause]

    def expected(self) -> dict[str, str]:
        """Every provision that must be there, with its article, in the order of the treaty."""
        return {
            provision: article
            for article in sorted(self.articles, key=lambda one: (len(one), one))
            for provision in self.articles[article].clauses(article)
        }


class RegisterFile:
    """A register with the places of the names that stand in its lists."""

    def __init__(self, register: Register, data: YamlMap) -> None:
        self.register = register
        self._clauses = data["clauses"]

    def place(self, provision: str, *keys: str, item: int | None = None) -> Place:
        """Where a clause, or what stands under keys in it, or an item of that, begins."""
        assert isinstance(self._clauses, YamlMap)
        if not keys:
            return self._clauses.key_places[provision]
        inside: object = self._clauses[provision]
        for key in keys:
            assert isinstance(inside, YamlMap)
            inside = inside[key]
        assert isinstance(inside, YamlList)
        return inside.place if item is None else inside.value_places[item]


def read_register(folder: Path) -> RegisterFile:
    """The register of the rulebook in `folder`. Raises InvalidInputError with every problem."""
    path = folder / CLAUSES
    if not is_there(path):
        what = "is missing: the rulebook does not say which clauses of the treaty it carries"
        remedy = "Add it, with the shape of each article and an entry for each clause."
        raise InvalidInputError([Problem(Place(CLAUSES), what, remedy)])
    data = parse_yaml(read_text(path, CLAUSES), CLAUSES)
    register = validate(Register, data, CLAUSES)
    assert isinstance(data, YamlMap)
    return RegisterFile(register, data)
