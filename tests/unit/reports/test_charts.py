"""Charts: self-contained values that give the same picture each time, and words a reader knows."""

from __future__ import annotations

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.reports.charts import SCHEMA, Spec, png, svg
from compliance_engine.reports.figures.measures import Category, Measures
from compliance_engine.reports.figures.reporting import OWED, ReportingYear
from compliance_engine.reports.trends import measures_trend, reporting_trend, submitted_trend

YEARS = tuple(
    ReportingYear(
        period,
        date(period + 1, 4, 30),
        {verdict: ("AAA",) if verdict is OWED[period % 6] else () for verdict in OWED},
    )
    for period in range(2012, 2018)
)
MEASURES = tuple(
    Measures(
        date(year, 12, 31),
        {one: ("AAA",) if one is Category.IN_PROGRESS else () for one in Category},
        (),
    )
    for year in (2012, 2013)
)


def charts(language: str) -> list[Spec]:
    return [
        reporting_trend(YEARS, language),
        submitted_trend(YEARS, language),
        measures_trend(MEASURES, language),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_json_with_its_data_inside_and_names_no_other_place(language: str) -> None:
    for spec in charts(language):
        written = json.dumps(spec)
        assert re.findall(r"https?://[^\"]+", written) == [SCHEMA]
        assert spec["data"]["values"]


def test_the_same_chart_is_the_same_picture() -> None:
    spec = charts("en")[0]
    assert svg(spec) == svg(spec)
    assert png(spec) == png(spec)
    assert png(spec).startswith(b"\x89PNG")


def test_a_picture_shows_every_kind_by_name_and_every_year() -> None:
    picture = svg(reporting_trend(YEARS, "fr"))
    told = {text.text for text in ElementTree.fromstring(picture).iter() if text.text}
    assert {"dans les délais", "en retard", "indéterminé", "États parties"} <= told
    assert {str(year) for year in range(2012, 2018)} <= told


def test_the_numbers_of_a_chart_are_those_of_its_figures() -> None:
    values = reporting_trend(YEARS, "en")["data"]["values"]
    assert [
        (one["year"], one["kind"], one["number"]) for one in values if one["year"] == "2014"
    ] == [("2014", "last known outstanding", 1)]
    shares = submitted_trend(YEARS, "en")["data"]["values"]
    of_2014 = [(one["kind"], one["from"], one["to"]) for one in shares if one["year"] == "2014"]
    assert of_2014 == [("not known", 0.0, 100.0)]
