"""A folder of records is read whole, or everything that is wrong with it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance_engine.errors import InvalidInputError, Place, UsageError
from compliance_engine.records.loading import load_records, read_record
from compliance_engine.shipped import shipped
from tests.unit.records.writing_by_hand import RECORD, edited, problems


def folder_of(path: Path, **records: str | bytes) -> Path:
    for code, text in records.items():
        data = text if isinstance(text, bytes) else text.encode()
        (path / f"{code}.yaml").write_bytes(data)
    return path


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(InvalidInputError) as raised:
        load_records(folder)
    return [str(problem).partition("\n")[0] for problem in raised.value.problems]


# --- one record


def test_a_record_keeps_the_place_of_every_statement() -> None:
    record = read_record(RECORD, "GNQ.yaml")
    (report,) = record.article_7.reports
    assert report.place == Place("GNQ.yaml", 8, 7)
    assert report.place_of("known") == Place("GNQ.yaml", 10, 14)
    assert record.membership[0].place_of("deposited") == Place("GNQ.yaml", 4, 16)
    assert record.sources["isu"].place_of("seen") == Place("GNQ.yaml", 21, 11)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (
            "NO",
            "'NO' is not the code of a State "
            "| Write the three letters of its code: NOR, for Norway.",
        ),
        (
            "GNX",
            "'GNX' is not a State that the engine knows "
            "| Write the three letters of ISO 3166-1, such as GNQ.",
        ),
        (
            "gnq",
            "'gnq' is not the code of a State "
            "| Write the three letters of its code: GNQ, for Equatorial Guinea.",
        ),
        ("true", "'state' must be a text, not true | Put it in quotes."),
        (
            "010",
            "'010' is not a State that the engine knows "
            "| Write the three letters of ISO 3166-1, such as GNQ.",
        ),
        (
            "NOR",
            "the file is named GNQ.yaml, but its record is of NOR (Norway) "
            "| Name the file NOR.yaml, or correct the state.",
        ),
    ],
)
def test_the_state_of_a_record_is_a_code_that_fits_its_file(state: str, told: str) -> None:
    assert problems(edited("state: GNQ", f"state: {state}")) == [f"GNQ.yaml:1:8: {told}"]


@pytest.mark.parametrize("file", ["gnq.yaml", "GNQ (copy).yaml", "GNQ.yml"])
def test_the_name_of_a_file_is_the_code_of_its_state(file: str) -> None:
    (told,) = problems(RECORD, file)
    assert f"the file is named {file}, but its record is of GNQ (Equatorial Guinea)" in told


def test_a_record_of_the_example_state_may_have_any_name() -> None:
    assert read_record(edited("GNQ", "XXX"), "any.yaml").state == "XXX"


# --- sources


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "source: untc",
            "source: unct",
            [
                "5:13: the source 'unct' is not declared under 'sources' | Did you mean 'untc'?",
                "13:9: no statement names the source 'untc' "
                "| Name it where it is used, or remove it.",
            ],
        ),
        (
            "[icbl, isu]",
            "[icbl, isu, zzz, icbll]",
            [
                "11:15: the source 'icbll' is not declared under 'sources' | Did you mean 'icbl'?",
                "11:15: the source 'zzz' is not declared under 'sources' | Declare it there.",
            ],
        ),
        (
            "[icbl, isu]",
            "[isu]",
            [
                "15:5: no statement names the source 'icbl' "
                "| Name it where it is used, or remove it.",
            ],
        ),
        (
            "[icbl, isu]",
            "[]",
            ["11:15: a source is the name, or a list of names, of entries under 'sources'"],
        ),
        (
            "[icbl, isu]",
            "7",
            ["11:15: a source is the name, or a list of names, of entries under 'sources'"],
        ),
        (
            "[icbl, isu]",
            "[icbl, [isu]]",
            ["11:15: a source is the name, or a list of names, of entries under 'sources'"],
        ),
        (
            "      source: [icbl, isu]\n",
            "",
            ["8:7: the key 'source' is missing | Add 'source: …' here."],
        ),
    ],
)
def test_every_source_is_declared_and_every_declared_source_is_named(
    old: str, new: str, told: list[str]
) -> None:
    assert problems(edited(old, new)) == [f"GNQ.yaml:{one}" for one in told]


EVERYWHERE = """\
state: GNQ
membership:
  - {instrument: accession, deposited: 1998-09-16, source: s01,
     withdrawal: {notified: 2025-01-01, source: s02}}
events:
  - {date: 2024, event: withdrawal announced, what: announced, source: s03}
article_1:
  cases:
    - id: A
      provisions: [1(1)(a)]
      happened_from: 2011
      happened_until: 2011
      alleged_by: a source
      actor: not named
      location: somewhere
      summary: alleged use
      status: open
      source: s04
      history:
        - {date: 2012, event: raised, source: s05}
article_3:
  - {mines: 0, source: s06}
article_4: {deadline_met: not stated, source: s07}
article_5:
  clearance:
    {original_deadline: 2009-03-01, latest_deadline_known: 2009-03-01, state_of_play: done,
     source: s08}
  extensions:
    - {deadline: 2010-01-01, decided_at: 9MSP, decided: 2008, decision: granted, source: s09}
article_7:
  complete_from: 1999-03-01
  complete_until: 2000-01-01
  complete_source: s10
  reports:
    - {covers: initial, submitted: 2000, source: s11}
  lists:
    - {list: initial reports outstanding, on: 2010-12-02, names_this_state: false, source: s12}
  disagreements:
    - {covers: initial, kept: submitted, kept_source: s13, contrary_source: s14,
       explained: false, reading: open}
