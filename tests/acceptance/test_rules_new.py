"""``rules new``: a rule with its cases, which passes before anybody has edited it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from compliance_engine.cli.main import cli
from compliance_engine.dates.span import Span
from compliance_engine.drafting import saving
from compliance_engine.drafting.subjects import subject_values
from compliance_engine.findings.cases import KINDS, read_cases
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import DONE, WRONG_USAGE, run
from tests.unit.rulebook.packs import written

ID = "article-7/initial-report-asked-for"
RULEBOOK = load_rulebook(shipped("rules") / "apmbc")
VERDICTS = ("outstanding", "last known outstanding", "met late")
OVERDUE = "outstanding, last known outstanding"
DUTIES = [duty.kind for duty in RULEBOOK.duties]
NEVER_LATE = "clearance of mined areas"
_WISHES = [
    *(
        ("--kind", "duty", "--duty", duty, "--verdicts", verdicts)
        for duty, verdicts in product(DUTIES, (*VERDICTS, OVERDUE))
        if (duty, verdicts) != (NEVER_LATE, "met late")
    ),
    *(("--kind", "measure", "--status", one) for one in subject_values("measure", RULEBOOK)),
    *(("--kind", "case", "--status", one) for one in subject_values("case", RULEBOOK)),
]
EVERY_WISH = {
    "article-7/" + re.sub("[^a-z]+", "-", " ".join(wish[1::2])).strip("-"): wish for wish in _WISHES
}
"""Every kind of rule that can be asked for, by an id for it."""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("rules") / "apmbc", tmp_path / "apmbc"))


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.yaml")
    }


def new(pack: Path, *wish: str, rule: str = ID) -> list[str | Path]:
    plain = ("--rules", pack, "--engine", "plain")
    return ["rules", "new", "--no-input", "--id", rule, *wish, *plain]


def test_a_rule_and_its_cases_are_written_as_a_person_would(
    pack: Path, snapshot: SnapshotAssertion
) -> None:
    before = files(pack)
    ran = run(*new(pack, "--duty", "initial report"))
    assert (ran.code, ran.err) == (DONE, "")
    made = {name: text for name, text in files(pack).items() if name not in before}
    assert sorted(made) == [f"{ID}.cases.yaml", f"{ID}.yaml"]
    assert [ran.out.replace(str(pack), "RULES"), *made.values()] == snapshot


@pytest.fixture(scope="module")
def all_wishes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rulebook in which every wish was made a rule, one after the other."""
    pack = Path(shutil.copytree(shipped("rules") / "apmbc", tmp_path_factory.mktemp("all") / "all"))
    for rule, wish in EVERY_WISH.items():
        ran = run(*new(pack, *wish, rule=rule))
        assert (ran.code, ran.err) == (DONE, "")
    return pack


@pytest.mark.deep
def test_whatever_is_asked_for_passes_its_own_cases_of_every_kind(all_wishes: Path) -> None:
    tested = run("rules", "test", *EVERY_WISH, "--rules", all_wishes, "--engine", "both")
    assert (tested.code, tested.err) == (DONE, "")
    for rule in EVERY_WISH:
        assert {*re.findall(rf"^ok +{rule} \[(.+?)\]", tested.out, re.MULTILINE)} == set(KINDS)


def test_a_new_rule_speaks_every_language_and_gives_the_words_of_each_message(
    all_wishes: Path,
) -> None:
    rulebook = load_rulebook(all_wishes)
    for name in EVERY_WISH:
        rule = rulebook.rule(name)
        assert set(rule.title) == set(rule.remedy) == set(LANGUAGES)
        assert all(set(message.texts) == set(LANGUAGES) for message in rule.messages)
        cases = read_cases(rule, all_wishes).cases
        told = [case.message for case in cases if case.expect == "finding"]
        assert len(told) >= 2
        assert None not in told
        assert not rule.verified
        assert rule.doubt


