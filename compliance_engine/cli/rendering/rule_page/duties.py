"""The duties that a rule asks about: how each arises, when it is due, how that is explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from babel.dates import format_date

from compliance_engine.cli.rendering.rule_page.text import cited, written
from compliance_engine.cli.rendering.sections import Block, Listed, Prose
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.model import Duty, Occasional, Rulebook, Yearly

_DAY_OF_YEAR = {"en": "d MMMM", "fr": "d MMMM", "es": "d 'de' MMMM"}


def duties_told(duties: Sequence[Duty], rulebook: Rulebook, language: str) -> Iterator[Block]:
    """Each duty with what gives rise to it, and the explanation of its due date."""
    words = Phrases("rule", language)
    for duty in duties:
        cites = ", ".join(cited(one, rulebook, language) for one in duty.cites)
        title = _named(duty.title, language, words)
        yield Prose(f"{title} ({duty.kind}; {cites}). {_arises(duty, rulebook, language)}")
        explained = duty.explain.get(language)
        yield Listed((written(explained) if explained else words("not translated"),))


def _named(texts: Mapping[str, str], language: str, words: Phrases) -> str:
    return texts.get(language) or words("not translated")


def _arises(duty: Duty, rulebook: Rulebook, language: str) -> str:
    words = Phrases("rule", language)
    match duty.recurrence:
        case Occasional() as once:
            counts = {"years": once.years, "months": once.months, "days": once.days}
            parts = [words.counted(f"time.{unit}", n) for unit, n in counts.items() if n]
            time = f" {words('time.and')} ".join(parts)
            return words("once", time=time, occasion=words(f"occasion.{once.after}"))
        case Yearly() as yearly:
            # Any year without a leap day has every day that a yearly duty can be due on.
            day = date(2001, yearly.month, yearly.day)
            shown = str(format_date(day, _DAY_OF_YEAR[language], locale=language))
            told = words("every year", day=shown)
            if yearly.first_after is None:
                return told
            before = _named(rulebook.duty(yearly.first_after).title, language, words)
            return f"{told} {words('first after', day=shown, duty=before)}"
