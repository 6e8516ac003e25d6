"""``rules coverage``: every clause in three forms and three languages, and a register refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.acceptance.command_line import DONE, run
from tests.acceptance.refusals import problems
from tests.unit.rulebook.packs import FIRST, edit
from tests.unit.rulebook.registers import registered

STYLE = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return registered(tmp_path)


def test_the_table_lists_each_clause_under_its_article_with_what_covers_it(pack: Path) -> None:
    ran = run("rules", "coverage", "--rules", pack)
    assert (ran.code, ran.err) == (DONE, "")
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert lines == [
        "Example Convention: coverage by rulebook 1.0.0",
        "Clause What it says Status By what, by whom, or why not",
        "",
        "Article 7",
        "7(1) First report encoded article-7/first",
        "article-7/still",
        "duties/first-report",
        "For a person: Whether it is one",
        "Recorded in: article_7.reports.covers",
        "7(1)(a) Its contents judgement For a person: Whether all is there",
        "Recorded in: article_7.reports.covers, events.what",
        "7(1)(b) Its annexes out of scope Nobody reads them.",
        "Not checked: So it is said.",
        "7(2) Yearly report encoded duties/yearly-report",
        "",
        "Article 17",
        "17(1) The first States encoded treaty/entry_into_force",
        "treaty/in_force",
        "17(2) The later States encoded treaty/entry_into_force",
        "",
        "6 clauses: encoded 4, judgement 1, out of scope 1",
        "1 encoded clause also leaves something to a person.",
        "1 clause rests in part on what has not been checked.",
    ]


def test_the_table_speaks_french_alone(pack: Path) -> None:
    out = run("rules", "coverage", "--rules", pack, "--lang", "fr").out
    assert out.startswith(
        "Convention exemple\N{NO-BREAK SPACE}: couverture par le recueil de règles 1.0.0\n"
    )
    assert "Premier rapport" in out
    assert "À apprécier\N{NO-BREAK SPACE}: Si tout y est" in out
    assert "6 dispositions\N{NO-BREAK SPACE}: codifiée 4, appréciation 1, hors champ 1" in out
    assert not any(word in out for word in ("First", "Whether", "encoded", "scope", "Nobody"))


def test_a_title_or_heading_that_a_language_lacks_is_left_out_and_not_given_in_another(
    pack: Path,
) -> None:
    edit(
        pack,
        "treaty.yaml",
        "version: 1.0.0\n",
        'version: 1.0.0\narticles: {"7": {en: Reports, fr: Rapports}}\n',
    )
    french = run("rules", "coverage", "--rules", pack, "--lang", "fr").out
    spanish = run("rules", "coverage", "--rules", pack, "--lang", "es").out
    assert "\nArticle 7\N{NO-BREAK SPACE}: Rapports\n" in french
    assert "\nArtículo 7\n" in spanish
    assert spanish.startswith("EXC: cobertura")


@pytest.mark.parametrize("columns", [60, 80, 250])
def test_nothing_is_lost_in_a_narrow_or_wide_terminal(pack: Path, columns: int) -> None:
    in_terminal = STYLE.sub("", run("rules", "coverage", "--rules", pack, columns=columns).out)
    in_file = run("rules", "coverage", "--rules", pack).out
    assert sorted("".join(in_terminal.split())) == sorted("".join(in_file.split()))
    assert max(map(len, in_terminal.splitlines())) <= columns


def test_markdown_has_a_table_for_each_article(pack: Path) -> None:
    out = run("rules", "coverage", "--rules", pack, "--format", "markdown").out
    assert out.startswith("# Example Convention: coverage by rulebook 1.0.0\n\n## Article 7\n\n")
    assert "| 7(1)(b) | Its annexes | out of scope | Nobody reads them. · Not checked: " in out
    assert "\n## Article 17\n\n| Clause | What it says | Status | By what, " in out
    assert out.endswith("- 1 clause rests in part on what has not been checked.\n")


def test_json_tells_of_each_clause_its_status_and_why(pack: Path) -> None:
    edit(pack, FIRST, "cites: [EXC 7(1)]", "cites: [EXC 7(1), Example Action Plan 3]")
    told = run("rules", "coverage", "--rules", pack, "--format", "json", "--lang", "es").json
    assert told["schema"] == "compliance-engine/coverage/1"
    assert told["language"] == "es"
    assert told["clauses"][1] == {
        "clause": "7(1)(a)",
        "article": "7",
        "gist": "Su contenido",
        "status": "judgement",
        "by": [],
        "judgement": "Si está todo",
        "recorded": ["article_7.reports.covers", "events.what"],
        "why": None,
        "law_checked": True,
        "note": None,
    }
    assert told["clauses"][2]["why"] == "Nadie los lee."
    assert told["clauses"][2]["law_checked"] is False
    assert told["elsewhere"] == {"Example Action Plan": ["article-7/first"]}
    assert told["summary"] == {
        "clauses": 6,
        "encoded": 4,
        "judgement": 1,
        "out of scope": 1,
        "encoded with judgement": 1,
        "not checked": 1,
    }


def test_rules_that_cite_another_document_are_counted_below(pack: Path) -> None:
    edit(pack, FIRST, "cites: [EXC 7(1)]", "cites: [EXC 7(1), Example Action Plan 3]")
    out = run("rules", "coverage", "--rules", pack).out
    assert out.endswith(
        "1 rule cites the Example Action Plan, whose actions are no clauses of this treaty.\n"
    )


def test_the_same_register_gives_the_same_bytes(pack: Path) -> None:
    one, other = (run("rules", "coverage", "--rules", pack).stdout for _ in range(2))
    assert one == other


def test_a_register_that_does_not_agree_is_refused_with_everything_at_its_place(
    pack: Path,
) -> None:
    edit(pack, "clauses.yaml", "paragraphs: 2, letters", "paragraphs: 3, letters")
    edit(pack, "clauses.yaml", "duties/yearly-report", "duties/yearly-reports")
    edit(pack, FIRST, "cites: [EXC 7(1)]", "cites: [EXC 7(5)]")
    said = problems(run("rules", "coverage", "--rules", pack))
    for text in (
        "article-7/first.yaml:2:9: cites EXC 7(5), which clauses.yaml does not list",
        "clauses.yaml:2:8: the clause 7(3) is not accounted for",
        "clauses.yaml:27:10: there is no rule, duty or key of the treaty file",
        "Did you mean 'duties/yearly-report'",
        "duties/yearly-report.yaml:3:9: cites EXC 7(2), but clauses.yaml does not name",
    ):
        assert text in said


@pytest.mark.parametrize(
    "text", ["", "[]", "articles: {}\nclauses: &x {}\n", "articles: {a: {}}\n", "\x00"]
)
def test_a_register_that_cannot_be_read_is_refused(pack: Path, text: str) -> None:
    (pack / "clauses.yaml").write_text(text, encoding="utf-8")
    assert problems(run("rules", "coverage", "--rules", pack)).startswith("clauses.yaml")
