"""What messages tell of judgements: when they begin, soon expire, are over, or cannot be read."""

from __future__ import annotations

import pytest

from tests.acceptance.auditing import Audit
from tests.acceptance.test_audit_judgements import judge


def told(audit: Audit, day: str) -> tuple[str, str]:
    """The subject and the text of the message of a night; both empty if there is none."""
    audit.run(day, "--notify-command", "true")
    (last, *_) = audit.ask("log", "--format", "json").json["runs"]
    if not last["messages"]["delivered"]:
        return "", ""
    sent = audit.ask("message", f"{last['number']}.1", "--format", "json").json
    return sent["subject"], sent["text"]


@pytest.fixture
def judged(audit: Audit) -> Audit:
    """A State of which one finding is in dialogue and three are waived, until 25 June."""
    told(audit, "2021-06-23")
    judge(audit)
    return audit


def test_a_judgement_is_told_when_it_is_made_with_the_days_that_are_left(judged: Audit) -> None:
    subject, text = told(judged, "2021-06-24")
    assert subject == "Audit run 2, as of 24 June 2021: Judged: 1, Follow-up waived: 1"
    assert "Judged (1)" in text
    assert "Follow-up waived (1)" in text
    _, _, expiring = text.partition("Judgements that expire within 30 days\n")
    assert "in dialogue until 25 June" in expiring
    assert "follow-up waived until 25 June" in " ".join(expiring.split())
    assert "The President: One letter is enough." in expiring


def test_a_waiver_that_is_over_is_news_the_day_after_its_last_day(judged: Audit) -> None:
    told(judged, "2021-06-24")
    assert told(judged, "2021-06-25") == ("", "")
    subject, text = told(judged, "2021-06-26")
    assert subject == "Audit run 4, as of 26 June 2021: Judgement expired: 1, Waiver expired: 1"
    assert "the last day of the waiver was 25 June 2021" in text
    assert "that expire within" not in text


def test_a_file_of_judgements_that_cannot_be_read_leads_and_is_told_when_it_is_mended(
    judged: Audit,
) -> None:
    told(judged, "2021-06-23")
    path = judged.records / "judgements" / "TUV.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text("state: 1\n", encoding="utf-8")
    subject, text = told(judged, "2021-06-24")
    assert subject == "Audit run 3, as of 24 June 2021: 1 file of judgements could not be used"
    assert text.index("judgements/TUV.yaml:1:") < text.index("findings on record")
    assert "Kept: 2 judgements." in text
    path.write_text(whole, encoding="utf-8")
    subject, text = told(judged, "2021-06-24")
    assert subject == "Audit run 4, as of 24 June 2021: files can be used again"
    assert "Files of judgements that can be used again (1)" in text
