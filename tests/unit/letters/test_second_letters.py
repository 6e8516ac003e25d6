"""Second and third letters know what was written before, and when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.letters.desk import Circumstances, Sent, cells_of, drafted, plain, real

DAY = date(2015, 6, 24)
INITIAL = "TUV/article-7/initial-report-outstanding"


def said(sent: Sent, language: str = "en") -> str:
    made = drafted(real("TUV"), DAY, Circumstances(past=sent.past), language=language,
                   rule="article-7/initial-report-outstanding")  # fmt: skip
    return plain(made.draft.text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "refers to its communication of 1 March 2015 (reference CCC/2015/1)"),
        ("fr", "se réfère à sa communication du 1er mars 2015 (référence CCC/2015/1)"),
        ("es", "se remite a su comunicación de fecha 1 de marzo de 2015 (referencia CCC/2015/1)"),
    ],
)
def test_a_second_letter_refers_to_the_first(language: str, words: str) -> None:
    assert words in said(Sent("TUV").letter(INITIAL, sent=date(2015, 3, 1)), language)


def test_a_third_letter_refers_to_both_and_asks_how_to_help() -> None:
    sent = Sent("TUV").letter(INITIAL, sent=date(2014, 9, 2)).letter(INITIAL, sent=date(2015, 3, 1))
    assert (
        "communications of 2 September 2014 (reference CCC/2014/1) and of 1 March 2015 "
        "(reference CCC/2015/2) on the matter set out below"
    ) in said(sent)


def test_after_a_reply_the_letter_thanks_for_it_and_speaks_of_no_silence() -> None:
    sent = Sent("TUV").letter(INITIAL, sent=date(2015, 3, 1), answered=date(2015, 3, 20))
    text = said(sent)
    assert "thanks the Permanent Mission for its reply to the communication of 1 March" in text
    assert "no record of a reply" not in text


def test_a_letter_on_another_matter_is_not_referred_to() -> None:
    sent = Sent("TUV").letter("TUV/article-7/two-years-silent/2014", sent=date(2015, 3, 1))
    assert "CCC/2015" not in said(sent)


def test_a_letter_that_was_never_sent_is_not_referred_to() -> None:
    sent = Sent("TUV").letter(INITIAL, sent=date(2014, 9, 2))
    sent.letter("TUV/annual report/2014", sent=None)
    assert "CCC/2015/2" not in said(sent)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The Committee wrote at that time on the following matter as well."),
        ("fr", "Le Comité avait alors écrit également sur la question qui suit."),
        ("es", "El Comité escribió entonces también sobre la cuestión que sigue."),
    ],
)
def test_a_letter_on_several_matters_is_named_once(language: str, words: str) -> None:
    annual = (f"TUV/article-7/annual-report-outstanding/{year}" for year in (2012, 2013))
    sent = Sent("TUV").letter(INITIAL, *annual, sent=date(2015, 3, 1))
    made = drafted(real("TUV"), DAY, Circumstances(past=sent.past), language=language)
    text = plain(made.draft.text)
    assert text.count("CCC/2015/1") == 1
    assert text.count(words) == 1
    rows = [row for row in cells_of(made.draft.basis) if plain(row[0]) == words]
    assert [row[1] for row in rows] == ["CCC/2015/1"]
