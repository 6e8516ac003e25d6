"""The JSON Schema of a file of judgements, so that editors complete it and mark its mistakes."""

from __future__ import annotations

import json

from compliance_engine.judgement.files import JudgementFile


def judgement_schema() -> str:
    """The schema as JSON text that ends with a newline; always the same bytes."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **JudgementFile.model_json_schema(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
