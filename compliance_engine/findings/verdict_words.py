"""What is known of a duty, in words: its verdict with what that rests on."""

from __future__ import annotations

from compliance_engine.findings.calendar import DutyLine
from compliance_engine.findings.language.wording import Wording
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.vocabulary import Verdict


def told_verdict(line: DutyLine, wording: Wording) -> str:
    """The verdict on a duty: "met late: submitted on 3 May 2021, 3 days late"."""
    phrases = Phrases("duties", wording.language)
    verdict = Phrases("verdicts", wording.language)(line.verdict)
    when = line.submitted or line.known
    on = wording.date(when, with_word=True) if when else ""
    match line.verdict:
        case Verdict.MET | Verdict.MET_TIMELINESS_UNKNOWN if line.submitted:
            return phrases(line.done, verdict=verdict, when=on)
        case Verdict.MET_LATE if line.submitted and line.days_late is not None:
            exact = line.submitted.shown.exact
            how = f"{line.done} {'late' if exact else 'at least so late'}"
            return phrases(how, verdict=verdict, when=on, days=wording.days(line.days_late))
        case Verdict.LAST_KNOWN_OUTSTANDING if line.known:
            return phrases("as known", verdict=verdict, when=on)
        case Verdict.UNDETERMINED if line.sources_disagree:
            return phrases("sources disagree", verdict=verdict)
        case Verdict.NOT_OWED:
            return phrases("not owed", verdict=verdict, why=line.working[-1])
        case _:
            return verdict
