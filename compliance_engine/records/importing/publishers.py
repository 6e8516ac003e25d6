"""Who published what stands at an address, and when, as far as the address itself tells.

Nothing is looked up and nothing guessed: a host that is not known here keeps its own name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from compliance_engine.records.importing.wording import MONTH_NAME, date_of, existing
from compliance_engine.records.resolving import resolve
from compliance_engine.records.states import State

MONITOR, ISU, ICBL, HRW = "monitor", "isu", "icbl", "hrw"

PUBLISHERS = {
    "the-monitor.org": (MONITOR, "Landmine and Cluster Munition Monitor"),
    "apminebanconvention.org": (ISU, "Implementation Support Unit of the Convention"),
    "icbl.org": (ICBL, "International Campaign to Ban Landmines"),
    "icblcmc.org": (ICBL, "International Campaign to Ban Landmines"),
    "hrw.org": (HRW, "Human Rights Watch"),
    "mineactionreview.org": ("mine-action-review", "Mine Action Review"),
    "cartagenasummit.org": ("cartagena-summit", "Cartagena Summit on a Mine-Free World"),
    "verdragenbank.overheid.nl": ("verdragenbank", "Verdragenbank, the Dutch treaty database"),
    "ihl-databases.icrc.org": ("icrc", "International Committee of the Red Cross, IHL Databases"),
    "un.org": ("un", "United Nations"),
    "unog.ch": ("unog", "United Nations Office at Geneva"),
    "reliefweb.int": ("reliefweb", "ReliefWeb"),
    "docslib.org": ("docslib", "DocsLib"),
    "scribd.com": ("scribd", "Scribd"),
    "commons.lib.jmu.edu": ("jmu", "James Madison University, Scholarly Commons"),
    "lieber.westpoint.edu": ("lieber-institute", "Lieber Institute, West Point"),
    "legislation.govt.nz": ("nz-legislation", "New Zealand Legislation"),
    "mfa.go.th": ("thai-mfa", "Ministry of Foreign Affairs of Thailand"),
    "thailand.go.th": ("thailand", "Government of Thailand"),
    "unmissionnewyork.thaiembassy.org": ("thai-mission", "Thai Mission to the UN in New York"),
    "nationthailand.com": ("nation-thailand", "The Nation, Thailand"),
    "matangitonga.to": ("matangi-tonga", "Matangi Tonga"),
    "tass.com": ("tass", "TASS"),
}
"""By the end of the host: the name of the source and its publisher in words."""

SHARED_SUFFIXES = {"ac", "co", "com", "edu", "go", "gov", "govt", "org"}
"""Under a country's domain these say nothing of the publisher: blogspot.co.uk."""

_WHOLE_DAY = re.compile(r"/(\d{4})/(\d{2})/(\d{2})(?:/|$)")
_DAY_OF_MONTH_NAME = re.compile(rf"/(\d{{4}})/({MONTH_NAME})/(\d{{1,2}})/", re.IGNORECASE)
_EDGE = r"(?:(?<=/)|-(?=[^/-]+-[^/-]+-\d{4}(?:/|$)))"
"""Where a date in words is that of the page: at the start or end of a part of the address.

In its midst, as in ``deadline-1-march-2021-not-on-track``, it is what the page is about.
"""
_MONTH_NAME_FIRST = re.compile(
    rf"{_EDGE}({MONTH_NAME})-(\d{{1,2}})-(\d{{4}})(?=[/-]|$)", re.IGNORECASE
)
_DAY_FIRST = re.compile(rf"{_EDGE}(\d{{1,2}})-({MONTH_NAME})-(\d{{4}})(?=[/-]|$)", re.IGNORECASE)
_MONTH = re.compile(r"(?<!/act)/(\d{4})/(\d{2})/")
_YEAR = {
    MONITOR: re.compile(r"(?:/reports/|lm/|pqs_year=|/LMM)(\d{4})\b"),
    ISU: re.compile(r"/archives-(\d{4})/"),
    HRW: re.compile(r"/reports/(\d{4})/"),
    ICBL: re.compile(r"/news/(\d{4})/"),
}
_MEETING = re.compile(r"[/-](\d{1,2}(?:msp|rc|revcon))\b", re.IGNORECASE)
_MONITOR_TOPIC = re.compile(r"/([a-z-]+)\.aspx$")
_STATE_PAGE = re.compile(
    r"/(?:membership|states-parties(?:-to-the-convention)?|etats-parties-a-la-convention"
    r"|estados-parte-de-la-convencion)/([^/]+)/?$"
)


@dataclass(frozen=True)
class Published:
    """What an address tells of the document that stands there."""

    name: str
    title: str
    date: str | None


def published_at(url: str, state: State) -> Published:
    """What `url`, cited of `state`, tells of its publisher and date."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    name, publisher = _publisher(host)
    date = date_in_address(parts, name)
    meeting = _MEETING.search(parts.path) if name in (ISU, ICBL) else None
    label = date or (meeting[1].casefold() if meeting else None)
    title = ", ".join([publisher, *_details(parts, name, date, meeting, state)])
    return Published(f"{name}-{label}" if label else name, title, date)


def date_in_address(parts: SplitResult, name: str) -> str | None:
    """The day, month or year of publication that stands in an address, if one does."""
    path = parts.path
    if match := _WHOLE_DAY.search(path):
        return existing("-".join(match.groups()))
    if match := _DAY_OF_MONTH_NAME.search(path):
        return date_of(match[1], match[2], match[3])
    if match := _MONTH_NAME_FIRST.search(path):
        return date_of(match[3], match[1], match[2])
    if match := _DAY_FIRST.search(path):
        return date_of(match[3], match[2], match[1])
    if match := _MONTH.search(path):
        return existing("-".join(match.groups()))
    year = _YEAR.get(name)
    match = year.search(f"{path}?{parts.query}") if year else None
    return match[1] if match else None


def _publisher(host: str) -> tuple[str, str]:
    for known, named in PUBLISHERS.items():
        if host == known or host.endswith(f".{known}"):
            return named
    bare = host.removeprefix("www.")
    labels = bare.split(".")
    shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SHARED_SUFFIXES
    main = labels[-3] if shared else labels[-2] if len(labels) > 1 else bare
    return main, bare


def _details(
    parts: SplitResult,
    name: str,
    date: str | None,
    meeting: re.Match[str] | None,
    state: State,
) -> list[str]:
    """What the title says beside the publisher."""
    if name == MONITOR:
        topic = _MONITOR_TOPIC.search(parts.path)
        about = topic[1].replace("-", " ") if topic else None
        known = about if about not in (None, "mine ban policy", "view all") else None
        kind = f"{date} report" if date else "country profile"
        return [kind, known] if known else [kind]
    if name == ISU and (page := _STATE_PAGE.search(parts.path)):
        return [f"page on {state.name}"] if _is_named(state, page[1]) else []
    if name == ISU and "/press-release" in parts.path:
        return ["press release"]
    if name in (ISU, ICBL) and meeting:
        return [f"page on {meeting[1].upper().replace('REVCON', 'RC')}"]
    return []


def _is_named(state: State, slug: str) -> bool:
    """Whether the last part of a page's address is a name of the State."""
    return resolve(slug).codes == (state.code,)
