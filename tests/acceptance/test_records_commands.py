"""``records …``: validate, show, schema and import."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.documents.yaml import parse_yaml
from tests.acceptance.command_line import (
    CHECKOUT,
    DONE,
    INVALID_INPUT,
    WRONG_USAGE,
    run,
    run_apart,
)

STATES = CHECKOUT / "fixtures" / "states"
ON_RECORD = sorted(path.stem for path in STATES.glob("*.yaml"))


def shown(state: str, *arguments: str | Path) -> dict[str, Any]:
    record = run("records", "show", state, "--format", "json", *arguments).json
    assert isinstance(record, dict)
    return record


# --- validate


def test_the_records_shipped_are_valid() -> None:
    ran = run("records", "validate")
    assert (ran.code, ran.out, ran.err) == (DONE, "166 records, no problem found.\n", "")


def test_one_record_is_counted_as_one(tmp_path: Path) -> None:
    shutil.copy(STATES / "TON.yaml", tmp_path)
    assert run("records", "validate", "--records", tmp_path).out == "1 record, no problem found.\n"


def test_every_problem_of_a_record_is_shown_at_its_place(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    text = (STATES / "TON.yaml").read_text(encoding="utf-8")
    text = text.replace("instrument: accession", "instrument: acession", 1)
    text = text.replace("deposited: 2025-06-25", "deposited: 2025-06-31", 1)
    text = text.replace("in_force_stated: 2025-12-01", "in_force_said: 2025-12-01", 1)
    (tmp_path / "TON.yaml").write_text(text, encoding="utf-8")
    ran = run("records", "validate", "--records", tmp_path)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err == snapshot


# --- show


def test_a_record_in_words(snapshot: SnapshotAssertion) -> None:
    out = run("records", "show", "TON").out
    assert out == snapshot
    assert run("records", "show", "Tonga").out == run("records", "show", "ton").out == out


def _bare(part: Any) -> Any:
    """A part of a record file, or of what is shown of it, without what showing it adds."""
    if isinstance(part, dict):
        return {
            key: [value] if key.endswith("source") and isinstance(value, str) else _bare(value)
            for key, value in part.items()
            if key not in ("where", "confidence", "said_by")
        }
    if isinstance(part, list):
        return [_bare(one) for one in part]
    return part if part is None or isinstance(part, bool) else str(part)


@pytest.mark.deep
def test_json_has_everything_that_the_file_has() -> None:
    for state in ON_RECORD:
        file = f"{state}.yaml"
        written = parse_yaml((STATES / file).read_text(encoding="utf-8"), file)
        assert _bare(shown(state)) == _bare(written)


def test_each_statement_has_its_place_and_confidence() -> None:
    record = shown("GNQ")
    lines = (STATES / "GNQ.yaml").read_text(encoding="utf-8").splitlines()
    for report in record["article_7"]["reports"]:
        file, line, column = report["where"].split(":")
        assert file == "GNQ.yaml"
        assert lines[int(line) - 1][int(column) - 1 :] == f"covers: {report['covers']}"
        assert report["confidence"] == "one publisher"
    assert record["membership"][0]["confidence"] == "the depositary (in a copy)"


def test_the_table_names_every_line_that_a_source_speaks_on() -> None:
    for state in ("GNQ", "KHM", "UKR", "SSD", "TON"):
        out = run("records", "show", state).out

        def places(part: Any) -> list[str]:
            if isinstance(part, list):
                return [place for one in part for place in places(one)]
            if not isinstance(part, dict):
                return []
            own = [part["where"]] if "where" in part else []
            return own + [place for one in part.values() for place in places(one)]

        listed = places(shown(state))
        assert listed
        assert [place for place in listed if f"  {place} " not in out] == []


def test_the_table_shows_where_sources_disagree() -> None:
    out = " ".join(run("records", "show", "GNQ").out.split())
    assert "sources disagree on the initial report: submitted (isu-2014)" in out


def test_an_unknown_state_and_one_without_a_record_are_refused() -> None:
    for given, said in (
        ("Bostwana", "Did you mean Botswana (BWA)?"),
        ("USA", "there is no record of USA"),
    ):
        ran = run("records", "show", given)
        assert (ran.code, ran.out) == (WRONG_USAGE, "")
        assert said in ran.err


# --- schema


def test_the_schema_is_json_schema_of_a_record() -> None:
    schema = run("records", "schema").json
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["required"]) == {"state", "membership", "sources"}
    assert schema["additionalProperties"] is False


def test_the_schema_is_always_the_same_bytes() -> None:
    apart = run_apart("records", "schema", environment={"PYTHONHASHSEED": "5"})
    assert apart.stdout == run("records", "schema").stdout
    assert json.loads(apart.out)


# --- the group


def test_an_unknown_command_is_refused_with_what_may_be_meant() -> None:
    ran = run("records", "validated")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert ran.err.endswith("Error: there is no command 'validated'. Did you mean 'validate'?\n")


def test_the_group_lists_its_commands() -> None:
    out = run("records", "--help").out
    for name in ("import", "schema", "show", "validate"):
        assert f"\n  {name} " in out