def test_nothing_is_wrong_with_new_rules_but_that_they_are_not_locked_yet(all_wishes: Path) -> None:
    linted = run("rules", "lint", "--rules", all_wishes, "--format", "json")
    assert linted.code == DONE, linted.out
    told = sorted((one["file"], one["what"]) for one in linted.json["remarks"])
    files_made = sorted(f"{rule}.yaml" for rule in EVERY_WISH)
    assert told == [(file, "version 1 is not locked yet") for file in files_made]


def test_the_days_of_the_cases_are_those_of_the_duty(pack: Path) -> None:
    run(*new(pack, "--duty", "initial report"))
    cases = read_cases(load_rulebook(pack).rule(ID), pack).cases
    days = {case.shows: case.as_of.isoformat() for case in cases}
    assert [days[kind] for kind in ("day before", "day of", "day after")] == [
        "2012-08-27",
        "2012-08-28",
        "2012-08-29",
    ]


def test_another_treaty_offers_its_own_duties(tmp_path: Path) -> None:
    other = written(tmp_path / "other")
    wish = ("--duty", "yearly report", "--verdicts", "met late")
    ran = run(*new(other, *wish, rule="article-7/yearly-late"))
    assert (ran.code, ran.err) == (DONE, "")
    text = (other / "article-7" / "yearly-late.yaml").read_text(encoding="utf-8")
    assert "cites: [EXC 7(2)]" in text
    assert "in_effect: {from: 1999-03-01}" in text


def test_what_is_given_is_what_is_written(pack: Path) -> None:
    run(
        *new(
            pack,
            *(
                "--kind",
                "measure",
                "--status",
                "in progress",
                "--title",
                "A bill before parliament",
            ),
            *("--cites", "APMBC 9", "--severity", "low", "--nature", "cooperation"),
            *("--follow-up", "bill-pending"),
            rule="article-9/bill-pending",
        )
    )
    rule = load_rulebook(pack).rule("article-9/bill-pending")
    assert rule.title["en"] == "A bill before parliament"
    assert (str(rule.cites[0]), rule.severity, rule.nature) == ("APMBC 9", "low", "cooperation")
    assert rule.follow_up == "bill-pending"


PLAN = "plans/oslo.yaml"
FOUND_STOCK = ("--duty", "destruction of stock found later")


def test_a_rule_on_a_commitment_cites_its_action_and_is_named_by_the_plan(pack: Path) -> None:
    before = (pack / PLAN).read_text(encoding="utf-8")
    ran = run(*new(pack, *FOUND_STOCK, rule="commitments/stock"))
    assert f"{pack / PLAN}, which now names it" in ran.out
    after = (pack / PLAN).read_text(encoding="utf-8")
    named = "rules: [commitments/oslo-15-newly-found-stock, commitments/stock]"
    assert after == before.replace("rules: [commitments/oslo-15-newly-found-stock]", named)
    rule = load_rulebook(pack).rule("commitments/stock")
    assert (rule.nature, str(rule.cites[0])) == ("commitment", "Oslo Action Plan 15")
    assert rule.logic.in_effect == Span(date(2020, 1, 1), date(2025, 1, 1))


def test_an_action_without_rules_names_its_first(pack: Path) -> None:
    plan = pack / PLAN
    named = "    rules: [commitments/oslo-50-article-9]\n"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace(named, ""), encoding="utf-8")
    for path in (pack / "commitments").glob("oslo-50-article-9*.yaml"):
        path.unlink()
    wish = ("--kind", "measure", "--status", "none reported", "--cites", "Oslo Action Plan 50")
    assert run(*new(pack, *wish, rule="commitments/measures")).code == DONE
    action = "  - number: 50\n    rules: [commitments/measures]\n    gist:\n"
    assert action in plan.read_text(encoding="utf-8")


def test_questions_are_asked_with_defaults_and_answers_are_used(pack: Path) -> None:
    answers = ["article-9/bill", "measure", "in progress", "A bill", "", "low", "", "bill"]
    options = ["rules", "new", "--rules", str(pack), "--engine", "plain"]
    ran = CliRunner().invoke(cli, options, input="\n".join(answers) + "\n")
    assert ran.exit_code == 0, ran.output
    assert "Id of the rule" in ran.stderr
    assert "[APMBC 9]" in ran.stderr
    rule = load_rulebook(pack).rule("article-9/bill")
    assert (rule.title["en"], rule.severity, rule.follow_up) == ("A bill", "low", "bill")


