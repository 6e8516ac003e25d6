"""Text files read into values that know their line and column: strict YAML, checked by models.

Both records and rules are read here, so that a mistake in either is shown in the same way.
"""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.documents.files import MAX_BYTES, read_text, write_bytes, write_text
    from compliance_engine.documents.model import Document, Model, validate
    from compliance_engine.documents.yaml import YamlList, YamlMap, YamlValue, parse_yaml
else:
    __getattr__ = exported_lazily(
        __name__,
        files="MAX_BYTES read_text write_bytes write_text",
        model="Document Model validate",
        yaml="YamlList YamlMap YamlValue parse_yaml",
    )

__all__ = [
    "MAX_BYTES",
    "Document",
    "Model",
    "YamlList",
    "YamlMap",
    "YamlValue",
    "parse_yaml",
    "read_text",
    "validate",
    "write_bytes",
    "write_text",
]
