"""A finding is the same through a renamed rule, other words, another severity, a corrected day."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.acceptance.auditing import Audit, by_kind
from tests.acceptance.command_line import CHECKOUT, DONE, THRESHOLD_MET

PACK = CHECKOUT / "tests" / "packs" / "cls"
RULE = Path("article-4", "update-outstanding.yaml")
OLD, NEW = "BTN/article-4/update-outstanding/2009", "BTN/article-4/update-awaited/2009"
SECOND = "BTN/article-4/two-updates-outstanding/2010"
WAIVER = """\
state: BTN
waivers:
  - finding: BTN/article-4/update-outstanding/2009
    from: 2012-01-01
    until: 2012-12-31
    by: The President
    reason: One letter is enough.
"""


class Lighthouses(Audit):
    """The audit of the small made-up treaty, whose rulebook can be changed."""

    @property
    def rules(self) -> Path:
        return self.records.parent / "rules"

    def night(self, day: str) -> dict[str, list[str]]:
        """What changed of findings and judgements, by kind."""
        told = self.ran(day, "--rules", self.rules)
        return {**by_kind(told), **{f"j {k}": v for k, v in by_kind(told, "judged").items()}}

    def rewrite(self, rule: Path, old: str, new: str) -> None:
        path = self.rules / rule
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def rename(self) -> None:
        """Gives a rule another id, and names the former one."""
        self.rewrite(RULE, "version: 1", "version: 2\nformerly: [article-4/update-outstanding]")
        (self.rules / RULE).rename(self.rules / "article-4" / "update-awaited.yaml")
        (self.rules / RULE.with_suffix(".cases.yaml")).rename(
            self.rules / "article-4" / "update-awaited.cases.yaml"
        )
        second = Path("article-4", "two-updates-outstanding.yaml")
        self.rewrite(second, '"article-4/update-outstanding"', '"article-4/update-awaited"')


@pytest.fixture
def lighthouses(tmp_path: Path) -> Lighthouses:
    shutil.copytree(PACK / "rules", tmp_path / "rules")
    records = shutil.copytree(PACK / "states", tmp_path / "records")
    return Lighthouses(records, str(tmp_path / "audit.sqlite"))


def test_a_renamed_rule_goes_on_with_its_findings(audit_on_each: Audit, tmp_path: Path) -> None:
    shutil.copytree(PACK / "rules", tmp_path / "rules")
    records = shutil.copytree(PACK / "states", tmp_path / "lights")
    audit = Lighthouses(records, audit_on_each.store)
    audit.night("2012-01-01")
    audit.rename()
    found = audit.night("2012-01-02")
    assert found == {"renamed": [NEW, NEW.replace("2009", "2010")], "reworded": [SECOND]}
    page = audit.ask("show", "2").out
    assert "2 findings go on under a new name of their rule." in page
    assert "Resolved" not in page
    assert audit.ask("verify").code == DONE
    assert audit.night("2012-01-03") == {}
    for name in (OLD, NEW):
        life = audit.ask("finding", name, "--format", "json").json
        assert (life["id"], life["stands"]) == (NEW, True)
        assert [one["change"] for one in life["transitions"]] == ["new", "renamed"]
    assert f"formerly {OLD}" in audit.ask("finding", OLD).out


def test_a_finding_under_a_new_name_is_resolved_and_reopened_under_it(
    lighthouses: Lighthouses,
) -> None:
    audit = lighthouses
    audit.night("2012-01-01")
    path = audit.records / "BTN.yaml"
    outstanding = path.read_text(encoding="utf-8")
    audit.rename()
    assert "submitted: none" in outstanding
    path.write_text(
        outstanding.replace("submitted: none", "submitted: 2010-05-01"), encoding="utf-8"
    )
    resolved = audit.night("2012-01-02")["resolved"]
    assert OLD in resolved
    reason = audit.ask("finding", OLD, "--format", "json").json["transitions"][-1]["reason"]
    assert reason["by"] == "met"
    path.write_text(outstanding, encoding="utf-8")
    assert NEW in audit.night("2012-01-03")["reopened"]
    life = audit.ask("finding", NEW, "--format", "json").json
    assert [one["change"] for one in life["transitions"]] == ["new", "resolved", "reopened"]
    diff = audit.ask("diff", "1", "3", "--rules", audit.rules, "--format", "json").json
    assert {one["change"] for one in diff["transitions"]} <= {"renamed", "reworded"}


def test_a_difference_over_a_renaming_is_the_renaming_in_both_directions(
    lighthouses: Lighthouses,
) -> None:
    audit = lighthouses
    audit.night("2012-01-01")
    audit.rename()
    audit.night("2012-01-02")
    for runs in (("1", "2"), ("2", "1")):
        told = audit.ask("diff", *runs, "--rules", audit.rules, "--format", "json").json
        assert by_kind(told).keys() == {"renamed", "reworded"}


def test_a_judgement_goes_on_with_its_finding_under_the_new_name(lighthouses: Lighthouses) -> None:
    audit = lighthouses
    (audit.records / "judgements").mkdir()
    (audit.records / "judgements" / "BTN.yaml").write_text(WAIVER, encoding="utf-8")
    audit.night("2012-01-01")
    audit.rename()
    found = audit.night("2012-01-02")
    assert found["j renamed"] == ["BTN/judged/article-4/update-awaited/2009"]
    life = audit.ask("finding", OLD, "--format", "json").json
    assert life["judgement"]["judgement"] == "waived"


def test_a_record_that_is_broken_while_its_rule_is_renamed_is_the_same_when_mended(
    lighthouses: Lighthouses,
) -> None:
    audit = lighthouses
    audit.night("2012-01-01")
    audit.rename()
    before = audit.spoil("BTN")
    audit.run("2012-01-02", "--rules", audit.rules)
    audit.mend("BTN", before)
    assert "renamed" in audit.night("2012-01-03")
    assert audit.ask("finding", OLD, "--format", "json").json["id"] == NEW


def test_a_replay_under_a_renamed_rule_differs_by_the_name_alone(lighthouses: Lighthouses) -> None:
    audit = lighthouses
    audit.night("2012-01-01")
    audit.rename()
    ran = audit.ask("replay", "1", "--rules", audit.rules, "--engine", "plain", "--format", "json")
    assert ran.code == THRESHOLD_MET
    assert by_kind(ran.json).keys() == {"renamed", "reworded"}


def test_other_words_and_another_severity_are_of_the_same_finding(
    lighthouses: Lighthouses,
) -> None:
    audit = lighthouses
    audit.night("2012-01-01")
    audit.rewrite(RULE, "The update covering", "The yearly update covering")
    assert OLD in audit.night("2012-01-02")["reworded"]
    audit.rewrite(RULE, "severity: medium", "severity: low")
    assert OLD in audit.night("2012-01-03")["changed"]
    life = audit.ask("finding", OLD, "--format", "json").json
    assert [one["change"] for one in life["transitions"]] == ["new", "reworded", "changed"]


def test_a_corrected_day_of_entry_into_force_is_of_the_same_findings(audit: Audit) -> None:
    audit.ran()
    audit.edit("GNQ", "deposited: 1998-09-16", "deposited: 1999-01-16")
    audit.edit("GNQ", "in_force_stated: 1999-03-01", "in_force_stated: 1999-07-01")
    told = audit.ran("2021-06-25")
    before, after = (f"GNQ/article-8/several-open-matters/1999-0{month}-01" for month in (3, 7))
    (changed,) = [one for one in told["transitions"] if one["id"] == after]
    assert (changed["change"], changed["reason"]) == ("changed", {"formerly": before})
    assert "id" in changed["fields"]
    assert before not in by_kind(told).get("resolved", [])
    assert f"formerly {before}" in audit.ask("finding", before).out


def test_a_corrected_day_in_the_id_of_a_request_is_of_the_same_finding(audit: Audit) -> None:
    shutil.copy(CHECKOUT / "fixtures" / "states" / "ERI.yaml", audit.records)
    before, after = (f"ERI/article-8/request-received/2023-0{month}-not-named" for month in (6, 5))
    audit.ran("2024-01-01")
    audit.edit("ERI", "id: 2023-06-not-named", "id: 2023-05-not-named")
    audit.edit("ERI", "made: 2023-06", "made: 2023-05")
    told = audit.ran("2024-01-02")
    (changed,) = [one for one in told["transitions"] if one["id"] == after]
    assert (changed["change"], changed["reason"]) == ("changed", {"formerly": before})
    audit.edit("ERI", "id: 2023-05-not-named", "id: 2023-07-another")
    assert after in by_kind(audit.ran("2024-01-03"))["resolved"]
