"""What a statement rests on, in words: its confidence or, of an allegation, who says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance_engine.findings.language.prose import name_in_prose
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.confidence import Confidence, Word
from compliance_engine.records.saying import Manner, Saying
from compliance_engine.records.states import State, state_of_code

_IN_WORDS = range(2, 11)
ACKNOWLEDGES = "acknowledges"
_NAMES_THE_STATE = ("rejects", "denies", ACKNOWLEDGES)


def confidence_in_words(confidence: Confidence, language: str) -> str:
    """Two independent publishers; the depositary (in a copy)."""
    words = Phrases("confidence", language)
    if confidence.word is Word.INDEPENDENT:
        voices = confidence.voices
        number = words(f"number {voices}") if voices in _IN_WORDS else words.number(voices)
        return words(confidence.word, number=number)
    said = words(confidence.word)
    return words("in a copy", word=said) if confidence.in_copy else said


def saying_in_words(saying: Saying, state: State, language: str) -> str:
    """Alleged by Thailand; reported by no independent publisher; Cambodia rejects this."""
    return _joined(_parts(saying, state, language), language)


def alleging_in_words(saying: Saying, state: State, language: str) -> str:
    """What a letter tells the State: who alleges it, and what the State has answered, if it has.

    Where the record names who alleges it only in words of its own, which no letter quotes, it is
    who reports it. That the State acknowledges it is no part of this: the letter has a sentence of
    its own for it.
    """
    words = Phrases("allegations", language)
    states = (name_in_prose(state_of_code(code), language) for code in saying.states)
    names = _listed((*states, *saying.others, *saying.reported), words)
    parts = [words("reported by", names=names) if saying.words else words("alleged", states=names)]
    if saying.answer is not None and saying.answer != ACKNOWLEDGES:
        parts.append(_answer(saying, state, language, words))
    return _joined(parts, language)


def resting_in_words(
    confidence: Confidence | None, said_by: Iterable[Saying], state: State, language: str
) -> str:
    """The confidence or, of what is alleged or asked, who says it; empty where neither is known."""
    told = [saying_in_words(one, state, language) for one in said_by]
    if told:
        return " / ".join(dict.fromkeys(told))
    return confidence_in_words(confidence, language) if confidence is not None else ""


def _joined(parts: Iterable[str], language: str) -> str:
    return ("\N{NO-BREAK SPACE}; " if language == "fr" else "; ").join(parts)


def _parts(saying: Saying, state: State, language: str) -> Iterator[str]:
    words = Phrases("allegations", language)
    if saying.states:
        named = [name_in_prose(state_of_code(code), language) for code in saying.states]
        yield words(saying.manner, states=_listed(named, words))
    elif saying.manner is Manner.ASKED:
        yield words("asked by nobody named")
    if saying.others:
        yield words("said to be raised", names=_listed(saying.others, words))
    if saying.words:
        yield words("in the words of the record", words=saying.words)
    if saying.reported:
        names = _listed(saying.reported, words)
        yield words.counted("reported", len(saying.reported), names=names)
    else:
        yield words("reported.none")
    if saying.manner is Manner.ALLEGED:
        yield _answer(saying, state, language, words)


def _answer(saying: Saying, state: State, language: str, words: Phrases) -> str:
    if saying.answer is None:
        return words("no answer")
    if saying.answer in _NAMES_THE_STATE:
        return words(saying.answer, state=name_in_prose(state, language))
    return words(saying.answer)


def _listed(names: Iterable[str], words: Phrases) -> str:
    """One, two and three."""
    *first, last = names
    return f"{', '.join(first)}{words('and')}{last}" if first else last
