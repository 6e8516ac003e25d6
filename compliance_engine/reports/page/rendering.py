"""The page as HTML: one file that asks nothing of any network, the same bytes for the same inputs.

Style and script stand in the page and are named in its policy by their hashes; the policy allows
no request of any kind. Texts of records are escaped wherever they are shown.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from compliance_engine.documents.escaping import for_template, in_json
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.reports.figures.shares import Share
from compliance_engine.reports.page.gathering import Gathered
from compliance_engine.reports.page.marks import Mark, Marks
from compliance_engine.reports.page.matrix import Matrix, matrix_of
from compliance_engine.reports.page.rates import percent, rates_of
from compliance_engine.reports.page.rules_shown import rules_shown
from compliance_engine.reports.page.state_pages import StatePages
from compliance_engine.reports.page.texts import Lexicon, Text
from compliance_engine.reports.page.world import world_of
from compliance_engine.rulebook.model import Rulebook

_SPAN = re.compile(r"<(\w+)([^<>]*)><span data-t=(\w+)>([^<]*)</span></\1>")
_OPTIONAL_ENDS = re.compile(
    r"</(?:td|tr|li|dd|dt|option|tbody)>\s*"
    r"(?=</?(?:td|tr|tbody|li|ul|ol|dd|dt|dl|option|select|table)\b)"
    r"|</p>\s*(?=<p\b)"
)
_QUOTED = re.compile(r'="([\w#./:-]*[\w-])"(?=[\s>])')


@dataclass(frozen=True)
class MadeFrom:
    """What a page was made from: the records' digest, the evaluators, and how much was asked.

    `only_some` is whether it leaves States out; `crashed_at` the State at which one of the
    evaluators stopped working, if it did.
    """

    records_sha256: str
    engine: str
    only_some: bool = False
    crashed_at: str | None = None


def page_html(
    states: Sequence[Gathered],
    rulebook: Rulebook,
    as_of: date,
    made_from: MadeFrom,
    languages: Sequence[str],
    *,
    known_at: date | None = None,
    judged: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The page on these States, at least one, which opens in the first of the `languages`.

    `states` were gathered in the same languages. `judged` is what is said beside findings that
    were judged, by their ids, in each language.
    """
    lexicon = Lexicon(languages)
    marks = Marks(lexicon)
    matrix = matrix_of(states, rulebook, lexicon, as_of)
    pages = StatePages(lexicon, rulebook, as_of, judged or {})
    first = matrix.shown_first
    style, script = _part("page.css") + _words_of(marks, lexicon), _part("page.js")
    html = (
        _environment()
        .get_template("page.html")
        .render(
            say=_Saying(lexicon),
            languages=lexicon.languages,
            title=lexicon.of(
                lambda language: Phrases("page", language)(
                    "title", treaty=rulebook.treaty.title[language]
                )
            ),
            as_of=lexicon.of(lambda language: _as_of(as_of, known_at, language)),
            made_from=made_from,
            crashed=_crashed(made_from, lexicon),
            about=lexicon.of(lambda language: _about(rulebook, made_from, len(states), language)),
            matrix=matrix,
            marks=marks,
            columns=_grouped(matrix),
            duty_titles={
                duty.kind: lexicon.of(lambda language, duty=duty: duty.title[language])  # type: ignore[misc]
                for duty in rulebook.duties
            },
            articles=tuple(dict.fromkeys(one.article for one in matrix.columns)),
            groups=tuple(sorted({row.of.state.group for row in matrix.rows})),
            first=first,
            world=world_of({row.of.state.code: row.letters[first] for row in matrix.rows}, lexicon),
            rates=rates_of(states, rulebook, as_of),
            between=lambda share: lexicon.of(lambda language: _between(share, language)),
            rules=rules_shown(rulebook, [row.of for row in matrix.rows], lexicon),
            name=pages.name,
            pages=(pages.page(row.of) for row in matrix.rows),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            translations=lambda: _as_script_data(lexicon.translations),
        )
    )
    return _compact(html)


class _Saying:
    """The phrases of the page, for its template: ``say("map")``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, key: str, page: str = "page", **gaps: object) -> Text:
        return self._lexicon.of(lambda language: Phrases(page, language)(key, **gaps))


def _as_of(as_of: date, known_at: date | None, language: str) -> str:
    phrases, day = Phrases("page", language), written_day(as_of, language)
    if known_at is None:
        return phrases("as of", day=day)
    return phrases("as of known", day=day, known=written_day(known_at, language))


def _crashed(made_from: MadeFrom, lexicon: Lexicon) -> Text | None:
    """That from some State on only one of the evaluators was used, if that was so."""
    if made_from.crashed_at is None:
        return None
    names = state_of_code(made_from.crashed_at).names
    return lexicon.of(
        lambda language: Phrases("check", language)("plain alone", state=names[language])
    )


def _between(share: Share, language: str) -> str:
    least, most = percent(share)
    return Phrases("page", language)("between", least=least, most=most)


def _about(rulebook: Rulebook, made_from: MadeFrom, states: int, language: str) -> str:
    return Phrases("page", language)(
        "made from",
        rulebook=rulebook.treaty.name,
        version=rulebook.treaty.version,
        rules=rulebook.sha256[:12],
        records=made_from.records_sha256[:12],
        states=Phrases("check", language).counted("states", states),
        engine=made_from.engine,
    )


def _grouped(matrix: Matrix) -> list[tuple[str, list[int]]]:
    """The places of the columns, those of one yearly duty together under its kind."""
    groups: list[tuple[str, list[int]]] = []
    for place, column in enumerate(matrix.columns):
        if column.period and groups and groups[-1][0] == column.kind:
            groups[-1][1].append(place)
        else:
            groups.append((column.kind, [place]))
    return groups


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("compliance_engine.reports.page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=for_template,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _part(name: str) -> str:
    """A file that stands within the page."""
    return (files("compliance_engine.reports.page") / "templates" / name).read_text("utf-8")


def _words_of(marks: Marks, lexicon: Lexicon) -> str:
    """The words of the marks as style, by language: what is read out in a cell of the table."""

    def word(mark: Mark, language: str) -> str:
        return json.dumps(lexicon.said(mark.word, language), ensure_ascii=False)

    return "".join(
        f".{mark.letter}:lang({language}) {{ --word: {word(mark, language)}; }}\n"
        for language in lexicon.languages
        for mark in marks.all
    )


def _policy(style: str, script: str) -> str:
    """What the browser may do: show this style and run this script, and ask for nothing."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _as_script_data(value: object) -> Markup:
    """JSON that cannot end the element in which it stands."""
    text = in_json(value, indent=None)
    return Markup(text.replace("<", "\\u003c"))


def _compact(html: str) -> str:
    """The page without spans that are all an element holds, and without what HTML can do without.

    That is a third of it: ends of elements that the next one implies, quotes around plain values.
    """
    style, end_of_style, rest = html.partition("</style>")
    body, data, scripts = rest.partition('<script type="application/json"')
    body = _SPAN.sub(r"<\1\2 data-t=\3>\4</\1>", body)
    body = _QUOTED.sub(r"=\1", _OPTIONAL_ENDS.sub("", body)).replace("&#39;", "'")
    return style + end_of_style + body + data + scripts
