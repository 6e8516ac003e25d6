"""Names, languages, words, citations and worked cases of a rulebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rulebook.linting.packs import (
    FIRST,
    FIRST_CASES,
    LAW,
    ONCE_FILE,
    PLAN,
    SECOND,
    YEARLY_FILE,
    edit,
    remarks,
    written,
)

SAME = "Say the same in each language."
CLAUSES = "clauses.yaml"
TREATY = "treaty.yaml"
DEPOSITED = '    es: "Depositado el {membership.deposited}."\n'
IN_SHORT = "    in_short: {en: in force, fr: en vigueur, es: en vigor}\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return written(tmp_path)


REMARKED = {
    "a name that nothing uses": (
        (FIRST, "  membership: bound", "  membership as standing: bound"),
        f"note: {FIRST}:8:3: nothing uses the name 'standing' | Write 'membership' alone.",
    ),
    "a notice that no record can hold": (
        ("treaty.yaml", "purported suspension", "purported suspensions"),
        "error: treaty.yaml:24:3: no event of a record is of the kind 'purported suspensions', so "
        "nothing is ever said of it | Did you mean 'purported suspension'?",
    ),
    "a duty that no rule asks about": (
        ("duties/spare.yaml", "", None),
        "note: duties/spare.yaml:1:7: no rule asks about the duty 'spare report' | Write a rule on "
        "it, or say in 'rationale' why there is none.",
    ),
    "a title without French": (
        (LAW, ", fr: Pas de loi", ""),
        f"error: {LAW}:1:8: is not said in French | Add fr: … here.",
    ),
    "a message without Spanish": (
        (LAW, ', es: "Al {as_of}."}', "}"),
        f"error: {LAW}:10:5: is not said in Spanish | Add es: … here.",
    ),
    "a remedy in English alone": (
        (LAW, ", fr: Inviter., es: Invitar.}", "}"),
        f"error: {LAW}:11:9: is not said in French and Spanish | Add fr: … and es: … here.",
    ),
    "an explanation without Spanish": (
        (YEARLY_FILE, ", es: Demasiado pronto.}", "}"),
        f"error: {YEARLY_FILE}:8:17: is not said in Spanish | Add es: … here.",
    ),
    "a gap that a language lacks": (
        (LAW, 'fr: "Au {as_of}."', 'fr: "Ce jour."'),
        f"error: {LAW}:10:33: the French text has no gap {{as_of}}, which the English one has | "
        + SAME,
    ),
    "a gap that English lacks": (
        (LAW, 'fr: "Au {as_of}."', 'fr: "Au {as_of}, {state}."'),
        f"error: {LAW}:10:45: the English text has no gap {{state}}, which the French one has | "
        + SAME,
    ),
    "a State's former name": (
        (LAW, "en: No law,", "en: No law of Turkey,"),
        f"error: {LAW}:1:23: 'Turkey' is not said: it is not the State's name in the United "
        "Nations | Say instead: Türkiye.",
    ),
    "a word in a rationale": (
        (LAW, "Article 9 says so.", "Article 9 says so of a Violation."),
        f"error: {LAW}:12:35: 'Violation' is not said: an allegation is not a finding | Say "
        "instead: alleged or reported.",
    ),
    "a word in Spanish": (
        (LAW, "es: Invitar.", "es: Invitar una violación."),
        f"error: {LAW}:11:58: 'violación' is not said: an allegation is not a finding | Say "
        "instead: presunto o notificado.",
    ),
    "a word in an explanation of the treaty": (
        ("treaty.yaml", '"Notice given."', '"Notice of violations given."'),
        "error: treaty.yaml:24:56: 'violations' is not said: an allegation is not a finding | Say "
        "instead: alleged or reported.",
    ),
    "a word in the name of a case": (
        (FIRST_CASES, "Found 2", "A violation"),
        f"error: {FIRST_CASES}:8:13: 'violation' is not said: an allegation is not a finding | Say "
        "instead: alleged or reported.",
    ),
    "an obligation in a commitment": (
        (PLAN, "The plan asks for it.", "The State must."),
        f"error: {PLAN}:13:22: 'must' is not said: a plan binds politically | Say instead: "
        "committed to.",
    ),
    "a sentence without its full stop": (
        (LAW, "fr: Inviter.", "fr: Inviter"),
        f"error: {LAW}:11:32: this sentence ends with 'Inviter', without a full stop | Add one.",
    ),
    "a title with a full stop": (
        (LAW, "en: No law,", "en: No law.,"),
        f"error: {LAW}:1:13: this title or clause ends with a full stop | Remove it.",
    ),
    "a clause with a full stop": (
        (TREATY, DEPOSITED, DEPOSITED + IN_SHORT.replace("es: en vigor", "es: en vigor.")),
        f"error: {TREATY}:13:50: this title or clause ends with a full stop | Remove it.",
    ),
    "two spaces": (
        (LAW, "en: Invite news.", 'en: "Invite  news."'),
        f"error: {LAW}:11:21: two spaces stand here | Leave one.",
    ),
    "an empty text": (
        (LAW, "en: Invite news.", 'en: ""'),
        f"error: {LAW}:11:15: this text is empty | Write it, or leave its key out.",
    ),
    "a rule not verified, without its doubt": (
        (LAW, "verified: true", "verified: false"),
        f"error: {LAW}:4:11: this reading is not verified, and no doubt is told | Add 'doubt': "
        "what is not sure, and what would settle it.",
    ),
    "a duty not verified, without its doubt": (
        (ONCE_FILE, "rationale:", "verified: false\nrationale:"),
        f"error: {ONCE_FILE}:7:11: this reading is not verified, and no doubt is told | Add "
        "'doubt': what is not sure, and what would settle it.",
    ),
    "a clause not verified, by its name": (
        (CLAUSES, "", "clauses:\n  - {clause: EXC 9, verified: false, why: Not read.}\n"),
        f"note: {LAW}:4:11: this reading counts as verified, while {CLAUSES} marks EXC 9 as not "
        "verified | Verify it there, or write 'verified: false' with its doubt.",
    ),
    "a clause not verified, by its key": (
        (CLAUSES, "", '"9": {verified: false}\n'),
        f"note: {LAW}:4:11: this reading counts as verified, while {CLAUSES} marks EXC 9 as not "
        "verified | Verify it there, or write 'verified: false' with its doubt.",
    ),
    "a commitment that cites the treaty alone": (
        (PLAN, "[Plan 8]", "[EXC 8]"),
        f"error: {PLAN}:2:8: this commitment cites only the treaty, as an obligation would | "
        "Cite the action of the plan that it is from, or leave 'nature' out.",
    ),
    "an obligation that cites a plan alone": (
        (LAW, "[EXC 9]", "[Plan 9]"),
        f"error: {LAW}:2:8: this obligation cites no provision of the treaty | Cite one, such "
        "as EXC 7(2), or write 'nature: commitment'.",
    ),
    "a kind of case that is missing": (
        (FIRST_CASES, "shows: day of", "shows: silent"),
        f"error: {FIRST_CASES}:2:3: no case shows: day of | Add a case for each; 'shows' says "
        "which kind a case is of.",
    ),
    "two cases of one name": (
        (FIRST_CASES, "Found 2", "Found 1"),
        f"error: {FIRST_CASES}:8:11: another case, on line 2, has the same name | Say in the name "
        "what sets this case apart.",
    ),
    "a case that fires without a finding": (
        ("article-9/law.cases.yaml", "expect: finding", "expect: undetermined"),
        "error: article-9/law.cases.yaml:5:13: this case shows the rule firing, but expects "
        "'undetermined' | Write 'expect: finding', or correct 'shows'.",
    ),
    "a finding expected before the rule": (
        (SECOND, "from: 1999-03-01, until: 2030-01-01", "from: 2015-03-01"),
        "error: article-7/still.cases.yaml:4:12: a finding is expected on 2012-01-01, when the "
        "rule is not in effect | Correct the day, or 'in_effect' of the rule.",
    ),
    "a message that no case shows": (
        (FIRST_CASES, "    message: Due 1 May 2011.\n", ""),
        f"note: {FIRST}:15:5: no worked case shows the words of this message | Give them as "
        "'message' in a case that it is said of.",
    ),
    "worked cases that cannot be read": (
        (FIRST_CASES, "    shows: silent", "    show: silent"),
        f"error: {FIRST_CASES}:14:5: the key 'shows' is missing | Add 'shows: …' here.",
    ),
    "a value that a field cannot have": (
        (LAW, '"none reported"', '"none reportd"'),
        f"error: {LAW}:7:22: \"none reportd\" is not a value that 'status' can have | Did you mean "
        "'none reported'?",
    ),
    "a word that is no word": (
        ("words.yaml", "must", "(must|shall)"),
        "error: words.yaml:7:49: '(must|shall)' is not a word | Write letters; a space, hyphen or "
        "apostrophe within; * only at the end.",
    ),
}


@pytest.mark.parametrize(("edited", "remark"), REMARKED.values(), ids=REMARKED)
def test_what_is_wrong_is_told_at_its_place_with_what_to_do(
    pack: Path, edited: tuple[str, str, str | None], remark: str
) -> None:
    file, old, new = edited
    if new is None:
        first = (pack / ONCE_FILE).read_text(encoding="utf-8")
        new = first.replace("kind: first report", "kind: spare report")
    edit(pack, file, old, new)
    assert remark in remarks(pack)


SOUND = {
    "a name that a later pattern uses": (
        FIRST,
        "  membership: bound and in_force <= duty.due",
        "  membership as standing: bound\n  notice: given > standing.in_force",
    ),
    "a clause without a full stop": (TREATY, DEPOSITED, DEPOSITED + IN_SHORT),
    "a phrase that may contain the word": (LAW, "Article 9 says so.", "There is no violation."),
    "another word that begins with it in another language": (
        LAW,
        "fr: Inviter.",
        "fr: Inviter sans violence.",
    ),
    "an obligation in what is one": (LAW, "Article 9 says so.", "The State must."),
    "a gap that reads otherwise in another language": (
        FIRST,
        "aux dernières nouvelles {duty.known:on}",
        "aux dernières nouvelles du {duty.known}",
    ),
    "a doubt beside what is not verified": (
        LAW,
        "verified: true",
        "verified: false\ndoubt: The text was not at hand.",
    ),
    "a commitment that cites both": (PLAN, "[Plan 8]", "[EXC 8, Plan 8]"),
    "a sentence that ends with a question": (LAW, "fr: Inviter.", "fr: Quelles nouvelles ?"),
}


def test_a_register_has_its_own_punctuation_but_no_double_spaces(pack: Path) -> None:
    edit(pack, CLAUSES, "", '"9": {verified: true, why: "It  is"}\n')
    told = remarks(pack)
    assert f"error: {CLAUSES}:1:31: two spaces stand here | Leave one." in told
    assert not [one for one in told if "full stop" in one]


@pytest.mark.parametrize(("file", "old", "new"), SOUND.values(), ids=SOUND)
def test_nothing_is_said_of_what_is_sound(pack: Path, file: str, old: str, new: str) -> None:
    edit(pack, file, old, new)
    assert remarks(pack) == []


def test_a_rule_without_worked_cases_is_told(pack: Path) -> None:
    (pack / FIRST_CASES).unlink()
    assert remarks(pack) == [
        f"error: {FIRST}: the rule article-7/first has no worked cases | Write some in "
        f"{FIRST_CASES}."
    ]


def test_a_rulebook_without_words_has_none_that_are_not_said(pack: Path) -> None:
    (pack / "words.yaml").unlink()
    edit(pack, LAW, "en: No law,", "en: No law of Turkey,")
    assert remarks(pack) == []


def test_everything_is_told_at_once_also_where_a_file_cannot_be_read(pack: Path) -> None:
    edit(pack, FIRST, "when:", "whne:")
    edit(pack, SECOND, '"article-7/yearly"', '"article-7/yearly" and as_of > "2031-01-01"')
    edit(pack, LAW, "fr: Inviter.", "fr: Inviter")
    edit(pack, ONCE_FILE, "met_by: initial report", "met_by: anything")
    assert [one.partition(": ")[2].partition(":")[0] for one in remarks(pack)] == [
        FIRST,
        FIRST,
        SECOND,
        LAW,
        ONCE_FILE,
    ]
