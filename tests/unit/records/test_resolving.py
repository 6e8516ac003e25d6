"""Names of States as people type them: one State, several, or none, and never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.records.name_index import BETWEEN, LANGUAGES, name_index
from compliance_engine.records.name_keys import without_marks
from compliance_engine.records.name_spelling import slips_between
from compliance_engine.records.reference_tables import reference_rows
from compliance_engine.records.resolving import resolve
from compliance_engine.records.state_names import StateNames, read_names
from compliance_engine.records.states import UnknownStateError, all_states, find_state


def refusal(given: str) -> str:
    with pytest.raises(UnknownStateError) as raised:
        find_state(given)
    return f"{raised.value} | {raised.value.remedy}"


# --- the tables


def test_every_name_of_the_tables_is_of_its_state_alone_unless_it_is_said_to_be_shared() -> None:
    shared = {row["name"] for row in reference_rows("other_names.csv") if row["kind"] == "shared"}
    for name, code in name_index().spelt:
        if code and name not in shared:
            assert resolve(name).codes == (code,), name
    assert shared
    for name in shared:
        assert resolve(name).codes == ("KOR", "PRK")


def test_every_code_is_of_its_state_in_any_case() -> None:
    for state in all_states().values():
        for code in (state.code, state.iso2):
            for given in (code, code.lower(), f" {code.title()} "):
                assert resolve(given).codes == (state.code,)


def test_what_is_no_state_is_told_by_each_of_its_names_and_codes() -> None:
    for row in reference_rows("not_states.csv"):
        names, codes = row["names"].split(BETWEEN), row["codes"].split(BETWEEN)
        for given in (*names, *(code for code in codes if code)):
            found = resolve(given)
            assert (found.codes, found.proposed) == ((), None), given
            assert found.other is not None, given
            assert found.other.about == row["about"], given
            assert set(found.other.now) <= set(all_states())


# --- names


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("Norvège", "NOR"),
        ("Noruega", "NOR"),
        ("Норвегия", "NOR"),
        ("挪威", "NOR"),
        ("النرويج", "NOR"),
        ("Niger", "NER"),
        ("Guinea", "GIN"),
        ("Congo", "COG"),
        ("Dominica", "DMA"),
        # formal names, inverted names, short forms of words
        ("Republic of Korea", "KOR"),
        ("Republic of the Congo", "COG"),
        ("République du Congo", "COG"),
        ("República del Perú", "PER"),
        ("Congo, Republic of the", "COG"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo (Democratic Republic of the)", "COD"),
        ("Korea (Republic of)", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("Tanzania, United Rep. of", "TZA"),
        ("Iran (Islamic Rep. of)", "IRN"),
        ("Gambia (The)", "GMB"),
        ("Bahamas, The", "BHS"),
        ("St. Kitts & Nevis", "KNA"),
        ("St Vincent & the Grenadines", "VCT"),
        ("Antigua & Barb.", "ATG"),
        ("S. Sudan", "SSD"),
        ("Eq. Guinea", "GNQ"),
        # abbreviations
        ("UK", "GBR"),
        ("U.K.", "GBR"),
        ("U. S. A.", "USA"),
        ("DRC", "COD"),
        ("D.R. Congo", "COD"),
        ("CAR", "CAF"),
        ("RCA", "CAF"),
        ("UAE", "ARE"),
        ("BiH", "BIH"),
        ("FYROM", "MKD"),
        ("Lao PDR", "LAO"),
        ("PNG", "PNG"),
        # former and common names
        ("Swaziland", "SWZ"),
        ("l'ex-République yougoslave de Macédoine", "MKD"),
        ("Turquía", "TUR"),
        ("Haute-Volta", "BFA"),
        ("Costa de Marfil", "CIV"),
        ("Serbia and Montenegro", "SRB"),
        ("Brunei", "BRN"),
        ("Bosnia", "BIH"),
        ("Palestine", "PSE"),
        ("the Vatican", "VAT"),
        ("Congo-Brazzaville", "COG"),
        # how it is written
        ("the\u00a0Republic\u00a0of\u00a0Kenya", "KEN"),
        ("the Republic of Zambia*", "ZMB"),
        ("Kenya \u00b9", "KEN"),
        ("Serbia 3, 14", "SRB"),
        ("Tanzania 2/", "TZA"),
        ("Lithuania<superscript>5</superscript>", "LTU"),
        ("Co\u0302te d'Ivoire", "CIV"),
        ("COTE D\u2019IVOIRE", "CIV"),
        ("Guinea Bissau", "GNB"),
        ("Guinea\u2011Bissau", "GNB"),
        ("Timor Leste.", "TLS"),
        # two names of one State
        ("Türkiye (Turkey)", "TUR"),
        ("Eswatini (formerly Swaziland)", "SWZ"),
        ("Kenya (KEN)", "KEN"),
        ("KEN - Kenya", "KEN"),
    ],
)
def test_a_name_is_its_state_however_it_is_written(given: str, code: str) -> None:
    assert find_state(given).code == code


@pytest.mark.parametrize(
    "given", ["Korea", "Corée", "Corea", "Congo (COD)", "Guinea/Guinea-Bissau"]
)
def test_a_name_of_several_states_is_never_one_of_them(given: str) -> None:
    found = resolve(given)
    assert len(found.codes) == 2
    told = refusal(given)
    assert "stands for more than one State" in told
    assert all(code in told for code in found.codes)


# --- what is no State


@pytest.mark.parametrize(
    ("given", "about"),
    [
        ("Netherlands Antilles", "were dissolved on 10 October 2010"),
        ("AN", "were dissolved on 10 October 2010"),
        ("GDR", "acceded to the Federal Republic of Germany on 3 October 1990"),
        ("Yugoslavia", "ceased to exist in 1992"),
        ("URSS", "ceased to exist in December 1991"),
        ("Czechoslovakia", "ceased to exist on 31 December 1992"),
        ("ZZ", "no State is named"),
        ("N/A", "no State is named"),
        ("Kosovo*", "not among the members of the United Nations"),
        ("Taiwan, China", "not among the members of the United Nations"),
        ("Western Sahara", "not among the members of the United Nations"),
        ("Greenland (Denmark)", "has no record of its own"),
        ("Hong Kong SAR", "has no record of its own"),
        ("EU", "a regional organization"),
        ("Saint Martin", "has no record of its own"),
    ],
)
def test_what_is_no_state_gets_a_sentence_and_no_proposal(given: str, about: str) -> None:
    told = refusal(given)
    assert told.startswith(f"{given!r} is not a State that the engine knows: ")
    assert about in told
    with pytest.raises(UnknownStateError):
        StateNames(accept=True).find(given)


def test_a_dissolved_state_names_those_that_there_are_now_and_chooses_none() -> None:
    told = refusal("Czechoslovakia")
    assert told.endswith(
        "Write the code of the State that is meant: CZE (Czechia), SVK (Slovakia)."
    )


@pytest.mark.parametrize("code", ["COK", "NIU", "VAT", "PSE"])
def test_parties_that_are_no_members_of_the_united_nations_are_states(code: str) -> None:
    assert find_state(all_states()[code].name).code == code


# --- spelling


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("Boznia and Herzegovina", "BIH"),
        ("Equatorial Ginea", "GNQ"),
        ("Germny", "DEU"),
        ("Norwy", "NOR"),
        ("Phillipines", "PHL"),
        ("Kingdom of Norwey", "NOR"),
        ("Uraguay", "URY"),
        ("Afganisthan", "AFG"),
    ],
)
def test_a_difference_of_spelling_is_proposed_its_state(given: str, code: str) -> None:
    assert resolve(given).proposed == code
    assert f"({code})?" in refusal(given)


@pytest.mark.parametrize(
    "given",
    [
        *("Tongo", "Nigera", "Irap", "Nouth Korea", "Republic of Iran", "Austrla", "Korya"),
        *("Atlantis", "GNX", "UKX", "Kongo-Kinshasha", "Republic of Dominica", "East Korea"),
        *("Republic", "the", "of", "*", "", "1", "Kenya (Nairobi)", "Sud", "Guine", "Mal"),
    ],
)
def test_what_may_be_two_states_or_shares_only_letters_is_proposed_none(given: str) -> None:
    found = resolve(given)
    assert (found.codes, found.proposed) == ((), None)
    with pytest.raises(UnknownStateError):
        StateNames(accept=True).find(given)


def test_only_a_difference_of_spelling_is_accepted_and_it_is_told() -> None:
    names = StateNames(accept=True)
    assert names.find("Boznia and Herzegovina").code == "BIH"
    assert names.find("Bosnia").code == "BIH"
    assert {given: state.code for given, state in names.accepted.items()} == {
        "Boznia and Herzegovina": "BIH"
    }


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abc", "axc", 1), ("kenya", "korea", 3)],
)
def test_slips_are_letters_put_in_left_out_replaced_or_exchanged(
    one: str, other: str, slips: int
) -> None:
    assert slips_between(one, other, 3) == slips_between(other, one, 3) == slips
    assert slips_between(one, other, 2) == min(slips, 3)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Serbia 3", "Serbia"),
        ("Serbia 3, 14", "Serbia"),
        ("Serbia [3]", "Serbia"),
        ("Serbia (3)", "Serbia"),
        ("12. Serbia †", "Serbia"),
        ("Netherlands (Kingdom of the) <sup>7</sup>", "Netherlands (Kingdom of the)"),
        ("[Lithuania]", "Lithuania"),
    ],
)
def test_names_lose_the_marks_of_footnotes(name: str, bare: str) -> None:
    assert without_marks(name) == bare


def test_the_short_name_is_found_in_each_language() -> None:
    for state in all_states().values():
        assert {find_state(state.names[one]).code for one in LANGUAGES} == {state.code}


# --- names that a person confirmed


@pytest.mark.parametrize(
    "given", ["Rep. of K.", "rep. of k.*", " Rep. of\u00a0K. 3", "Rep. of K. [1]", "REP. OF K."]
)
def test_a_confirmed_name_is_its_state_however_it_is_written(given: str) -> None:
    assert StateNames({"Rep. of K.": "KOR"}).find(given).code == "KOR"


def test_a_name_confirmed_for_two_states_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text("Rep. of K.: KOR\nrep. of k.: KEN\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"names.yaml:2:13: 'rep. of k.' is KEN here"):
        read_names(path)
    path.write_text("Rep. of K.: KOR\nrep. of k.: KOR\n", encoding="utf-8")
    assert set(read_names(path).values()) == {"KOR"}
