"""Whether every clause of the treaty is accounted for, and the register agrees with the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.errors import InvalidInputError, Problem
from compliance_engine.records.naming import record_fields
from compliance_engine.rulebook.citing import Citing, Sources, citations_in
from compliance_engine.rulebook.clauses import (
    STATUSES,
    Clause,
    RegisterFile,
    Status,
    read_register,
)
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.names import CLAUSES
from compliance_engine.suggestions import did_you_mean


@dataclass(frozen=True)
class Coverage:
    """What a rulebook makes of each clause.

    `articles` holds the clauses by provision, in the order of the treaty. `elsewhere` names the
    rules that cite another document, such as an action plan, by the name of that document.
    """

    articles: Mapping[str, Mapping[str, Clause]]
    elsewhere: Mapping[str, tuple[str, ...]]

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause by its provision."""
        return {name: one for article in self.articles.values() for name, one in article.items()}

    def counts(self) -> Mapping[Status, int]:
        """How many clauses have each status."""
        counted = Counter(clause.status for clause in self.clauses.values())
        return {status: counted[status] for status in STATUSES}


def coverage(folder: Path, rulebook: Rulebook) -> Coverage:
    """What the rulebook in `folder` covers.

    Raises InvalidInputError with every clause that is not accounted for, and all that does not
    agree between the register and the rules.
    """
    file = read_register(folder)
    sources = citations_in(folder, rulebook)
    if problems := list(_problems(file, sources, rulebook.treaty.abbreviation)):
        raise InvalidInputError(problems)
    articles: dict[str, dict[str, Clause]] = {}
    for provision, article in file.register.expected().items():
        articles.setdefault(article, {})[provision] = file.register.clauses[provision]
    return Coverage(articles, _elsewhere(sources, rulebook.treaty.abbreviation))


def _elsewhere(sources: Sources, treaty: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one in sources.citings:
        if one.citation.document != treaty:
            found.setdefault(one.citation.document, {})[one.name] = None
    return {document: tuple(sorted(found[document])) for document in sorted(found)}


def _problems(file: RegisterFile, sources: Sources, treaty: str) -> Iterator[Problem]:
    yield from _shape_problems(file)
    fields = record_fields()
    for provision, clause in file.register.clauses.items():
        yield from _name_problems(file, provision, clause, sources)
        for index, field in enumerate(clause.judgement.recorded if clause.judgement else ()):
            if field not in fields:
                place = file.place(provision, "judgement", "recorded", item=index)
                what = f"'{field}' is no field of a record"
                yield Problem(place, what, did_you_mean(field, fields, "Name one as a path."))
    for citing in sources.citings:
        if citing.citation.document == treaty:
            yield from _citing_problems(file, citing)


def _shape_problems(file: RegisterFile) -> Iterator[Problem]:
    register = file.register
    expected = register.expected()
    for provision, article in expected.items():
        if provision not in register.clauses:
            yield Problem(
                register.articles[article].place,
                f"the clause {provision} is not accounted for",
                f"Add an entry '{provision}:' under 'clauses', or correct the article's shape.",
            )
    for provision in register.clauses:
        if provision not in expected:
            yield Problem(
                file.place(provision),
                f"'{provision}' is no clause of the articles listed",
                did_you_mean(provision, expected, "List its article under 'articles'."),
            )


def _name_problems(
    file: RegisterFile, provision: str, clause: Clause, sources: Sources
) -> Iterator[Problem]:
    for index, name in enumerate(clause.by):
        place = file.place(provision, "by", item=index)
        if name not in sources.names:
            what = f"there is no rule, duty or key of the treaty file '{name}'"
            remedy = did_you_mean(name, sources.names, "Correct the name, or remove it.")
            yield Problem(place, what, remedy)
        elif name in clause.by[:index]:
            yield Problem(place, f"'{name}' stands here a second time", "Remove one of the two.")


def _citing_problems(file: RegisterFile, citing: Citing) -> Iterator[Problem]:
    """A citation must be of a clause that names whoever cites it.

    A whole article can be cited too, as long as one of its clauses names it.
    """
    clauses, expected = file.register.clauses, file.register.expected()
    cited = citing.citation.provision
    if cited in expected:
        candidates = [cited]
    else:
        candidates = [one for one, article in expected.items() if article == cited]
    if not candidates:
        yield Problem(
            citing.place,
            f"cites {citing.citation}, which {CLAUSES} does not list",
            did_you_mean(cited, expected, f"Correct the citation, or add it to {CLAUSES}."),
        )
    elif not any(citing.name in clauses[one].by for one in candidates if one in clauses):
        yield Problem(
            citing.place,
            f"cites {citing.citation}, but {CLAUSES} does not name {citing.name} there",
            f"Add {citing.name} to 'by' of {candidates[0]}, whose status is then 'encoded'.",
        )
