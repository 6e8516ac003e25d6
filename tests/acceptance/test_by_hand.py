"""The calendars of three States as of 31 December 2019, worked out by hand from the law.

Each table was written from the text of the Convention and the State's record file, with a paper
calendar, before the engine was asked; nothing in it comes from the engine.
"""

from __future__ import annotations

from tests.acceptance.command_line import run

Line = tuple[str, str | None, str, str, str | None, int | None, str | None]
"""duty, calendar year covered, due, verdict, submitted, days late, known (of what is missing)"""

INITIAL, ANNUAL = "initial report", "annual report"
STOCKPILE, AREAS = "destruction of stockpiled mines", "clearance of mined areas"
NOT_SAID = (None, None, None)


def calendar(state: str) -> list[Line]:
    """What the engine says, in the columns of the tables."""
    return [
        (
            line["duty"],
            line["period"],
            line["due"],
            line["verdict"],
            line["submitted"],
            line["days_late"],
            line["known"],
        )
        for line in run("duties", state, "--as-of", "2019-12-31", "--format", "json").json
    ]


def test_cabo_verde() -> None:
    """Ratified on 14 May 2001: in force on 1 November 2001 (Article 17(2)).

    Day 180 after 1 November 2001: 30 days bring 1 December, 61 bring 1 January, 92 bring
    1 February, 120 bring 1 March, 151 bring 1 April, 180 bring 30 April 2002.
    """
    assert calendar("CPV") == [
        # 30 April 2002 is the due date of the initial report too: one filing, so that the first
        # annual report is the one due on 30 April 2003.
        (ANNUAL, "2001", "2002-04-30", "not owed", *NOT_SAID),
        # Submitted on 31 March 2009. From 30 April 2002 to 30 April 2008 are six years with the
        # leap days of 2004 and 2008, 2,192 days; to 30 April 2009 would be 365 more, and
        # 31 March is 30 days before that: 2,192 + 365 - 30 = 2,527.
        (INITIAL, None, "2002-04-30", "met late", "2009-03-31", 2527, None),
        # Nobody says anything of these years. The initial report of March 2009 does not say that
        # it covers 2008 and cannot be counted twice.
        (ANNUAL, "2002", "2003-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2003", "2004-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2004", "2005-04-30", "undetermined", *NOT_SAID),
        # Four years from 1 November 2001 (Article 4). Destroyed in June 2006, on 1 June at the
        # earliest: 30 days bring 1 December, 61 bring 1 January, 92 bring 1 February, 120 bring
        # 1 March, 151 bring 1 April, 181 bring 1 May, 212 bring 1 June 2006.
        (STOCKPILE, None, "2005-11-01", "met late", "2006-06", 212, None),
        (ANNUAL, "2005", "2006-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2006", "2007-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2007", "2008-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2008", "2009-04-30", "undetermined", *NOT_SAID),
        # The Monitor says of 2009-2018, as of 18 December 2019, that no report was submitted.
        # The day of the check is thirteen days later: what was so on the 18th need not be so on
        # the 31st.
        (ANNUAL, "2009", "2010-04-30", "last known outstanding", None, None, "2019-12-18"),
        (ANNUAL, "2010", "2011-04-30", "last known outstanding", None, None, "2019-12-18"),
        (ANNUAL, "2011", "2012-04-30", "last known outstanding", None, None, "2019-12-18"),
        (ANNUAL, "2012", "2013-04-30", "last known outstanding", None, None, "2019-12-18"),
        (ANNUAL, "2013", "2014-04-30", "last known outstanding", None, None, "2019-12-18"),
        # Of 2014 the fact sheet of 18 June 2015 says the same: the later statement counts.
        (ANNUAL, "2014", "2015-04-30", "last known outstanding", None, None, "2019-12-18"),
        (ANNUAL, "2015", "2016-04-30", "last known outstanding", None, None, "2019-12-18"),
        (ANNUAL, "2016", "2017-04-30", "last known outstanding", None, None, "2019-12-18"),
        (ANNUAL, "2017", "2018-04-30", "last known outstanding", None, None, "2019-12-18"),
        (ANNUAL, "2018", "2019-04-30", "last known outstanding", None, None, "2019-12-18"),
        (ANNUAL, "2019", "2020-04-30", "not yet due", *NOT_SAID),
    ]


