"""A made-up treaty on lighthouses, with cycles of its own, runs through the same program.

The dates in the tables were worked out by hand from its text: entry into force on the first day
of the third month after that of the deposit; a register one year later (1 March where there is
no 29 February); an update each 31 May, first strictly after the register was due; withdrawal
after twelve months, whatever else goes on.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from shutil import copytree

import pytest

from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, WRONG_USAGE, Ran, run

PACK = CHECKOUT / "tests" / "packs" / "cls"
RULES = ("--rules", PACK / "rules")
FOLDERS = (*RULES, "--records", PACK / "states")
REGISTER, UPDATE = "signal register", "register update"
OF_THE_OTHER_TREATY = re.compile(
    r"APMBC|[Mm]ines?\b|30 April|180|Article [15789]\b|[Tt]ransparency|Secretary-General|"
    r"annual report|initial report"
)


def on(as_of: str, *arguments: str) -> Ran:
    return run(*arguments, *FOLDERS, "--as-of", as_of)


def calendar(state: str, as_of: str) -> list[tuple[str, str | None, str, str]]:
    listed = on(as_of, "duties", state, "--format", "json").json
    return [(one["duty"], one["period"], one["due"], one["verdict"]) for one in listed]


@pytest.mark.parametrize("engine", ["plain", "both"])
def test_its_worked_cases_pass(engine: str) -> None:
    result = run("rules", "test", *RULES, "--engine", engine)
    assert (result.code, result.err) == (DONE, "")
    assert result.out.endswith(" passed, 0 failed\n")


def test_its_rules_are_listed_under_its_own_name() -> None:
    out = run("rules", "list", *RULES).out
    assert out.startswith("Convention on Lighthouse Signals, rulebook 1.0.0\n4 rules; ")


def test_a_deposit_on_29_february_leads_to_entry_into_force_on_1_may() -> None:
    listed = on("2012-12-31", "states", "--format", "json").json
    standing = {one["state"]: (one["status"], one["in_force"], one["by"]) for one in listed}
    assert standing == {
        "BTN": ("party", "2008-05-01", ["11(2)"]),
        "LUX": ("party", "2001-07-01", ["11(1)", "12(2)"]),
        "NPL": ("party", "2010-05-31", ["11"]),
    }


def test_the_first_31_may_is_strictly_after_the_register_was_due() -> None:
    # Deposited on 29 February 2008, so in force on 1 May 2008, and the register is due on
    # 1 May 2009: 31 May 2009 is after it. 31 May 2008 would cover a year before the treaty bound.
    assert calendar("BTN", "2012-05-31") == [
        (REGISTER, None, "2009-05-01", "met late"),
        (UPDATE, "2008", "2009-05-31", "met"),
        (UPDATE, "2009", "2010-05-31", "last known outstanding"),
        (UPDATE, "2010", "2011-05-31", "last known outstanding"),
        (UPDATE, "2011", "2012-05-31", "not yet due"),
    ]
    assert calendar("BTN", "2012-06-01")[-2:] == [
        (UPDATE, "2011", "2012-05-31", "undetermined"),
        (UPDATE, "2012", "2013-05-31", "not yet due"),
    ]


def test_a_31_may_before_the_register_is_due_asks_for_no_update() -> None:
    # In force on 1 July 2001 with the treaty itself; the register is due on 1 July 2002.
    assert calendar("LUX", "2002-07-01") == [
        (UPDATE, "2001", "2002-05-31", "not owed"),
        (REGISTER, None, "2002-07-01", "not yet due"),
        (UPDATE, "2002", "2003-05-31", "not yet due"),
    ]


def test_a_31_may_on_which_the_register_is_due_asks_for_no_update() -> None:
    assert calendar("NPL", "2012-06-01") == [
        (UPDATE, "2010", "2011-05-31", "not owed"),
        (REGISTER, None, "2011-05-31", "undetermined"),
        (UPDATE, "2011", "2012-05-31", "undetermined"),
        (UPDATE, "2012", "2013-05-31", "not yet due"),
    ]
    (first, *_) = on("2012-06-01", "duties", "NPL", "--format", "json").json
    assert first["working"][-1] == (
        "31 May 2011 is also the day on which the register was due: the first update is due on "
        "31 May 2012 (Article 4(1) and (2))."
    )


def test_a_withdrawal_of_29_february_takes_effect_on_28_february_in_spite_of_a_conflict() -> None:
    assert [
        (one["status"], one["until"])
        for day in ("2013-02-27", "2013-02-28")
        for one in on(day, "states", "--state", "LUX", "--format", "json").json
    ] == [("party", "2013-02-28"), ("withdrawn", "2013-02-28")]
    assert calendar("LUX", "2013-06-01")[-1] == (UPDATE, "2012", "2013-05-31", "not owed")
    assert on("2013-02-28", "check", "--state", "LUX", "--format", "json").json["findings"] == []


def test_what_it_does_not_allow_to_be_applied_provisionally_is_not() -> None:
    (before,) = on("2001-07-01", "states", "--state", "LUX", "--format", "json").json
    assert before["by"] == ["11(1)", "12(2)"]
    assert not any("provisional" in step for step in before["working"])


def test_the_check_finds_what_its_rules_say_and_nothing_else() -> None:
    result = on("2011-06-01", "check", "--format", "json").json
    assert [(one["id"], one["article"], one["due"]) for one in result["findings"]] == [
        ("BTN/article-4/register-late", "4(1)", "2009-05-01"),
        ("BTN/article-4/update-outstanding/2009", "4(2)", "2010-05-31"),
        ("BTN/article-4/update-outstanding/2010", "4(2)", "2011-05-31"),
        ("BTN/article-4/two-updates-outstanding/2010", "4(2)", "2011-05-31"),
        ("LUX/article-4/register-outstanding", "4(1)", "2002-07-01"),
    ]
    assert result["rulebook"]["name"] == "cls"
    # Luxembourg's updates covering 2002 to 2010, and Nepal's register.
    assert {(one["state"], one["duty"], one["article"]) for one in result["undetermined"]} == {
        ("LUX", UPDATE, "4(2)"),
        ("NPL", REGISTER, "4(1)"),
    }
    assert len(result["undetermined"]) == 10


def test_the_check_has_the_headings_of_its_articles() -> None:
    assert "\nArticle 4: Register of signals\n" in on("2011-06-01", "check").out


def test_an_explanation_cites_its_articles_and_shows_its_working() -> None:
    out = on("2011-06-01", "explain", "LUX/article-4/register-outstanding").out
    for text in (
        "cites CLS 4(1)",
        "together with the Convention itself (Article 11(1)).",
        "1 July 2001 and one year give 1 July 2002, that day included (Article 4(1)).",
    ):
        assert text in " ".join(out.split())


def test_before_it_was_in_force_there_is_nothing_to_check() -> None:
    result = on("2001-06-30", "check")
    assert result.code == WRONG_USAGE
    assert "the Convention on Lighthouse Signals entered into force on 2001-07-01" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--format", "markdown"),
        ("check", "--verdict", "undetermined"),
        ("duties", "BTN", "--working"),
        ("duties", "LUX", "--working"),
        ("duties", "NPL", "--working"),
        ("explain", "BTN", "two-updates-outstanding"),
        ("explain", "NPL", "register-outstanding"),
        ("rules", "show", "update-outstanding"),
        ("states",),
    ],
    ids=" ".join,
)
def test_nothing_shown_comes_from_another_treaty(arguments: tuple[str, ...]) -> None:
    result = on("2012-12-31", *arguments)
    assert (result.code, result.err) == (DONE, "")
    assert OF_THE_OTHER_TREATY.findall(result.out) == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("deferred_by_armed_conflict: true", "'explain_pending' explains a deferral"),
        ("deferred_by_armed_conflict: false\n  explain_conflict: {cites: CLS 12, en: So it was.}",
         "'explain_conflict' explains a deferral"),
    ],
)  # fmt: skip
def test_a_treaty_explains_a_deferral_by_armed_conflict_where_it_has_one(
    tmp_path: Path, line: str, complaint: str
) -> None:
    pack = Path(copytree(PACK / "rules", tmp_path / "rules"))
    text = (pack / "treaty.yaml").read_text(encoding="utf-8")
    edited = text.replace("deferred_by_armed_conflict: false", line)
    (pack / "treaty.yaml").write_text(edited, encoding="utf-8")
    result = run("rules", "list", "--rules", pack)
    assert result.code == INVALID_INPUT
    assert complaint in result.err


def test_a_withdrawal_from_a_treaty_without_a_rule_on_it_is_not_passed_over(tmp_path: Path) -> None:
    pack = Path(copytree(PACK, tmp_path / "cls"))
    treaty = pack / "rules" / "treaty.yaml"
    text = treaty.read_text(encoding="utf-8").partition("\nwithdrawal:")[0] + "\n"
    treaty.write_text(text, encoding="utf-8")
    folders = ("--rules", pack / "rules", "--records", pack / "states")
    result = run("records", "validate", *folders)
    assert result.code == INVALID_INPUT
    assert result.err.startswith("LUX.yaml:10:7: ")
    assert (
        "the Convention on Lighthouse Signals has no rule on when a withdrawal takes effect"
        in result.err
    )


# --- what the program itself may know of a treaty

NAMES_A_TREATY = re.compile(
    r"APMBC|Convention\b|Article \d|30 April|Secretary-General|[Tt]ransparency|180 days"
)
ABOUT_A_RECORD = "statements.py"
"""Shows a record section by section, and these are named after the articles of one treaty."""


@pytest.mark.parametrize("room", ["facts", "findings", "inference", "cli/rendering"])
def test_no_sentence_about_a_treaty_is_written_in_the_program(room: str) -> None:
    """Docstrings may cite the law that they were written for; what is shown comes from rules/."""
    paths = [
        path
        for path in sorted((CHECKOUT / "compliance_engine" / room).rglob("*.py"))
        if path.name != ABOUT_A_RECORD
    ]
    assert paths
    said = []
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        said += [
            f"{path.name}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and id(node) not in docstrings
            if isinstance(node.value, str) and " " in node.value
            if NAMES_A_TREATY.search(node.value)
        ]
    assert said == []
