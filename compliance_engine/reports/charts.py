"""Charts over years: a Vega-Lite specification as a value, and the picture that it gives.

The colours differ in lightness and not in hue alone, so that a page printed in black and white, or
read by someone who does not see colours as most do, can still be read. The typeface is one that
comes with the renderer: the same specification gives the same picture everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Spec = Mapping[str, Any]
"""A Vega-Lite specification, with its data inside: JSON, and nothing from a network."""

VEGA_LITE = "6.1"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""What kind of document a specification is: a name, never fetched."""

TYPEFACE = "Liberation Sans"
WIDTH, HEIGHT = 560, 240

KNOWN, NOT_KNOWN = "#2b5c8a", "#e4e4e0"
"""The colours of what is known, and of what is not: present, and the least conspicuous."""


@dataclass(frozen=True)
class Series:
    """One kind of States, with its name in the language of the reader and its colour."""

    name: str
    colour: str
    counts: Sequence[int]


def stacked(years: Sequence[int], series: Sequence[Series], *, of: str, number: str) -> Spec:
    """How many States of each kind there are in each year, one upon the other, the first lowest.

    `of` names the years and `number` the States, in the language of the reader.
    """
    values = [
        {"year": str(year), "kind": one.name, "order": order, "number": one.counts[index]}
        for order, one in enumerate(series)
        for index, year in enumerate(years)
        if one.counts[index]
    ]
    return {
        **_frame(values),
        "mark": {"type": "bar", "stroke": "#ffffff", "strokeWidth": 0.5},
        "encoding": {
            "x": _years(of),
            "y": {
                "field": "number",
                "type": "quantitative",
                "title": number,
                "axis": {"tickMinStep": 1},
            },
            "color": _colours([one.name for one in series], [one.colour for one in series]),
            "order": {"field": "order", "type": "quantitative"},
        },
    }


def shares(
    years: Sequence[int],
    known: Sequence[float],
    possible: Sequence[float],
    *,
    of: str,
    percentage: str,
    names: tuple[str, str],
) -> Spec:
    """Which share in a hundred is known in each year, and up to which it may be, as one bar.

    `names` are those of the two parts of a bar: what is known, and what is not.
    """
    values = [
        {"year": str(year), "kind": name, "from": start, "to": end}
        for year, least, most in zip(years, known, possible, strict=True)
        for name, start, end in ((names[0], 0.0, least), (names[1], least, most))
        if end > start
    ]
    return {
        **_frame(values),
        "mark": {"type": "bar"},
        "encoding": {
            "x": _years(of),
            "y": {
                "field": "from",
                "type": "quantitative",
                "title": percentage,
                "scale": {"domain": [0, 100]},
            },
            "y2": {"field": "to"},
            "color": _colours(names, (KNOWN, NOT_KNOWN)),
        },
    }


def svg(spec: Spec) -> str:
    """The picture as SVG, for a page."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE))


def png(spec: Spec, *, scale: float = 3) -> bytes:
    """The picture as PNG, for a text document: `scale` dots to each of its points."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(dict(spec), vl_version=VEGA_LITE, scale=scale))


def _frame(values: Sequence[Mapping[str, object]]) -> dict[str, Any]:
    text = {"labelFont": TYPEFACE, "titleFont": TYPEFACE, "labelFontSize": 11, "titleFontSize": 11}
    return {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": HEIGHT,
        "background": "white",
        "data": {"values": list(values)},
        "config": {
            "font": TYPEFACE,
            "axis": {**text, "titleFontWeight": "normal", "gridColor": "#e8e8e8"},
            "legend": text,
            "view": {"stroke": None},
        },
    }


def _years(title: str) -> dict[str, Any]:
    return {
        "field": "year",
        "type": "ordinal",
        "title": title,
        "axis": {"labelAngle": -60, "labelOverlap": False},
    }


def _colours(names: Sequence[str], colours: Sequence[str]) -> dict[str, Any]:
    return {
        "field": "kind",
        "type": "nominal",
        "title": None,
        "sort": list(names),
        "scale": {"domain": list(names), "range": list(colours)},
        "legend": {"orient": "bottom", "columns": 2, "labelLimit": 400},
    }
