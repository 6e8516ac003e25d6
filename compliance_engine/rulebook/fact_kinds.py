"""What rules can ask about: the kinds of facts, their fields, types and possible values.

Facts are made in this form by the facts room, conditions are checked against it at load, and
both evaluators match it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compliance_engine.rulebook.vocabulary import (
    FINDING,
    KEY,
    LETTER,
    MEETING_KINDS,
    NATURES,
    FactKind,
    Field,
    Type,
    Verdict,
)


def fact_kinds(duties: Iterable[str], rules: Iterable[str] = ()) -> Mapping[str, FactKind]:
    """The kinds of facts of a rulebook with these duties and first-level rules."""
    kinds = (
        FactKind(
            "membership",
            "The State's standing under the Convention",
            {
                KEY: _text("the day of entry into force, or of the signature"),
                "status": _text(
                    "the standing",
                    "party",
                    "not yet in force",
                    "signatory",
                    "withdrawn",
                ),
                "bound": _flag("bound by the whole Convention"),
                "applies_article_1": _flag("bound by Article 1(1), also provisionally"),
                "in_force": _date("the day of entry into force for the State"),
                "article_1_from": _date("the first day on which Article 1(1) applied"),
            },
        ),
        FactKind(
            "duty",
            "One thing that the State owes once, and what is known of it",
            {
                KEY: _text("which of the duties of its kind"),
                "kind": _text("which duty it is", *duties),
                "verdict": _text("what is known of it", *Verdict),
                "due": _date("the last day on which it is on time"),
                "year": Field(Type.YEAR, "the calendar year of the due date"),
                "period": Field(Type.YEAR, "the calendar year to be covered"),
                "joined": _date("the entry into force of the membership that it belongs to"),
                "submitted": _date("the latest possible day of the submission"),
                "submitted_from": _date("its earliest possible day, where one is known"),
                "days_late": Field(
                    Type.COUNT, "whole days from the due date to the earliest possible submission"
                ),
                "known": _date("the last day for which a source says that it was not done"),
                "due_estimated": _flag("the due date rests on a day known only in part"),
                "sources_disagree": _flag("sources say different things about it"),
                "period_stated": _flag("the period that the report covers is stated"),
                "calendar_year": _flag("the report covers the whole calendar year"),
                "filed_early": _flag("a report on it was filed before its period was over"),
                "arose": _date("latest possible day of what gave rise to it"),
                "receipt_known": _flag("something is known of the day of receipt"),
                "by": _shown("the State whose request gave rise to it"),
                "sent_elsewhere": _flag(
                    "a report on it was sent to another body than the one that receives reports"
                ),
                "extended": _flag("the due date is one that a decision has set"),
                "nature": _text(
                    "what it rests on: the treaty, or an action plan", "obligation", "commitment"
                ),
            },
        ),
        FactKind(
            "measure",
            "National implementation measures as last known",
            {
                KEY: _text("always the same"),
                "status": _text(
                    "the category",
                    "legislation in force",
                    "legislation adopted",
                    "adopted, not in force",
                    "in progress",
                    "existing law considered sufficient",
                    "none reported",
                    "not known",
                ),
                "known": _date("the day on which a source said so; its earliest possible day"),
                "penal_sanctions": _text(
                    "whether penal sanctions are stated", "yes", "no", "not stated"
                ),
                "law": _shown("the law, as the source names it"),
            },
        ),
        FactKind(
            "case",
            "An alleged or reported matter under Article 1",
            {
                KEY: _text("the id of the case"),
                "status": _text("where it stands", "open", "not known", "closed", "historic"),
                "acknowledged": _flag("surely acknowledged by the State by then"),
                "actor_kind": _text(
                    "to whom the source attributes it",
                    "State",
                    "non-State armed group",
                    "another State",
                    "not established",
                ),
                "emplacement": _text(
                    "whether the mines in question were newly laid",
                    "newly laid",
                    "laid before",
                    "disputed",
                    "not stated",
                ),
                "article_1_applied": _text(
                    "whether it happened, in part at least, while Article 1(1) applied",
                    "yes",
                    "no",
                    "not known",
                ),
                "happened_from": _date("earliest possible first day of what is alleged"),
                "happened_until": _date("latest possible last day of what is alleged"),
                "last_update": _date("latest possible day of the State's last known update"),
                "provision": _text("the provision concerned, such as 1(1)(a)"),
                "alleged_by": _shown("who alleges or reports it"),
                "location": _shown("where"),
                "summary": _shown("what is alleged or reported"),
                "said_by": _shown("who alleges it, who reports it, and what the State answers"),
            },
        ),
        FactKind(
            "retained",
            "Mines retained for development and training, as last known",
            {
                KEY: _text("always the same"),
                "mines": Field(Type.COUNT, "how many"),
                "known": _date("the day on which a source said so; its earliest possible day"),
            },
        ),
        FactKind(
            "implementation",
            "Where the State stands with what Article 3, 4 or 5 asks of it",
            {
                KEY: _text("the article"),
                "article": _text("the article", "3", "4", "5"),
                "status": _text("how far it is", "under way", "completed", "not known"),
                "known": _date("the day on which a source last said so, where it is an old one"),
            },
        ),
        FactKind(
            "stock",
            "A stockpile found after the State had destroyed those it knew of, or should have",
            {
                KEY: _text("when it was found"),
                "found": _date("the latest possible day on which it was found"),
                "mines": Field(Type.COUNT, "how many mines"),
                "status": _text(
                    "what is known of its destruction",
                    "destroyed",
                    "not destroyed",
                    "last known not destroyed",
                    "not known",
                ),
                "destroyed": _date("the latest possible day of its destruction"),
                "known": _date("the last day for which a source says that it was not destroyed"),
            },
        ),
        FactKind(
            "form",
            "Whether a submitted report contains a form; only of reports whose forms are all told",
            {
                KEY: _text("the report and the form"),
                "form": _text("the letter of the form", *"ABCDEFGHIJ"),
                "included": _flag("the report contains it"),
                "submitted": _date("the latest possible day of the submission"),
                "period": Field(Type.YEAR, "the latest calendar year that the report covers"),
            },
        ),
        FactKind(
            "meeting",
            "The next formal meeting, for States that received a request for clarification",
            {
                KEY: _text("its short name, such as 22MSP"),
                "kind": _text("what it is", *MEETING_KINDS),
                "opens": _date("its first day; the earliest possible, where it is not fixed"),
                "closes": _date("its last day; the latest possible, where it is not fixed"),
                "days_checked": _flag("its days rest on a source, not on background knowledge"),
            },
        ),
        FactKind(
            "notice",
            "A communication that bears on the State's standing",
            {
                KEY: _text("its day"),
                "kind": _text("what it is", "purported suspension", "withdrawal notified"),
                "given": _date("latest possible day of the notice"),
                "what": _shown("the notice in words"),
            },
        ),
        FactKind(
            LETTER,
            "A letter that was sent to the State, and what became of it",
            {
                KEY: _text("its reference"),
                "status": _text(
                    "where it stands",
                    "answer awaited",
                    "answered",
                    "followed by another letter",
                    "closed",
                    "no answer awaited",
                ),
                "number": Field(
                    Type.COUNT,
                    "which letter it is, of those in a row on one of its matters that were not "
                    "answered",
                ),
                "sent": _date("the latest possible day on which it was sent"),
                "answer_within": Field(
                    Type.COUNT, "for how many days after it an answer is awaited before a reminder"
                ),
                "awaited_until": _date("the last of these days, on which an answer is not late"),
                "answered": _date("the earliest possible day of the first answer"),
            },
        ),
        FactKind(
            "matter",
            "What a letter that was sent is about",
            {
                KEY: _text("the letter and the finding concerned"),
                "reference": _text("the reference of the letter"),
                "article": _text("the article under which it is listed"),
            },
        ),
        FactKind(
            FINDING,
            "What a rule of the first level concluded on the day",
            {
                KEY: _text("which of the rule's findings"),
                "rule": _text("the id of the rule", *rules),
                "article": _text("the article, or the action plan, that it is listed under"),
                "nature": _text("what the rule rests on", *NATURES),
                "follows_up": _flag("a letter to the State may follow from it"),
                "kind": _text("the kind of duty concerned", *duties),
                "verdict": _text("what is known of the duty concerned", *Verdict),
                "due": _date("the due date of the duty concerned"),
                "year": Field(Type.YEAR, "the calendar year of that due date"),
                "period": Field(Type.YEAR, "the calendar year to be covered"),
                "known": _date("the last day for which a source says that it was not done"),
            },
        ),
    )
    return {kind.name: kind for kind in kinds}


def _text(meaning: str, *values: str) -> Field:
    return Field(Type.TEXT, meaning, values)


def _shown(meaning: str) -> Field:
    return Field(Type.TEXT, meaning, matchable=False)


def _date(meaning: str) -> Field:
    return Field(Type.DATE, meaning)


def _flag(meaning: str) -> Field:
    return Field(Type.FLAG, meaning)
