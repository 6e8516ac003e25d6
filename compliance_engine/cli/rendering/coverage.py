"""What a rulebook covers, clause by clause, in the languages and forms of ``rules coverage``."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.layout import (
    grid,
    indented,
    json_text,
    markdown_table,
    page,
    words,
)
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.clauses import Clause
from compliance_engine.rulebook.coverage import Coverage
from compliance_engine.rulebook.model import Rulebook

SCHEMA = "compliance-engine/coverage/1"

_COLUMNS = ("clause", "gist", "status", "how")
_WIDTHS = (11, 48, 13, None)


def render_coverage(form: str, coverage: Coverage, rulebook: Rulebook, language: str) -> str:
    """The coverage in one of the forms ``table``, ``json``, ``markdown``."""
    written = _Page(coverage, rulebook, language)
    match form:
        case "json":
            return json_text(_as_json(coverage, rulebook, language))
        case "markdown":
            return written.markdown()
        case _:
            return page(written.table())


class _Page:
    """The parts that both forms for people share."""

    def __init__(self, coverage: Coverage, rulebook: Rulebook, language: str) -> None:
        self._coverage = coverage
        self._treaty = rulebook.treaty
        self._language = language
        self._say = Phrases("coverage", language)

    def table(self) -> Iterator[RenderableType]:
        yield words(self._title(), "bold underline")
        heads = grid(*_WIDTHS)
        heads.add_row(*(words(self._say(column), "bold") for column in _COLUMNS))
        yield indented(heads)
        for article, clauses in self._coverage.articles.items():
            yield Text("")
            yield words(self._heading(article), "bold")
            listed = grid(*_WIDTHS)
            for provision, clause in clauses.items():
                listed.add_row(
                    Text(provision),
                    words(clause.gist.said(self._language)),
                    words(self._say(clause.status)),
                    words("\n".join(self._how(clause))),
                )
            yield indented(listed)
        yield Text("")
        yield from map(words, self._counts())

    def markdown(self) -> str:
        parts = [f"# {self._title()}\n"]
        header = [self._say(column) for column in _COLUMNS]
        for article, clauses in self._coverage.articles.items():
            rows = [
                (
                    provision,
                    clause.gist.said(self._language),
                    self._say(clause.status),
                    " · ".join(self._how(clause)),
                )
                for provision, clause in clauses.items()
            ]
            parts.append(f"\n## {self._heading(article)}\n\n{markdown_table(header, rows)}")
        parts.append("\n" + "".join(f"- {line}\n" for line in self._counts()))
        return "".join(parts)

    def _title(self) -> str:
        title = self._treaty.title.get(self._language, self._treaty.abbreviation)
        return self._say("title", treaty=title, version=self._treaty.version)

    def _heading(self, article: str) -> str:
        heading = self._treaty.articles.get(article, {}).get(self._language)
        if heading is None:
            return self._say("article", number=article)
        return self._say("article with heading", number=article, heading=heading)

    def _how(self, clause: Clause) -> Iterator[str]:
        """What covers a clause, one line each: names, then what is left to a person, then why."""
        yield from clause.by
        if clause.judgement is not None:
            yield self._say("decide", what=clause.judgement.decide.said(self._language))
            yield self._say("recorded", fields=", ".join(clause.judgement.recorded))
        if clause.why is not None:
            yield clause.why.said(self._language)
        if clause.note is not None:
            key = "note" if clause.verified else "unverified"
            yield self._say(key, note=clause.note.said(self._language))

    def _counts(self) -> Iterator[str]:
        clauses = self._coverage.clauses.values()
        by_status = ", ".join(
            f"{self._say(status)} {number}" for status, number in self._coverage.counts().items()
        )
        counted = self._say.counted("clauses", len(clauses))
        yield self._say("counts", clauses=counted, by_status=by_status)
        if left := _with_judgement(self._coverage):
            yield self._say.counted("with judgement", left)
        if unverified := sum(not clause.verified for clause in clauses):
            yield self._say.counted("not verified", unverified)
        for document, names in self._coverage.elsewhere.items():
            yield self._say.counted("elsewhere", len(names), document=document)


def _with_judgement(coverage: Coverage) -> int:
    clauses = coverage.clauses.values()
    return sum(clause.status == "encoded" and clause.judgement is not None for clause in clauses)


def _as_json(coverage: Coverage, rulebook: Rulebook, language: str) -> dict[str, object]:
    treaty = rulebook.treaty
    return {
        "schema": SCHEMA,
        "language": language,
        "rulebook": {
            "name": treaty.name,
            "version": treaty.version,
            "sha256": rulebook.sha256,
        },
        "clauses": [
            {"clause": provision, "article": article, **_clause_json(clause, language)}
            for article, clauses in coverage.articles.items()
            for provision, clause in clauses.items()
        ],
        "elsewhere": {document: list(names) for document, names in coverage.elsewhere.items()},
        "summary": {
            "clauses": len(coverage.clauses),
            **{str(status): number for status, number in coverage.counts().items()},
            "encoded with judgement": _with_judgement(coverage),
            "not checked": sum(not clause.verified for clause in coverage.clauses.values()),
        },
    }


def _clause_json(clause: Clause, language: str) -> dict[str, object]:
    judgement = clause.judgement
    return {
        "gist": clause.gist.said(language),
        "status": clause.status,
        "by": list(clause.by),
        "judgement": judgement.decide.said(language) if judgement else None,
        "recorded": list(judgement.recorded) if judgement else [],
        "why": clause.why.said(language) if clause.why else None,
        "law_checked": clause.verified,
        "note": clause.note.said(language) if clause.note else None,
    }
