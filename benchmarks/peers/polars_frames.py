"""The rules as joins and filters on Polars data frames."""

from __future__ import annotations

from datetime import date

import polars as pl
from polars import col

from benchmarks.peers.columns import frames
from benchmarks.peers.interface import Finding, States

MET = ("met", "met late", "met, timeliness unknown")
BEGINNING = date(1, 1, 1)


class PolarsFrames:
    """Data frames made for each run of what holds on the day."""

    name = "Polars"

    def findings(self, states: States, as_of: date) -> set[Finding]:
        """What the rules find of these States on the day."""
        table = frames(states, as_of)
        party = table["membership"].filter("bound").select("state", "in_force")
        duties = _duties(table["duty"], party)
        outstanding = duties.filter(rule="article-7/annual-report-outstanding")
        article_1 = table["membership"].filter("applies_article_1").select("state")
        found = (
            duties.filter(col("rule").is_not_null()),
            _two_years_silent(outstanding),
            _measures(table["measure"].join(party, on="state", how="semi")),
            *_cases(table["case"].join(article_1, on="state", how="semi"), as_of),
        )
        return set(pl.concat(one.select("state", "rule", "key") for one in found).iter_rows())


def _duties(duty: pl.DataFrame, party: pl.DataFrame) -> pl.DataFrame:
    """Every duty owed, with the rule that finds something of it, if one does."""
    initial, annual = col("kind") == "initial report", col("kind") == "annual report"
    overdue = col("verdict").is_in(("outstanding", "last known outstanding"))
    years = (
        duty.filter(annual)
        .group_by("state")
        .agg(
            col("year").filter(col("verdict").is_in(MET)).max().alias("latest_reported"),
            col("year")
            .filter(~col("verdict").is_in(("not yet due", "not owed")))
            .max()
            .alias("latest_due"),
        )
    )
    initial_submitted = (
        duty.filter(
            initial,
            col("verdict").is_in(("met late", "met, timeliness unknown")),
            col("submitted_from").is_not_null(),
        )
        .group_by("state", "joined")
        .agg(col("submitted").max().alias("initial_submitted"))
    )
    rule = (
        pl.when(initial & overdue)
        .then(pl.lit("article-7/initial-report-outstanding"))
        .when(initial & (col("verdict") == "met late"))
        .then(pl.lit("article-7/initial-report-late"))
        .when(annual & (col("verdict") == "met late"))
        .then(pl.lit("article-7/annual-report-late"))
        .when(annual & overdue & (col("year") < col("latest_reported")))
        .then(pl.lit("article-7/annual-report-missed"))
        .when(annual & overdue & (col("initial_submitted") > col("due")))
        .then(pl.lit("article-7/annual-report-missed-before-initial"))
        .when(annual & overdue)
        .then(pl.lit("article-7/annual-report-outstanding"))
    )
    return (
        duty.join(party, on="state")
        .filter(col("in_force") <= col("due"))
        .join(years, on="state", how="left")
        .join(initial_submitted, on=("state", "joined"), how="left")
        .with_columns(rule.alias("rule"))
    )


def _two_years_silent(outstanding: pl.DataFrame) -> pl.DataFrame:
    before = outstanding.select("state", col("year") + 1)
    return (
        outstanding.filter(col("latest_due") <= col("year"))
        .join(before, on=("state", "year"), how="semi")
        .with_columns(rule=pl.lit("article-7/two-years-silent"))
    )


def _measures(measure: pl.DataFrame) -> pl.DataFrame:
    rule = (
        pl.when(col("status") == "none reported")
        .then(pl.lit("article-9/no-measures-reported"))
        .when(col("status") == "in progress")
        .then(pl.lit("article-9/legislation-in-progress"))
        .when(
            col("status") == "existing law considered sufficient",
            col("penal_sanctions") != "yes",
        )
        .then(pl.lit("article-9/existing-law-penal-sanctions"))
    )
    return measure.with_columns(rule.alias("rule")).filter(col("rule").is_not_null())


def _cases(case: pl.DataFrame, as_of: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    still_open = case.filter(
        col("status") == "open",
        col("article_1_applied") == "yes",
        col("actor_kind").is_in(("State", "not established")),
    )
    updated = pl.lit(BEGINNING) + pl.duration(days=col("last_update") - 1)
    update_due = still_open.filter(updated.dt.offset_by("1y") < as_of)
    return (
        still_open.with_columns(rule=pl.lit("article-1/case-open")),
        update_due.with_columns(rule=pl.lit("article-1/case-update-due")),
    )