def test_nothing_but_answers_of_return_makes_a_rule_on_the_first_duty(pack: Path) -> None:
    options = ["rules", "new", "--id", ID, "--rules", str(pack), "--engine", "plain"]
    ran = CliRunner().invoke(cli, options, input="\n" * 10)
    assert ran.exit_code == 0, ran.output
    assert "7 passed" in ran.stdout


REFUSED = {
    "no id": ([], "--id is needed where nothing is asked"),
    "an id without a folder": (["--id", "bill"], "write folder/name in small letters"),
    "an id out of the folder": (["--id", "../x/bill"], "cannot be the id of a rule"),
    "an id among the duties": (["--id", "duties/bill"], "duties/ holds no rules"),
    "a rule that is there": (["--id", "article-9/no-measures-reported"], "exists already"),
    "an unknown duty": (
        ["--id", ID, "--duty", "initial repor"],
        "there is no duty 'initial repor'. Did you mean 'initial report'",
    ),
    "what is never called late": (
        ["--id", ID, "--duty", NEVER_LATE, "--verdicts", "met late"],
        "is never called late",
    ),
    "an unknown verdict": (["--id", ID, "--verdicts", "outstandin"], "Did you mean 'outstanding'"),
    "late and outstanding": (
        ["--id", ID, "--verdicts", "outstanding, met late"],
        "are found by two rules",
    ),
    "a status of missing data": (
        ["--id", "article-9/x", "--kind", "measure", "--status", "not known"],
        "cannot find 'not known'",
    ),
    "a commitment without its action": (
        ["--id", "commitments/x", "--kind", "measure"],
        "cites the action of its plan",
    ),
}


@pytest.mark.parametrize(("wish", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_written_is_refused_and_nothing_is_written(
    wish: list[str], told: str, pack: Path
) -> None:
    before = files(pack)
    ran = run("rules", "new", "--no-input", *wish, "--rules", pack, "--engine", "plain")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert told in ran.err
    assert files(pack) == before


def test_the_rules_of_an_installed_program_are_not_written_to(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compliance_engine.shipped._IN_WHEEL", pack.parent)
    before = files(pack)
    ran = run(*new(pack))
    assert ran.code == WRONG_USAGE
    assert "belongs to the installed program" in ran.err
    assert "Copy the folder" in ran.err
    assert files(pack) == before


def test_a_citation_that_is_none_writes_nothing(pack: Path) -> None:
    before = files(pack)
    ran = run(*new(pack, "--cites", "Article seven"))
    assert "'Article seven' is not a citation" in ran.err
    assert files(pack) == before


def test_both_files_are_written_or_none(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(pack)
    replace = Path.replace
    moved: list[Path] = []

    def interrupted(path: Path, target: Path) -> Path:
        moved.extend([path] if pack in target.parents else [])
        if len(moved) == 2:
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    run(*new(pack))
    assert len(moved) > 1, "it was never interrupted"
    assert files(pack) == before


def test_a_plan_stays_as_it_was_where_the_rule_could_not_be_written(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan, which names the rule, is put in place last."""
    before = files(pack)
    replace = Path.replace
    moved: list[Path] = []

    def interrupted(path: Path, target: Path) -> Path:
        moved.extend([target] if pack in target.parents else [])
        if len(moved) == 3:
            replace(path, target)
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    run(*new(pack, *FOUND_STOCK, rule="commitments/stock"))
    assert moved[2].parent.name == "plans"
    assert files(pack) == before


def test_a_rule_that_came_in_between_is_not_replaced(pack: Path) -> None:
    (pack / f"{ID}.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(Exception, match="come into being meanwhile"):
        saving.save_draft({f"{ID}.cases.yaml": "a", f"{ID}.yaml": "b"}, pack)
    assert (pack / f"{ID}.yaml").read_text(encoding="utf-8") == "mine"
    assert not (pack / f"{ID}.cases.yaml").exists()
