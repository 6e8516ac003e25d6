"""What statements can claim: the one place where confidence is computed from sources.

The voice of a source is the family of the publisher whose words it carries, else that of the
text in which it is cited, else of its own publisher. One voice counts once, however many texts it
has; copies of unknown origin and background knowledge are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compliance_engine.records.confidence import BACKGROUND, Confidence, Word
from compliance_engine.records.publishers import NO_VOICE, Publisher, PublisherKind, Publishers
from compliance_engine.records.statement import Authority, Source

_WORDS = {
    Authority.DEPOSITARY: Word.DEPOSITARY,
    Authority.MEETING: Word.MEETING,
    Authority.RECIPIENT: Word.RECIPIENT,
    Authority.STATE: Word.STATE,
}
_UNKNOWN = Publisher("", "", PublisherKind.COPY)


@dataclass(frozen=True)
class Scale:
    """The sources of one State's record, and who publishes them."""

    state: str
    sources: Mapping[str, Source]
    publishers: Publishers

    def weigh(
        self, names: Iterable[str], authority: Authority | None, addressee: str | None = None
    ) -> Confidence:
        """What a statement resting on these sources can claim.

        `authority` is whose own text settles it, if there is such a text, and `addressee` whom a
        report was sent to.
        """
        cited = [name for name in names if name in self.sources]
        own = [
            bool(self.sources[name].through)
            for name in cited
            if authority is not None and self._speaks(name, authority, addressee)
        ]
        if authority is not None and own:
            return Confidence(_WORDS[authority], in_copy=all(own))
        voices = self.voices(cited)
        if len(voices) > 1:
            return Confidence(Word.INDEPENDENT, voices=len(voices))
        if voices:
            kinds = {self._read(name).kind for name in cited if self.voice_of(name)}
            press = kinds == {PublisherKind.PRESS}
            return Confidence(Word.ONE_PRESS_REPORT if press else Word.ONE_PUBLISHER)
        if any(self._read(name).kind is PublisherKind.COPY for name in cited):
            return Confidence(Word.COPY_ONLY)
        return BACKGROUND

    def voices(self, names: Iterable[str]) -> Mapping[str, Publisher]:
        """The voices of these sources, each by its family with the first publisher of it."""
        found: dict[str, Publisher] = {}
        for name in names:
            if voice := self.voice_of(name):
                found.setdefault(voice.family, voice)
        return found

    def voice_of(self, name: str) -> Publisher | None:
        """The publisher who speaks in a source; None where nobody is known to."""
        source = self.sources[name]
        speaks = self.publisher_of(name)
        if speaks.kind in NO_VOICE:
            return None
        if source.carries is not None:
            speaks = self.publishers.get(source.carries) or _UNKNOWN
        elif source.by is not None and source.by in self.sources:
            return None if self.sources[source.by].by is not None else self.voice_of(source.by)
        return None if speaks.kind in NO_VOICE else speaks

    def publisher_of(self, name: str) -> Publisher:
        """Who published a source: as written, else whose site it stands on."""
        source = self.sources[name]
        if source.publisher is not None:
            return self.publishers.get(source.publisher) or _UNKNOWN
        return (self.publishers.at(source.url) if source.url else None) or _UNKNOWN

    def _read(self, name: str) -> Publisher:
        """The publisher of the text that was read: of one that is only cited, the citing text."""
        by = self.sources[name].by
        return self.publisher_of(by if by is not None and by in self.sources else name)

    def _speaks(self, name: str, authority: Authority, addressee: str | None) -> bool:
        """Whether a source is the authority's own text."""
        source, publisher = self.sources[name], self.publisher_of(name)
        if source.read == "cited" or source.carries is not None:
            return False
        match authority:
            case Authority.DEPOSITARY:
                return publisher.kind is PublisherKind.DEPOSITARY
            case Authority.MEETING:
                return publisher.kind is PublisherKind.MEETING
            case Authority.RECIPIENT:
                return publisher.acts_for is not None and publisher.acts_for == addressee
            case Authority.STATE:
                return publisher.state == self.state
