"""Sources get short names, and only dates that their addresses or texts state."""

from __future__ import annotations

import pytest

from compliance_engine.records import Confidence, state_of_code
from compliance_engine.records.importing.sources import Sources

MONITOR = "Landmine and Cluster Munition Monitor"
ISU = "Implementation Support Unit of the Convention"
ICBL = "International Campaign to Ban Landmines"


def tree_of(sources: Sources, name: str) -> object:
    return sources.tree()[name]


@pytest.mark.parametrize(
    ("address", "name", "title", "date"),
    [
        (
            "https://www.the-monitor.org//en-gb/reports/2022/uganda/mine-ban-policy.aspx",
            "monitor-2022",
            f"{MONITOR}, 2022 report",
            2022,
        ),
        (
            "https://archives2.the-monitor.org/en-gb/reports/2022/serbia/impact.aspx",
            "monitor-2022",
            f"{MONITOR}, 2022 report, impact",
            2022,
        ),
        (
            "http://archives.the-monitor.org/index.php/publications/display?url=lm/2004/x.html",
            "monitor-2004",
            f"{MONITOR}, 2004 report",
            2004,
        ),
        (
            "http://archives.the-monitor.org/index.php/publications/display?act=submit"
            "&pqs_year=2008&pqs_type=lm&pqs_report=afghanistan&pqs_section=",
            "monitor-2008",
            f"{MONITOR}, 2008 report",
            2008,
        ),
        (
            "http://archives.the-monitor.org/index.php/cp/display/region_profiles/theme/4003",
            "monitor",
            f"{MONITOR}, country profile",
            None,
        ),
        (
            "https://old.apminebanconvention.org/etats-parties-a-la-convention/uganda/",
            "isu",
            f"{ISU}, page on Uganda",
            None,
        ),
        ("https://www.apminebanconvention.org/en/membership/niger/", "isu", ISU, None),
        (
            "https://www.apminebanconvention.org/newsroom/press-release-archives/archives-2014/"
            "detail/article/1410180866-equatorial-guinea-submits/",
            "isu-2014",
            f"{ISU}, press release",
            2014,
        ),
        (
            "https://www.apminebanconvention.org/en/meetings-of-the-states-parties/22msp/summary",
            "isu-22msp",
            f"{ISU}, page on 22MSP",
            None,
        ),
        (
            "http://www.icbl.org/index.php/icbl/Treaty/MBT/Annual-Meetings/11msp/11MSP_transparency",
            "icbl-11msp",
            f"{ICBL}, page on 11MSP",
            None,
        ),
        (
            "https://www.hrw.org/news/2014/04/08/memo-delegates",
            "hrw-2014-04-08",
            "Human Rights Watch",
            "2014-04-08",
        ),
        (
            "https://www.wugt.news/post/guest/February-04-2023/Landmine-Treaty-Seeks-Answers",
            "wugt-2023-02-04",
            "wugt.news",
            "2023-02-04",
        ),
        (
            "https://archives.lincolndailynews.com/2023/Jun/30/NEWS/news_y.shtml",
            "lincolndailynews-2023-06-30",
            "archives.lincolndailynews.com",
            "2023-06-30",
        ),
        (
            "https://x.docbox.example/Senegal-article-5-deadline-1-march-2021-not-on-track.html",
            "docbox",
            "x.docbox.example",
            None,
        ),
        (
            "https://zimlii.org/akn/zw/act/2000/12/eng@2016-12-31",
            "zimlii",
            "zimlii.org",
            None,
        ),
        (
            "http://www.legislation.govt.nz/act/public/1998/0111/latest/DLM17801.html",
            "nz-legislation",
            "New Zealand Legislation",
            None,
        ),
        ("https://dma.gov.iq/en-US/Pages/Details/16", "dma", "dma.gov.iq", None),
    ],
)
def test_an_address_tells_its_publisher_and_date(
    address: str, name: str, title: str, date: int | str | None
) -> None:
    sources = Sources(state_of_code("UGA"))
    assert sources.cite(address) == [name]
    expected = {"title": title, "url": address}
    assert tree_of(sources, name) == (expected if date is None else expected | {"date": date})


def test_a_remark_after_an_address_is_kept_and_may_date_it() -> None:
    sources = Sources(state_of_code("UKR"))
    names = sources.cite("https://articlefeed.org/inquiry/ (copy of HRW 2023-06-30)")
    assert names == ["articlefeed-2023-06-30"]
    assert tree_of(sources, names[0]) == {
        "title": "articlefeed.org",
        "url": "https://articlefeed.org/inquiry/",
        "date": "2023-06-30",
        "note": "copy of HRW 2023-06-30",
    }


def test_different_sources_never_share_a_name() -> None:
    sources = Sources(state_of_code("UGA"))
    profiles = [f"http://the-monitor.org/region_profiles/theme/{n}" for n in range(28)]
    names = sources.cite(" ; ".join(profiles), profiles[1])
    assert names[:3] == ["monitor", "monitor-b", "monitor-c"]
    assert names[25:] == ["monitor-z", "monitor-ba", "monitor-bb"]
    assert sources.cite(profiles[2]) == ["monitor-c"]


def test_a_source_in_words_is_named_by_its_first_words_and_its_date() -> None:
    sources = Sources(state_of_code("THA"))
    names = sources.cite("Thai MFA statement of 2025-07-29 (see annex) ; Finnish MFA, July 2025")
    assert names == ["thai-mfa-2025-07-29", "finnish-mfa-2025-07"]
    assert tree_of(sources, names[0]) == {
        "title": "Thai MFA statement of 2025-07-29",
        "date": "2025-07-29",
        "note": "see annex",
    }


def test_the_scraped_status_table_keeps_its_exact_reference() -> None:
    reference = "github a/b treaties/26-5.csv@003ce1 (scrape of UN Treaty Collection ch. XXVI-5)"
    sources = Sources(state_of_code("THA"))
    assert sources.cite(reference) == ["untc"]
    assert tree_of(sources, "untc") == {
        "title": "Status table of the UN Treaty Collection, chapter XXVI-5 (copy on GitHub)",
        "note": reference,
    }


def test_general_knowledge_keeps_its_mark() -> None:
    sources = Sources(state_of_code("NGA"))
    names = sources.cite("background knowledge (the date is not in the source)")
    assert tree_of(sources, "background-knowledge") == {
        "title": "background knowledge",
        "confidence": "background-knowledge",
        "note": "the date is not in the source",
    }
    assert sources.strongest(names) is Confidence.BACKGROUND_KNOWLEDGE
    names += sources.cite("https://tass.com/world/1")
    assert sources.strongest(names) is Confidence.SINGLE_SOURCE


def test_the_fact_sheet_and_its_copy_are_one_source() -> None:
    sources = Sources(state_of_code("GNQ"))
    copy = "http://jrsap.org/campaign_detail?PTN=PROMO-20150608050650&TN=PROJECT-1&L=EN"
    cell = f"{copy} ; ICBL fact sheet on transparency reporting, 18 June 2015"
    assert sources.cite(cell) == ["icbl-2015-06-18"]
    assert tree_of(sources, "icbl-2015-06-18") == {
        "title": "ICBL fact sheet on transparency reporting, 18 June 2015",
        "url": copy,
        "date": "2015-06-18",
    }
