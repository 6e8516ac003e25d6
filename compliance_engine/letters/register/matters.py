"""What letters are about, in words: by the title of the rule, or of the duty, of each matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance_engine.findings.matters import named_matter
from compliance_engine.findings.naming import subject_of
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.model import Rulebook

_OTHERS = {"national implementation measures": "measure", "alleged matter": "case"}
"""What may not be known beside duties, and the kind of fact that tells of it."""

_NAMED = ("meeting", "reply")
"""What a letter may be about that is no matter of the State."""


@dataclass(frozen=True)
class About:
    """A matter: what it is called, the article that it is listed under, and which of its kind."""

    title: str
    article: str | None
    key: str


def about(matter: str, rulebook: Rulebook, language: str) -> About:
    """A matter by its id: that of a finding, or of something that is not known."""
    subject = subject_of(matter, [rule.id for rule in rulebook.rules], rulebook.renamed)
    if subject is not None:
        rule = rulebook.rule(subject.rule)
        return About(rule.title[language], rule.article, subject.key)
    _, _, rest = matter.partition("/")
    for duty in rulebook.duties:
        if rest == duty.kind or rest.startswith(f"{duty.kind}/"):
            title = named_matter(duty.kind, rulebook, language)
            return About(_capitalised(title), duty.article, rest[len(duty.kind) + 1 :])
    kind, _, key = rest.partition("/")
    if kind in _OTHERS:
        title = named_matter(kind, rulebook, language)
        return About(_capitalised(title), rulebook.provision_on(_OTHERS[kind]), key)
    if kind in _NAMED:
        return About(Phrases("register", language)(f"about {kind}"), None, key)
    return About(matter, None, "")


def _capitalised(title: str) -> str:
    return title[:1].upper() + title[1:]


def in_words(matters: Iterable[str], rulebook: Rulebook, language: str) -> tuple[str, ...]:
    """The matters of a letter, one text a kind: ``Annual report outstanding (2019, 2020)``."""
    by_title: dict[str, list[str]] = {}
    for one in (about(matter, rulebook, language) for matter in matters):
        by_title.setdefault(one.title, []).append(one.key)
    return tuple(
        f"{title} ({', '.join(keys)})" if (keys := [key for key in found if key]) else title
        for title, found in by_title.items()
    )
