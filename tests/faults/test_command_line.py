"""What a user sees of a worker that dies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance_engine.inference import process
from tests.acceptance.command_line import DONE, INTERNAL_ERROR, Ran, run
from tests.faults.faulty import Fault

CHECK = ("check", "--no-cache", "--as-of", "2020-06-30")
STATES = ("--state", "AFG", "--state", "BEN", "--state", "TUV")
AT_THE_SECOND_STATE = 5  # after two requests to make rules, and two on the first State


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Has the worker die of a segmentation fault at the second State."""
    fault = Fault("segmentation fault", "before the answer", AT_THE_SECOND_STATE)
    monkeypatch.setattr(process, "CoreProcess", lambda: fault.started(tmp_path))


def check(*arguments: str) -> Ran:
    return run(*CHECK, *STATES, *arguments)


@pytest.mark.usefixtures("dying")
@pytest.mark.parametrize("engine", ["both", "rete"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_run_whose_worker_dies_ends_with_a_clear_error_and_writes_nothing(
    engine: str, form: str
) -> None:
    ran = check("--engine", engine, "--format", form)
    assert (ran.code, ran.out) == (INTERNAL_ERROR, "")
    assert ran.err == (
        "Error: BEN, rule pack apmbc: the inference engine was killed (signal 11, Segmentation "
        "fault). Nothing of this run may be used. Run it again; if that does not help, choose "
        "--engine plain, and report it with the record and the rules\n"
    )


@pytest.mark.usefixtures("dying")
@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_under_auto_it_goes_on_with_plain_and_says_so(form: str) -> None:
    ran, plain = (check("--engine", engine, "--format", form) for engine in ("auto", "plain"))
    assert ran.code == plain.code == DONE
    assert plain.err == ""
    assert ran.err == (
        "Note: BEN, rule pack apmbc: the inference engine was killed (signal 11, Segmentation "
        "fault). From this State on, only the plain evaluator was used.\n"
    )
    told = set(ran.out.splitlines()) - set(plain.out.splitlines())
    assert not set(plain.out.splitlines()) - set(ran.out.splitlines()) or form == "json"
    match form:
        case "json":
            assert told == {'  "engine": "both, but plain alone from BEN on",'}
        case "csv":
            assert told == set()
        case _:
            assert "stopped working at Benin" in " ".join(sorted(told))


@pytest.mark.usefixtures("dying")
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "One of the two evaluators"), ("fr", "L'un des deux"), ("es", "Uno de los dos")],
)
def test_it_is_said_in_every_language(language: str, words: str) -> None:
    assert words in check("--engine", "auto", "--lang", language).out


def test_without_a_fault_auto_gives_what_both_gives() -> None:
    auto, both = (check("--engine", engine, "--format", "json") for engine in ("auto", "both"))
    assert auto == both
    assert auto.json["engine"] == "both"


@pytest.mark.usefixtures("dying")
def test_what_was_found_by_plain_alone_is_not_kept_as_if_both_had_agreed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COMPLIANCE_ENGINE_CACHE", str(tmp_path / "cache"))
    command = ("check", *CHECK[2:], *STATES, "--engine", "auto", "--format", "json")
    first = run(*command)
    assert json.loads(first.out)["engine"] == "both, but plain alone from BEN on"
    assert first.err.startswith("Note: BEN")
    monkeypatch.undo()
    monkeypatch.setenv("COMPLIANCE_ENGINE_CACHE", str(tmp_path / "cache"))
    assert run(*command).json["engine"] == "both"
