"""What a shell is offered for each kind of word that commands take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance_engine.cache.entries import Cache, cache_folder
from compliance_engine.cli.completing import Offer, Offered
from compliance_engine.cli.kept_names import names_kept
from compliance_engine.documents.folders import listed
from compliance_engine.shipped import shipped

if TYPE_CHECKING:
    from compliance_engine.cli.inputs import Inputs

SUFFIX = ".yaml"
_LANGUAGE = "en"


def _given(ctx: click.Context, name: str) -> Any:
    """What was given for an option or argument, here or to a command above."""
    above: click.Context | None = ctx
    while above is not None:
        if (value := above.params.get(name)) is not None:
            return value
        above = above.parent
    return None


def _rules_folder(ctx: click.Context) -> Path:
    return _given(ctx, "rules_folder") or shipped("rules") / "apmbc"


def _records_folder(ctx: click.Context) -> Path:
    return _given(ctx, "records_folder") or shipped("states")


def _stems(folder: Path) -> Iterator[str]:
    """The names of the YAML files of a folder, without their ending."""
    return (name.removesuffix(SUFFIX) for name in listed(folder, SUFFIX).paths)


def _states(ctx: click.Context, begun: str) -> Iterator[Offer]:
    """Codes, and names once something is typed: in English or, if none fits, any other name."""
    from compliance_engine.records.name_index import other_names
    from compliance_engine.records.name_keys import begins_alike
    from compliance_engine.records.states import all_states

    codes = {*_stems(_records_folder(ctx))}
    states = {code: one for code, one in all_states().items() if not codes or code in codes}
    for code, one in states.items():
        yield Offer(code, one.name)
    if not begun:
        return
    english = [one for one in states.values() if begins_alike(one.name, begun)]
    for one in english:
        yield Offer(one.name, one.code, fits=True)
    if english:
        return
    for one in states.values():
        for name in dict.fromkeys((*one.names.values(), *other_names(one.code))):
            if begins_alike(name, begun):
                yield Offer(name, one.code, fits=True)


def _rules(ctx: click.Context, begun: str) -> Iterator[Offer]:
    """Ids; and, where what is typed is in no folder, ids without their folder."""
    from compliance_engine.rulebook.names import rule_ids

    ids = [*rule_ids(_rules_folder(ctx))]
    yield from map(Offer, ids)
    if begun and not any(one.startswith(begun) for one in ids):
        yield from (Offer(one.partition("/")[2], one) for one in ids)


def _meetings(ctx: click.Context, begun: str) -> Iterator[Offer]:
    del begun
    for one in _parsed(_rules_folder(ctx) / "meetings.yaml")["meetings"]:
        about = f"{one['kind']}, {one.get('venue', '')} {one['opens']}"
        yield Offer(one["name"], " ".join(about.split()))


def _families(ctx: click.Context, begun: str) -> Iterator[Offer]:
    del begun
    yield from map(Offer, _stems(_rules_folder(ctx) / "letters" / "families"))


def _plans(ctx: click.Context, begun: str) -> Iterator[Offer]:
    del begun
    yield from map(Offer, _stems(_rules_folder(ctx) / "plans"))


def _kinds_of_duty(ctx: click.Context, begun: str) -> Iterator[Offer]:
    del begun
    for path in listed(_rules_folder(ctx) / "duties", SUFFIX).paths.values():
        yield Offer(str(_parsed(path)["kind"]))


def _articles(ctx: click.Context, begun: str) -> Iterator[Offer]:
    """Articles and plans; and, within one, its paragraphs or actions."""
    from compliance_engine.cli.filters import article_of, article_order

    book = _inputs(ctx).rulebook
    provisions = {rule.article for rule in book.rules} | {duty.article for duty in book.duties}
    articles = sorted({article_of(one) for one in provisions}, key=article_order)
    yield from map(Offer, articles)
    if any(begun.casefold().startswith(one.casefold()) for one in articles):
        yield from map(Offer, sorted(provisions))


def _findings(ctx: click.Context, begun: str) -> Iterator[Offer]:
    """The ids of the findings on a State on the day, once only one State can be meant."""
    inputs = _inputs(ctx)
    codes = [one for one in inputs.folder.digests if begun and _begins(one, begun)]
    if len(codes) == 1:
        yield from map(Offer, _found(inputs, codes[0], ctx))


def _states_of_findings(ctx: click.Context, begun: str) -> Iterator[Offer]:
    """How ids of findings begin, while several States can be meant."""
    codes = [one for one in _states(ctx, "") if _begins(one.value, begun)]
    if len(codes) > 1:
        yield from (Offer(f"{one.value}/", one.about) for one in codes)


def _begins(code: str, begun: str) -> bool:
    return code.startswith(begun.upper().partition("/")[0])


def _found(inputs: Inputs, code: str, ctx: click.Context) -> Iterable[str]:
    """The ids of the findings on a State; all records but its own are taken to be valid."""
    from compliance_engine.cli.options import today
    from compliance_engine.findings.checking import told
    from compliance_engine.findings.remembering import Evaluations
    from compliance_engine.inference.engine import Engine

    day: date = _given(ctx, "as_of") or today()
    known_at: date | None = _given(ctx, "known_at")
    with Engine(inputs.rulebook, "plain") as engine:
        kept = Evaluations(inputs.rulebook, engine, Cache(cache_folder()), known_at)
        record = partial(inputs.record, code)
        made = kept.of(code, inputs.digest(code), record, day)
        result = told([made], inputs.rulebook, day, known_at, language=_LANGUAGE)
    return [one.id for one in result.findings]


def _inputs(ctx: click.Context) -> Inputs:
    """The rulebook, which the cache keeps, and the records."""
    from compliance_engine.cli.opening import open_inputs

    cache = Cache(cache_folder())
    return open_inputs(_records_folder(ctx), _rules_folder(ctx), _LANGUAGE, cache)


def _sources(ctx: click.Context, begun: str) -> Iterator[Offer]:
    """The sources that the record which is edited declares."""
    del begun
    code = str(_given(ctx, "state"))
    if not (path := _records_folder(ctx) / f"{code.upper()}.yaml").is_file():
        from compliance_engine.records.states import find_state

        path = path.with_name(f"{find_state(code).code}.yaml")
    for name, source in _parsed(path)["sources"].items():
        yield Offer(str(name), str(source.get("title", "")))


def _letters(ctx: click.Context, begun: str) -> Iterator[Offer]:
    del begun
    rows = names_kept(_given(ctx, "store_name"), "SELECT reference, state FROM letters")
    yield from (Offer(*row) for row in sorted(rows, reverse=True))


def _runs(ctx: click.Context, begun: str) -> Iterator[Offer]:
    """The word for the last run, and the number of each, the newest first."""
    del begun
    rows = names_kept(_given(ctx, "store_name"), "SELECT number, as_of FROM runs")
    if rows:
        yield Offer("last")
    yield from (Offer(str(number), f"as of {day}") for number, day in sorted(rows, reverse=True))


def _messages(ctx: click.Context, begun: str) -> Iterator[Offer]:
    del begun
    rows = names_kept(_given(ctx, "store_name"), "SELECT run, seq, recipient FROM messages")
    for run, seq, recipient in sorted(rows, reverse=True):
        yield Offer(f"{run}.{seq}", recipient)


def _findings_kept(ctx: click.Context, begun: str) -> Iterator[Offer]:
    """The ids of all findings that a run ever made, once a State is begun."""
    if begun:
        kept = "SELECT DISTINCT id FROM transitions WHERE about = 'finding'"
        rows = names_kept(_given(ctx, "store_name"), kept)
        yield from (Offer(*row) for row in sorted(rows))


def _parsed(path: Path) -> Any:
    import yaml

    from compliance_engine.documents.files import read_text

    return yaml.load(read_text(path, path.name), yaml.CSafeLoader)


def words(choices: Iterable[str]) -> Offered:
    """What offers these."""
    return Offered(lambda _, __: map(Offer, choices))


STATE = Offered(_states)
RULE = Offered(_rules)
ARTICLE = Offered(_articles)
MEETING = Offered(_meetings)
FAMILY = Offered(_families)
PLAN = Offered(_plans)
DUTY = Offered(_kinds_of_duty)
FINDING = Offered(_states_of_findings, _findings)
RULE_OR_FINDING = Offered(_rules, _states_of_findings, _findings)
STATE_OR_FINDING = Offered(_states, _findings)
FINDING_KEPT = Offered(_findings_kept)
SOURCE = Offered(_sources)
LETTER = Offered(_letters)
RUN = Offered(_runs, _meetings)
MESSAGE = Offered(_messages)