article_8:
  requests:
    - {id: R, by: THA, made: 2025, what: request, source: s15}
article_9:
  - {status: none reported, known: 2012, source: s16}
sources:
"""
NAMES = [f"s{number:02}" for number in range(1, 17)]


def declared(names: list[str]) -> str:
    return EVERYWHERE + "".join(
        f"  {name}: {{title: T, publisher: monitor, date: 2199-12-31}}\n" for name in names
    )


def test_a_source_may_be_named_wherever_something_is_said() -> None:
    assert set(read_record(declared(NAMES), "GNQ.yaml").sources) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_source_is_missed_wherever_it_is_named(name: str) -> None:
    (told,) = problems(declared([one for one in NAMES if one != name]))
    assert f": the source '{name}' is not declared under 'sources'" in told
    line = next(at for at, text in enumerate(EVERYWHERE.splitlines(), 1) if name in text)
    assert told.startswith(f"GNQ.yaml:{line}:")


def test_problems_of_state_and_sources_are_shown_together() -> None:
    text = edited("state: GNQ", "state: NOR", edited("source: untc", "source: unct"))
    assert [told.split(": ")[0] for told in problems(text)] == [
        "GNQ.yaml:1:8",
        "GNQ.yaml:5:13",
        "GNQ.yaml:13:9",
    ]


# --- the folder


def test_records_are_in_the_order_of_their_codes(tmp_path: Path) -> None:
    second = edited("GNQ", "AFG")
    records = load_records(folder_of(tmp_path, GNQ=RECORD, AFG=second))
    assert list(records.by_state) == ["AFG", "GNQ"]


def test_other_files_beside_the_records_are_left_alone(tmp_path: Path) -> None:
    folder_of(tmp_path, GNQ=RECORD)
    (tmp_path / "README.md").write_text("# Notes\n", encoding="utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "AFG.yaml").write_text("no: record\n", encoding="utf-8")
    assert list(load_records(tmp_path).by_state) == ["GNQ"]


def test_a_missing_folder_is_a_wrong_command(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        load_records(tmp_path / "none")
    assert str(raised.value) == f"there is no folder {tmp_path / 'none'} to read records from"


def test_a_file_in_the_place_of_the_folder_is_a_wrong_command(tmp_path: Path) -> None:
    folder_of(tmp_path, GNQ=RECORD)
    with pytest.raises(UsageError, match="there is no folder"):
        load_records(tmp_path / "GNQ.yaml")


def test_an_empty_folder_is_told_what_a_record_is(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        load_records(tmp_path)
    assert str(raised.value) == (
        f"{tmp_path} holds no records: a record is a file such as GNQ.yaml"
    )


def test_all_problems_of_several_broken_files_are_shown_together_in_order(tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        AFG="",
        ALB="- a\n",
        BEL=b"state: BEL # ca\xe9\n",
        DZA="state: DZA\nstate: DZA\n",
        GNQ=edited("accession", "accesion", edited("untc: {title", "untc: {titl")),
        NOR=RECORD,
        SWE="a: [1\n",
        TON="[" * 100_000,
        TUV=b"#" * 10_000_000,
        ZWE=edited("GNQ", "ZWE"),
    )
    assert problems_in(tmp_path) == [
        "AFG.yaml: is empty",
        "ALB.yaml: is not a mapping of keys to values",
        "BEL.yaml:1:16: is not UTF-8 text: byte 0xe9",
        "DZA.yaml:2:1: the key 'state' stands here a second time, first on line 1",
        "GNQ.yaml:3:17: 'accesion' is not a known value of 'instrument'",
        "GNQ.yaml:13:9: the key 'title' is missing",
        "GNQ.yaml:13:10: unknown key 'titl'",
        "NOR.yaml:1:8: the file is named NOR.yaml, but its record is of GNQ (Equatorial Guinea)",
        "SWE.yaml:1:4: the bracket [ opened here is never closed",
        "TON.yaml:1:21: is nested more than 20 levels deep",
        "TUV.yaml: is larger than 1000 kB, far more than one State's record or one rule needs",
    ]


def test_a_folder_named_like_a_record_cannot_be_read(tmp_path: Path) -> None:
    folder_of(tmp_path, GNQ=RECORD)
    (tmp_path / "AFG.yaml").mkdir()
    (told,) = problems_in(tmp_path)
    assert told.startswith("AFG.yaml: cannot be read: ")


def test_the_fingerprint_is_over_names_and_contents(tmp_path: Path) -> None:
    fingerprint = load_records(folder_of(tmp_path, GNQ=RECORD)).sha256
    assert len(fingerprint) == 64
    for text in (RECORD + "#", RECORD.replace("\n", "\r\n"), edited("1998-09-16", "1998-09-15")):
        assert load_records(folder_of(tmp_path, GNQ=text)).sha256 != fingerprint
    assert load_records(folder_of(tmp_path, GNQ=RECORD)).sha256 == fingerprint
    folder_of(tmp_path, AFG=edited("GNQ", "AFG"))
    assert load_records(tmp_path).sha256 != fingerprint


def test_the_records_that_ship_are_of_all_166_states_that_ever_joined() -> None:
    records = load_records(shipped("states"))
    assert len(records.by_state) == 166
    assert all(code == record.state for code, record in records.by_state.items())
    assert records.sha256 == load_records(shipped("states")).sha256
