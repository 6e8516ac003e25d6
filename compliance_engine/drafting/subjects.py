"""From a wish to a draft: what the rulebook offers for each kind of fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance_engine.dates.span import Span
from compliance_engine.drafting import on_case, on_duty, on_measure
from compliance_engine.drafting.duty_example import example_of
from compliance_engine.drafting.example import bound_from, membership
from compliance_engine.drafting.model import Draft, DraftedCase, DraftedMessage, Texts, Wish
from compliance_engine.drafting.words import Words, in_every_language, status_in_words
from compliance_engine.errors import UsageError
from compliance_engine.rulebook.model import Duty, Rulebook
from compliance_engine.suggestions import did_you_mean

SUBJECTS = ("duty", "measure", "case")
"""The kinds of facts that a draft can be about."""

NOT_KNOWN = "not known"
"""A status that no rule can find without making a finding of missing data."""

_REMARK = (
    "A draft made with 'rules new': "
    "its author has not yet said why it reads the law so, nor compared it with the text cited."
)
_COMMITMENT, _COMMITMENTS = "commitment", "commitments"


@dataclass(frozen=True)
class _About:
    """What a subject gives to a draft."""

    title: Texts
    cites: tuple[str, ...]
    nature: str
    when: Mapping[str, str]
    messages: tuple[DraftedMessage, ...]
    remedy: Texts
    common: Mapping[str, object]
    cases: tuple[DraftedCase, ...]
    in_effect: Span


def subject_values(subject: str, rulebook: Rulebook) -> tuple[str, ...]:
    """The verdicts, or the status, that a rule on the subject can find."""
    if subject == "duty":
        return on_duty.VERDICTS
    status = rulebook.kinds[subject].fields["status"].values
    return tuple(one for one in status if one != NOT_KNOWN)


def draft_of(wish: Wish, rulebook: Rulebook) -> Draft:
    """The draft of a rule. Raises UsageError for what the rulebook does not offer."""
    about = _about(wish, rulebook)
    folder = wish.id.partition("/")[0]
    nature = wish.nature or (_COMMITMENT if folder == _COMMITMENTS else about.nature)
    cites = wish.cites or about.cites
    if nature == _COMMITMENT and about.nature != _COMMITMENT and not wish.cites:
        raise UsageError(
            "a political commitment cites the action of its plan: add --cites, such as "
            "--cites 'Oslo Action Plan 50'"
        )
    if not cites:
        raise UsageError("no rule on this cites anything yet: add --cites, such as 'APMBC 9'")
    title = {**about.title, "en": wish.title} if wish.title else about.title
    return Draft(
        wish.id, title, cites, nature, wish.severity, about.in_effect, about.when,
        about.messages, about.remedy, wish.follow_up, _REMARK, about.common, about.cases,
    )  # fmt: skip


def _about(wish: Wish, rulebook: Rulebook) -> _About:
    for value in wish.values:
        offered = subject_values(wish.subject, rulebook)
        if value not in offered:
            remedy = did_you_mean(value, offered, f"Choose of: {', '.join(offered)}.")
            raise UsageError(f"a new rule on a {wish.subject} cannot find '{value}'. {remedy}")
    match wish.subject:
        case "duty":
            return _about_duty(wish, rulebook)
        case "measure":
            return _about_measure(_one(wish, rulebook), rulebook)
        case "case":
            return _about_case(_one(wish, rulebook), rulebook)
        case other:
            raise UsageError(
                f"there is no pattern yet for rules on '{other}', only for: {', '.join(SUBJECTS)}. "
                "Copy a rule on it, with its cases, and change it"
            )


def _one(wish: Wish, rulebook: Rulebook) -> str:
    """The one status that is asked for."""
    if len(wish.values) > 1:
        raise UsageError(f"a new rule on a {wish.subject} finds one status: give one")
    return (wish.values or subject_values(wish.subject, rulebook))[0]


def duty_of(wish: Wish, rulebook: Rulebook) -> Duty:
    """The duty that is asked for, or the first. Raises UsageError."""
    kinds = [duty.kind for duty in rulebook.duties]
    if wish.duty is None and kinds:
        return rulebook.duties[0]
    if wish.duty not in kinds:
        remedy = did_you_mean(str(wish.duty), kinds, f"Duties: {', '.join(kinds)}.")
        raise UsageError(f"there is no duty '{wish.duty}'. {remedy}")
    return rulebook.duty(wish.duty)


def _about_duty(wish: Wish, rulebook: Rulebook) -> _About:
    duty = duty_of(wish, rulebook)
    verdicts = tuple(one for one in on_duty.VERDICTS if one in (wish.values or on_duty.OVERDUE))
    late = verdicts == on_duty.LATE
    if not late and on_duty.LATE[0] in verdicts:
        raise UsageError(
            "what is outstanding and what was done late are found by two rules: "
            "give the one or the other"
        )
    words = Words(in_every_language(duty.title, duty.kind))
    example = example_of(duty, rulebook)
    if late and not example.late:
        raise UsageError(
            f"'{duty.kind}' is never called late: its date may have been moved by a decision that "
            "is not on record. Ask for what is outstanding"
        )
    return _About(
        words("title late" if late else "title outstanding"),
        tuple(map(str, duty.cites)),
        duty.nature,
        on_duty.conditions(duty, verdicts),
        on_duty.messages(verdicts, words),
        words("remedy late" if late else "remedy outstanding"),
        example.common,
        on_duty.cases(verdicts, example),
        Span(max(duty.in_effect.first, rulebook.treaty.in_force), duty.in_effect.until),
    )


def _about_measure(status: str, rulebook: Rulebook) -> _About:
    words = Words(status_in_words("measure", status))
    other = next(one for one in subject_values("measure", rulebook) if one != status)
    return _About(
        words("title measure"),
        _cited_by_others("measure", rulebook),
        "obligation",
        on_measure.conditions(status),
        (DraftedMessage(None, words("measure")),),
        words("remedy measure"),
        membership(),
        on_measure.cases(status, other, bound_from(rulebook)),
        Span(rulebook.treaty.in_force),
    )


def _about_case(status: str, rulebook: Rulebook) -> _About:
    words = Words(status_in_words("case", status))
    cites = _cited_by_others("case", rulebook)
    provision = cites[0].rpartition(" ")[2] if cites else "1(1)"
    return _About(
        words("title case"),
        cites,
        "cooperation",
        on_case.conditions(status),
        (DraftedMessage(None, words("case")),),
        words("remedy case"),
        membership(),
        on_case.cases(status, provision, bound_from(rulebook)),
        Span(rulebook.treaty.in_force),
    )


def _cited_by_others(kind: str, rulebook: Rulebook) -> tuple[str, ...]:
    """What the first rule on facts of this kind cites."""
    for rule in rulebook.rules:
        if rule.logic.when[0].kind == kind and rule.nature != _COMMITMENT:
            return tuple(map(str, rule.cites))
    return ()
