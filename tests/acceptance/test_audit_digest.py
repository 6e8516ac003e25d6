"""The digest of a night, as plain text and as HTML: a reviewed snapshot of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.audit.comparing import Kind, Transition
from compliance_engine.audit.items import Item
from compliance_engine.audit.looking_back import outcome_of
from compliance_engine.audit.notifying.digest import AT_MOST, digest_of
from compliance_engine.audit.notifying.occasion import Occasion, is_news, occasion_of
from compliance_engine.audit.notifying.page import render_html
from compliance_engine.audit.notifying.parts import Digest, Entry, Part
from compliance_engine.audit.notifying.plain_text import WIDTH, render_text
from compliance_engine.audit.outcome import Outcome
from compliance_engine.audit.reading import all_runs
from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.findings.forecast import Coming, falling_due
from compliance_engine.judgement.model import Judgement, Waiver
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.folder import RecordFolder
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.shipped import shipped
from compliance_engine.store.location import location_of
from compliance_engine.store.opened import Store
from tests.acceptance.auditing import STATES, TUVALU, Audit, records_in
from tests.acceptance.test_audit_run import submit

FIRST, SECOND = "2021-04-01", "2021-04-02"
DAY = date.fromisoformat(SECOND)


def outcomes(audit: Audit) -> list[Outcome]:
    """Every run of a store, as it was told."""
    with Store(location_of(audit.store)).reading() as connection:
        return [outcome_of(connection, run) for run in all_runs(connection)]


def due() -> list[Coming]:
    """What falls due for the few States."""
    rulebook = load_rulebook(shipped("rules") / "apmbc")
    folder = RecordFolder(shipped("states"))
    until = DAY + timedelta(days=30)
    return [one for code in STATES for one in falling_due(folder.read(code), rulebook, DAY, until)]


def waiver(day: date) -> Judgement:
    rule, held = "article-7/initial-report-outstanding", Span(date(2021, 1, 1), day)
    reason = "A report is announced <for May>."
    return Waiver("TUV", rule, "", held, "A. Chair", reason, {}, Place("judgements/TUV.yaml"))


@pytest.fixture(scope="module")
def a_night(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A report arrives, a date is corrected, and a file breaks."""
    folder = tmp_path_factory.mktemp("night")
    audit = Audit(records_in(folder), str(folder / "audit.sqlite"))
    audit.ran(FIRST)
    submit(audit)
    audit.edit("GNQ", "submitted: 2014-07-07", "submitted: 2014-07-08")
    audit.spoil("TJK")
    audit.run(SECOND)
    return outcomes(audit)[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digest_in_each_language(
    a_night: Outcome, language: str, snapshot: SnapshotAssertion
) -> None:
    digest = digest_of(a_night, due(), [waiver(date(2021, 4, 20))], language)
    assert digest.subject == snapshot
    assert render_text(digest) == snapshot
    assert render_html(digest) == snapshot


def test_what_could_not_be_read_comes_before_everything_else(a_night: Outcome) -> None:
    digest = digest_of(a_night, (), (), "en")
    for rendered in (render_text(digest), render_html(digest)):
        places = [rendered.index(one) for one in ("TJK.yaml:", "findings on record", "Changed (")]
        assert places == sorted(places)
    assert "1 record could not be used" in digest.subject


def test_both_renderings_say_all_that_a_digest_says(a_night: Outcome) -> None:
    digest = digest_of(a_night, due(), [waiver(date(2021, 4, 20))], "en")
    for rendered in (render_text(digest), text_of(render_html(digest))):
        for said in everything_in(digest):
            assert "".join(said.split()) in "".join(rendered.split())


def everything_in(digest: Digest) -> Iterable[str]:
    yield from (digest.title, *digest.opening, *digest.closing)
    for part in (*digest.unread, *digest.parts):
        yield part.heading
        for entry in part.entries:
            for text in (entry.head, entry.told, entry.note, entry.mark):
                yield from text.splitlines()


def text_of(page: str) -> str:
    """What is read of a page."""
    reader = Reader()
    reader.feed(page)
    return "".join(reader.said)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_what_a_record_says_is_never_taken_for_html() -> None:
    hostile = Part("<b>", (Entry("<script>", "a & b\n<i>", "<img src=x>", "</td>"),), "<u>")
    page = render_html(Digest("en", "</title>", "<h1>", (hostile,), ("<p>",), (hostile,), ("<a>",)))
    for tag in ("<b>", "<script", "<i>", "<img", "<u>", "<a>", "</title></title>"):
        assert tag not in page
    assert "a &amp; b<br>&lt;i&gt;" in page


def test_a_page_fetches_nothing_and_runs_nothing(a_night: Outcome) -> None:
    page = render_html(digest_of(a_night, due(), (), "en"))
    for one in ("http", "src=", "<script", "<link", "url(", "<style"):
        assert one not in page


def test_no_line_of_the_text_is_longer_than_a_mail_program_shows(a_night: Outcome) -> None:
    lines = render_text(digest_of(a_night, due(), (), "fr")).splitlines()
    assert max(map(len, lines)) <= WIDTH


def test_a_part_that_is_too_long_is_cut_and_says_where_the_rest_is(a_night: Outcome) -> None:
    (change, *_) = a_night.transitions
    assert change.after is not None
    many = tuple(
        replace(change, after=replace(change.after, content={**change.after.content, **made}))
        for made in ({"id": f"x{number}", "rule": f"r{number}"} for number in range(AT_MOST + 2))
    )
    (part,) = digest_of(replace(a_night, transitions=many), (), (), "en").parts
    assert len(part.entries) == AT_MOST
    assert part.below == "And 2 more: compliance-engine audit show 2"
    assert f"({AT_MOST + 2})" in part.heading


CODES = ("AFG", "AGO", "ALB", "AND", "ARG", "ATG", "AUS", "AUT", "BDI", "BEL")


def of_states(one: Transition, codes: Iterable[str]) -> tuple[Transition, ...]:
    """The same new finding of other States."""
    assert one.after is not None
    made = [
        {**one.after.content, "state": code, "id": one.after.id.replace(one.after.state, code)}
        for code in codes
    ]
    return tuple(replace(one, kind=Kind.NEW, after=Item(content)) for content in made)


def test_what_is_the_same_of_many_states_is_told_once_and_first(a_night: Outcome) -> None:
    (tuvalu,) = [one for one in a_night.transitions if one.item.id == TUVALU]
    changes = (replace(tuvalu, kind=Kind.NEW, before=None), *of_states(tuvalu, CODES[:-1]))
    (part,) = digest_of(replace(a_night, transitions=changes), (), (), "en").parts
    assert part.heading == "New (10)"
    (entry,) = part.entries
    assert (entry.head, entry.told) == ("10 States", "Initial transparency report outstanding")
    assert "Afghanistan; Albania; Andorra; Angola;" in entry.note
    nine = replace(a_night, transitions=changes[1:])
    (part,) = digest_of(nine, (), (), "en").parts
    assert [entry.head for entry in part.entries][:2] == ["Afghanistan", "Albania"]
    assert len(part.entries) == 9


def test_a_matter_that_became_undetermined_of_many_states_is_told_once(a_night: Outcome) -> None:
    matter = next(one for one in a_night.items.values() if one.about == "matter")
    change = Transition(Kind.UNDETERMINED, None, matter)
    changes = tuple(
        replace(one, kind=Kind.UNDETERMINED) for one in of_states(change, (*CODES, "BEN"))
    )
    (part,) = digest_of(replace(a_night, transitions=changes), (), (), "en").parts
    assert [(one.head, one.told) for one in part.entries] == [
        ("11 States", f"{matter.name('en')}: {matter.key}")
    ]


def test_a_first_run_is_told_in_numbers_alone(audit: Audit) -> None:
    audit.ran(FIRST)
    (first,) = outcomes(audit)
    digest = digest_of(first, (), (), "en")
    assert digest.parts == ()
    assert digest.subject == "Audit run 1, as of 1 April 2021: first run"
    assert "This is the first run: everything is new." in digest.opening


def test_a_first_run_says_first_what_it_could_not_read(audit: Audit) -> None:
    audit.spoil("TUV")
    audit.run(FIRST)
    (first,) = outcomes(audit)
    assert digest_of(first, (), (), "en").subject.endswith(
        ": 1 record could not be used, first run"
    )


def test_a_night_without_news_is_told_of_once_a_week(audit: Audit) -> None:
    audit.ran(FIRST)
    audit.ran(SECOND)
    first, second = outcomes(audit)
    assert occasion_of(first, None) is Occasion.NEWS
    assert not is_news(second)
    assert occasion_of(second, DAY - timedelta(days=6)) is None
    assert occasion_of(second, DAY - timedelta(days=7)) is Occasion.QUIET
    assert occasion_of(second, None) is Occasion.QUIET
    digest = digest_of(second, (), (), "en")
    assert digest.subject.endswith(": all quiet")
    assert digest.opening[1].startswith("All is quiet: no finding has changed since run 1")


def test_a_file_that_breaks_or_is_mended_is_news_and_one_that_stays_broken_is_not(
    audit: Audit,
) -> None:
    audit.ran("2021-04-01")
    before = audit.spoil("TUV")
    audit.run("2021-04-02")
    audit.run("2021-04-03")
    audit.mend("TUV", before)
    audit.ran("2021-04-04")
    _, broken, still_broken, mended = outcomes(audit)
    assert [is_news(one) for one in (broken, still_broken, mended)] == [True, False, True]
    digest = digest_of(still_broken, (), (), "en")
    assert len(digest.unread) == 1
    assert digest.subject.endswith(": 1 record could not be used")
    assert not any("quiet" in said for said in digest.opening)
    digest = digest_of(mended, (), (), "en")
    assert digest.subject.endswith(": files can be used again")
    assert [part.heading for part in digest.parts] == ["Records that can be used again (1)"]
    assert digest.parts[0].entries[0].head == "Tuvalu"


def test_the_same_in_other_words_is_no_news(a_night: Outcome) -> None:
    reworded = tuple(replace(one, kind=Kind.REWORDED) for one in a_night.transitions)
    assert a_night.before is not None
    before = replace(a_night.before, failures=a_night.run.failures)
    quiet = replace(a_night, transitions=reworded, before=before)
    assert not is_news(quiet)
    assert "16 findings say the same in other words." in digest_of(quiet, (), (), "en").opening


def test_judgements_are_told_by_what_their_finding_is_called(a_night: Outcome) -> None:
    (*_, part) = digest_of(a_night, (), [waiver(date(2021, 4, 20))], "en").parts
    assert TUVALU in a_night.items
    (entry,) = part.entries
    assert entry.head == "Tuvalu"
    assert (
        entry.told
        == "Initial transparency report outstanding: follow-up waived until 19 April 2021"
    )
    assert entry.note == "A. Chair: A report is announced <for May>."
