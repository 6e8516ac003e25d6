"""The sources of one State's record: each gets a short name that a person can remember.

A cell holds one or several; an address may be followed by a remark in parentheses, and a part
that is no address is a source described in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from compliance_engine.records.confidence import Confidence
from compliance_engine.records.importing.columns import SEPARATOR
from compliance_engine.records.importing.publishers import Published, published_at
from compliance_engine.records.importing.wording import dates_in
from compliance_engine.records.states import State

STATUS_TABLE = Published(
    "untc", "Status table of the UN Treaty Collection, chapter XXVI-5 (copy on GitHub)", None
)
"""What the tables cite as a scrape on GitHub."""

FACT_SHEET = Published(
    "icbl-2015-06-18",
    "ICBL fact sheet on transparency reporting, 18 June 2015",
    "2015-06-18",
)
"""Cited by this title in one table and by the address of a copy in the others."""

_FACT_SHEET_COPY = "http://jrsap.org/campaign_detail?PTN=PROMO-20150608050650&"
_GITHUB = "github "
_BACKGROUND = "background knowledge"
_ADDRESS = re.compile(r"(?P<url>https?://\S+)(?: \((?P<remark>.*)\))?")
_IN_WORDS = re.compile(r"(?P<text>.*?)(?: \((?P<remark>[^()]*)\))?")


@dataclass
class _Source:
    published: Published
    url: str | None = None
    confidence: Confidence = Confidence.SINGLE_SOURCE
    notes: list[str] = field(default_factory=list)

    def tree(self) -> dict[str, object]:
        date = self.published.date
        tree: dict[str, object] = {"title": self.published.title}
        if self.url:
            tree["url"] = self.url
        if date:
            tree["date"] = int(date) if date.isdecimal() else date
        if self.confidence is not Confidence.SINGLE_SOURCE:
            tree["confidence"] = self.confidence.value
        if self.notes:
            tree["note"] = "; ".join(self.notes)
        return tree


class Sources:
    """The sources of one State, named as they are met."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._names: dict[str, str] = {}
        self._sources: dict[str, _Source] = {}

    def cite(self, *cells: str) -> list[str]:
        """The names of the sources that the cells hold, each once, in their order."""
        parts = [part.strip() for cell in cells for part in cell.split(SEPARATOR)]
        return list(dict.fromkeys(self._name(part) for part in parts))

    def add_note(self, name: str, note: str) -> None:
        """Keeps a remark on a source, once."""
        notes = self._sources[name].notes
        if note not in notes:
            notes.append(note)

    def cites_fact_sheet(self, names: list[str]) -> bool:
        """Whether the fact sheet of June 2015 is among the sources named."""
        return any(self._sources[name].published is FACT_SHEET for name in names)

    def strongest(self, names: list[str]) -> Confidence:
        """What a statement resting on these sources claims if it says nothing more."""
        confidences = [self._sources[name].confidence for name in names]
        return min(confidences, key=lambda confidence: confidence.rank)

    def tree(self) -> Mapping[str, object]:
        """The section `sources` of the record, by name."""
        return {name: self._sources[name].tree() for name in sorted(self._sources)}

    def _name(self, part: str) -> str:
        source, remark = self._described(part)
        same = source.url if source.published is not FACT_SHEET else None
        identity = same or source.published.title
        name = self._names.get(identity)
        if name is None:
            name = self._names[identity] = self._free(source.published.name)
            self._sources[name] = source
        known = self._sources[name]
        known.url = known.url or source.url
        if remark:
            self.add_note(name, remark)
        return name

    def _free(self, wanted: str) -> str:
        """`wanted`, or `wanted-b`, `wanted-c` and so on if it is taken."""
        if wanted not in self._sources:
            return wanted
        numbered = (f"{wanted}-{_letter(number)}" for number in count(1))
        return next(name for name in numbered if name not in self._sources)

    def _described(self, part: str) -> tuple[_Source, str | None]:
        """A source and the remark made on it where it is cited."""
        if part.startswith(_GITHUB):
            return _Source(STATUS_TABLE), part
        if match := _ADDRESS.fullmatch(part):
            url, remark = match["url"], match["remark"]
            if url.startswith(_FACT_SHEET_COPY):
                return _Source(FACT_SHEET, url), remark
            published = published_at(url, self._state)
            days = [found.date for found in dates_in(remark or "") if found.is_day]
            if len(days) == 1:
                stem = published.name.removesuffix(f"-{published.date}")
                published = Published(f"{stem}-{days[0]}", published.title, days[0])
            return _Source(published, url), remark
        match = _IN_WORDS.fullmatch(part)
        text, remark = (match["text"], match["remark"]) if match else (part, None)
        if text == FACT_SHEET.title:
            return _Source(FACT_SHEET), remark
        if text == _BACKGROUND:
            published = Published("background-knowledge", text, None)
            return _Source(published, confidence=Confidence.BACKGROUND_KNOWLEDGE), remark
        return _Source(_in_words(text)), remark


def _in_words(text: str) -> Published:
    """A source that is described in words: its first two words and its date name it."""
    dates = [found.date for found in dates_in(text)]
    date = dates[0] if len(dates) == 1 else None
    words = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.casefold())[:2]
    stem = words[0] if words and words[0] == "icbl" else "-".join(words) or "source"
    return Published(f"{stem}-{date}" if date else stem, text, date)


def _letter(number: int) -> str:
    """1 is b, 25 is z, 26 is ba: the first of a name has no letter."""
    letters = ""
    while True:
        number, position = divmod(number, 26)
        letters = chr(ord("a") + position) + letters
        if number == 0:
            return letters