def test_south_sudan() -> None:
    """A succession, effective on 9 July 2011 by depositary practice, before its deposit.

    Day 180 after 9 July 2011: 30 days bring 8 August, 60 bring 7 September, 90 bring 7 October,
    120 bring 6 November, 150 bring 6 December, 180 bring 5 January 2012.
    """
    assert calendar("SSD") == [
        # Submitted on 3 December 2012. From 5 January to 5 December 2012 are, in a leap year,
        # 31 + 29 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 30 = 335 days; two fewer are 333.
        (INITIAL, None, "2012-01-05", "met late", "2012-12-03", 333, None),
        # 30 April 2012 comes after 5 January 2012 and is the first annual date. The initial
        # report was filed later that year, but as initial report; of 2011 nobody says anything.
        (ANNUAL, "2011", "2012-04-30", "undetermined", *NOT_SAID),
        # Reports whose period is not stated answer the date of the year in which they were filed.
        # One of "April 2013" came on 30 April at the latest, which is on time.
        (ANNUAL, "2012", "2013-04-30", "met", "2013-04", None, None),
        (ANNUAL, "2013", "2014-04-30", "met", "2014-04", None, None),
        # "August 2015" is late whichever its day: 1 August is 31 (May) + 30 (June) + 31 (July)
        # + 1 = 93 days after 30 April, and only so many are certain.
        (ANNUAL, "2014", "2015-04-30", "met late", "2015-08", 93, None),
        (ANNUAL, "2015", "2016-04-30", "undetermined", *NOT_SAID),
        # "2017" may be before or after 30 April 2017.
        (ANNUAL, "2016", "2017-04-30", "met, timeliness unknown", "2017", None, None),
        (ANNUAL, "2017", "2018-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2018", "2019-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2019", "2020-04-30", "not yet due", *NOT_SAID),
        # Ten years from 9 July 2011 (Article 5); the decision of November 2020 is still to come.
        # The record speaks of no stockpile, and so there is no line for one.
        (AREAS, None, "2021-07-09", "not yet due", *NOT_SAID),
    ]


def test_afghanistan() -> None:
    """Acceded on 11 September 2002: in force on 1 March 2003 (Article 17(2)).

    Day 180 after 1 March 2003: 31 days bring 1 April, 61 bring 1 May, 92 bring 1 June, 122 bring
    1 July, 153 bring 1 August, 180 bring 28 August 2003.

    30 April 2003 has no line: the report due then covers 2002, in which Afghanistan was not bound.
    """
    assert calendar("AFG") == [
        # Submitted on 1 September 2003: August has 31 days, so three to the 31st and one more.
        (INITIAL, None, "2003-08-28", "met late", "2003-09-01", 4, None),
        # Afghanistan is on neither list of States whose initial report was outstanding; the
        # lists say nothing of annual reports.
        (ANNUAL, "2003", "2004-04-30", "undetermined", *NOT_SAID),
        # Filed on 30 April itself: on time.
        (ANNUAL, "2004", "2005-04-30", "met", "2005-04-30", None, None),
        (ANNUAL, "2005", "2006-04-30", "undetermined", *NOT_SAID),
        # Four years from 1 March 2003 (Article 4). Destroyed in October 2007, on 1 October at the
        # earliest: 31 days bring 1 April, 61 bring 1 May, 92 bring 1 June, 122 bring 1 July,
        # 153 bring 1 August, 184 bring 1 September, 214 bring 1 October 2007.
        (STOCKPILE, None, "2007-03-01", "met late", "2007-10", 214, None),
        (ANNUAL, "2006", "2007-04-30", "met", "2007-04-30", None, None),
        (ANNUAL, "2007", "2008-04-30", "met late", "2008-05-13", 13, None),
        (ANNUAL, "2008", "2009-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2009", "2010-04-30", "undetermined", *NOT_SAID),
        # Listed on 2 December 2011 among those without a report for 2010; not heard of since.
        (ANNUAL, "2010", "2011-04-30", "last known outstanding", None, None, "2011-12-02"),
        (ANNUAL, "2011", "2012-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2012", "2013-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2013", "2014-04-30", "undetermined", *NOT_SAID),
        # Submitted by 18 June 2015, on a day not stated: perhaps by 30 April 2015.
        (ANNUAL, "2014", "2015-04-30", "met, timeliness unknown", "by 2015-06-18", None, None),
        (ANNUAL, "2015", "2016-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2016", "2017-04-30", "undetermined", *NOT_SAID),
        (ANNUAL, "2017", "2018-04-30", "undetermined", *NOT_SAID),
        # Submitted in "2019", of which 31 December is the last possible day: met on the day of
        # this check, perhaps late.
        (ANNUAL, "2018", "2019-04-30", "met, timeliness unknown", "2019", None, None),
        (ANNUAL, "2019", "2020-04-30", "not yet due", *NOT_SAID),
        # Ten years would have ended on 1 March 2013 (Article 5); the Twelfth Meeting of the States
        # Parties decided in December 2012 on 1 March 2023. The decision of November 2022 is still
        # to come.
        (AREAS, None, "2023-03-01", "not yet due", *NOT_SAID),
    ]
