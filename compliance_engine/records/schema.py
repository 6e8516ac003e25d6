"""The JSON Schema of a record, so that editors complete its keys and mark its mistakes."""

from __future__ import annotations

import json

from compliance_engine.records.model import Record


def record_schema() -> str:
    """The schema as JSON text that ends with a newline; always the same bytes."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Record.model_json_schema(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
