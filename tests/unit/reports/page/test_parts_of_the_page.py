"""The pieces that the page is put together from."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from markupsafe import escape

from compliance_engine.records.states import all_states
from compliance_engine.reports.figures.shares import Share
from compliance_engine.reports.page.rates import percent
from compliance_engine.reports.page.rendering import _compact
from compliance_engine.reports.page.texts import Lexicon, Text, Translation
from compliance_engine.reports.page.world import world_of

WORLD = json.loads(
    (files("compliance_engine.reports.page") / "map" / "world.json").read_text(encoding="utf-8")
)
STEP = re.compile(r"-?\d+ ?")


def said(kept: Translation) -> list[str]:
    """The texts as the page reads them."""
    return [
        "".join(kept["pieces"][int(number, 36)] for number in text.split(" "))
        for text in kept["texts"].split(",")
    ]


def test_every_state_is_on_the_map_within_its_frame() -> None:
    assert WORLD["states"].keys() == all_states().keys()
    for code, path in WORLD["states"].items():
        starts = [tuple(map(int, found)) for found in re.findall(r"M(\d+) (\d+)l", path)]
        assert path.endswith("z") if starts else path == "", code
        for x, y in [*starts, *([WORLD["dots"][code]] if not starts else [])]:
            assert 0 <= x <= WORLD["width"] + 10, code
            assert 0 <= y <= WORLD["height"], code


def test_the_smallest_states_have_a_circle_and_the_largest_none() -> None:
    assert {"NRU", "TUV", "VAT", "MCO", "KIR"} <= WORLD["dots"].keys()
    assert WORLD["dots"].keys().isdisjoint({"BRA", "CAN", "COD", "FRA"})


def test_a_state_without_a_mark_is_drawn_as_no_state_party_and_leads_nowhere() -> None:
    shapes = {one.code: one for one in world_of({"TUV": "k"}, Lexicon(("en",))).shapes}
    assert (shapes["TUV"].letter, shapes["TUV"].linked) == ("k", True)
    assert (shapes["FRA"].letter, shapes["FRA"].linked) == ("q", False)


def test_a_text_is_kept_once_and_one_that_all_languages_share_not_at_all() -> None:
    lexicon = Lexicon(("fr", "en"))
    assert lexicon.text("2019", "2019") == Text("2019")
    assert lexicon.text("Togo", "Togo").number == ""
    state = lexicon.text("État", "State")
    assert lexicon.text("État", "State") == state
    assert lexicon.text("État", "Estate") != state
    assert lexicon.translations == {"en": {"pieces": ["State", "Estate"], "texts": "0,1"}}
    assert [lexicon.said(state, one) for one in lexicon.languages] == ["État", "State"]
    assert lexicon.said(Text("2019"), "en") == "2019"


def test_translations_are_kept_in_pieces_that_give_the_texts_again() -> None:
    texts = (
        "The report covering 2014, due 30 April 2015, was submitted on 1 May 2015, 1 day late.",
        "The report covering 2015, due 30 April 2016, was submitted on 1 May 2016 (source: ISU).",
        "2019",
        "12.5 %, (a): 1999",
    )
    lexicon = Lexicon(("fr", "en"))
    for text in texts:
        lexicon.text(f"«{text}»", text)
    kept = lexicon.translations["en"]
    assert len(set(kept["pieces"])) == len(kept["pieces"])
    assert "The report covering" in kept["pieces"]
    assert said(kept) == list(texts)


def test_numbers_of_texts_go_on_with_letters() -> None:
    lexicon = Lexicon(("en", "fr"))
    numbers = [lexicon.text(f"{one}", f"{one} en français").number for one in range(1300)]
    assert (numbers[9], numbers[10], numbers[35], numbers[36], numbers[1296]) == (
        "9",
        "a",
        "z",
        "10",
        "100",
    )


def test_a_text_is_escaped_where_it_is_shown() -> None:
    assert escape(Text("<b>", "a")) == "<span data-t=a>&lt;b&gt;</span>"
    assert escape(Text("a & b")) == "a &amp; b"


def test_the_page_is_made_compact_without_touching_style_data_or_script() -> None:
    kept = '<style>td:has(p) { content: "</td> <td>" }</style>'
    data = '<script type="application/json" id="x">{"a":"b=\\"c\\""}</script><script>x="1"</script>'
    listed = '<ul><li id="A/b-1"><span data-t=a>It&#39;s</span></li>\n</ul><p class="x y">z</p>'
    assert _compact(kept + listed + data) == (
        f'{kept}<ul><li id=A/b-1 data-t=a>It\'s</ul><p class="x y">z</p>{data}'
    )


def test_a_share_is_never_shown_narrower_than_it_is() -> None:
    assert percent(Share(("A", "B", "C"), ("A",), ("B",))) == (33, 67)
    assert percent(Share(("A", "B"), ("A",), ())) == (50, 50)
    assert percent(Share((), (), ())) == (0, 0)
