"""What is told of a mistake in a file of judgements, whole: where, what it is, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.judgement.reading import read_folder
from tests.unit.judgement.made import ANNUAL, REFERENCE, problems

DETERMINATION = {
    "finding": f"TUV/{ANNUAL}/2012",
    "judgement": "confirmed",
    "on": "2026-02-01",
    "until": "2026-03-01",
    "by": "A. Analyst",
    "reason": "Because",
    "source": "A letter",
}
WAIVER = {
    "rule": ANNUAL,
    "from": "2026-02-01",
    "until": "2026-03-01",
    "by": "The President",
    "reason": "Because",
}
ON_NOTHING = "a judgement is on one thing: write 'finding: GNQ/article-7/…', or 'rule: article-7/…'"
NOT_SAID = (
    "'violated' is not said: an allegation is not a finding, and only a meeting of the States "
    "Parties decides under Article 8 | Say instead: an alleged or reported matter; what is said "
    "to have happened, and who says so."
)


def file(section: str, *entries: dict[str, str]) -> str:
    """A file of entries, with each key on a line of its own; from line 3 on."""
    written = ("\n    ".join(f"{key}: {text}" for key, text in one.items()) for one in entries)
    return f"state: TUV\n{section}:\n" + "".join(f"  - {one}\n" for one in written)


def determination(**changed: str) -> str:
    return file("determinations", {**DETERMINATION, **changed})


def on_rule(**changed: str) -> str:
    """A determination whose rule stands on line 9, and its key on line 10."""
    entry = {key: text for key, text in DETERMINATION.items() if key != "finding"}
    return file("determinations", {**entry, **changed})


def waiver(**changed: str) -> str:
    return file("waivers", {**WAIVER, **changed})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            determination(by="' '"),
            "7:9: this text is empty; a judgement says who made it, why, and on what basis",
        ),
        (
            on_rule(rule=ANNUAL, key="true"),
            "10:10: a key is the end of a finding's id, such as 2010 or A1-035",
        ),
        (
            on_rule(rule=ANNUAL, key="[2012]"),
            "10:10: a key is the end of a finding's id, such as 2010 or A1-035",
        ),
        (
            determination(on="2026-04-01"),
            "3:5: 'until' (2026-03-01) comes before 'on' (2026-04-01)",
        ),
        (
            file("waivers", {**WAIVER, "from": "2026-04-01"}),
            "3:5: 'until' (2026-03-01) comes before 'from' (2026-04-01)",
        ),
        (determination(rule=ANNUAL), f"3:5: {ON_NOTHING}"),
        (on_rule(), f"3:5: {ON_NOTHING}"),
        (
            determination(key="2012"),
            "3:5: 'key' goes with 'rule'; the id of a finding has its key at its end",
        ),
        (
            on_rule(rule="QQ"),
            "9:11: there is no rule 'QQ' | To list them: compliance-engine rules list",
        ),
        (
            determination(finding="TUV/QQ/2012"),
            "3:14: 'TUV/QQ/2012' names no rule | To list the rules: compliance-engine rules list",
        ),
        (
            determination(finding="TUV/"),
            "3:14: 'TUV/' is not the id of a finding on TUV | Begin it with TUV/, as "
            "compliance-engine check --format csv does.",
        ),
        (
            waiver(rule="article-9/measures-undetermined"),
            "3:11: a finding of article-9/measures-undetermined is about the record itself, and "
            "cannot be waived | Correct the record, or write a determination.",
        ),
        (determination(reason="it violated it"), f"8:16: {NOT_SAID}"),
        (waiver(reason="it violated it"), f"7:16: {NOT_SAID}"),
        (
            file("determinations", DETERMINATION, {**DETERMINATION, "on": "2026-03-01"}),
            f"10:5: two judgements on TUV/{ANNUAL}/2012 are in force on the same days: the other "
            "is on line 3 | End the earlier one on the day before, or remove one of the two.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(text: str, told: str) -> None:
    assert problems(text) == [f"judgements/TUV.yaml:{told}"]


def test_a_rule_that_resembles_one_is_told_with_it() -> None:
    [told] = problems(on_rule(rule="article-9/measures-undetermind"))
    assert told.startswith(
        "judgements/TUV.yaml:9:11: there is no rule 'article-9/measures-undetermind' | Did you "
        "mean 'article-9/measures-undetermined'"
    )


def test_a_finding_about_the_record_is_marked_where_a_waiver_names_it() -> None:
    entry = {key: text for key, text in WAIVER.items() if key != "rule"}
    [told] = problems(file("waivers", {**entry, "finding": "TUV/article-9/measures-undetermined"}))
    assert told.startswith("judgements/TUV.yaml:7:14: a finding of article-9/measures-undetermined")


def test_a_state_that_resembles_none_is_told_what_to_write() -> None:
    assert problems("state: QQQ\n", "judgements/QQQ.yaml") == [
        "judgements/QQQ.yaml:1:8: 'QQQ' is not a State that the engine knows | "
        "Write the three letters of ISO 3166-1, such as GNQ."
    ]


def test_a_file_that_nobody_would_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "KHM.yml").write_text("", encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        read_folder(tmp_path, REFERENCE)
    assert str(raised.value) == "judgements/KHM.yml: is not read\n    Name it KHM.yaml."
