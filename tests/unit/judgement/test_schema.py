"""The schema of a file of judgements, as editors read it."""

from __future__ import annotations

import json

from compliance_engine.judgement.files import JudgementFile
from compliance_engine.judgement.schema import judgement_schema


def test_it_says_of_which_kind_it_is_and_what_a_file_holds() -> None:
    schema = json.loads(judgement_schema())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"].keys() == JudgementFile.model_fields.keys()


def test_it_is_a_text_that_people_can_read_and_compare() -> None:
    lines = judgement_schema().split("\n")
    assert lines[:2] == ["{", '  "$defs": {']
    assert lines[-2:] == ["}", ""]
    top = [line.split('"')[1] for line in lines if line.startswith('  "')]
    assert top == sorted(top)
    defined = [line.split('"')[1] for line in lines if line.startswith('    "') and "{" in line]
    assert "DeterminationInFile" in defined
