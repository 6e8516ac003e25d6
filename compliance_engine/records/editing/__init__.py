"""Records changed without touching what stays: comments, order and layout, byte for byte."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.records.editing.adding import add_entry, declare_source, set_fields
    from compliance_engine.records.editing.editing import edit_record
    from compliance_engine.records.editing.errors import CannotEditError
    from compliance_engine.records.editing.rewriting import rewritten
    from compliance_engine.records.editing.saving import alone_in, refuse_shipped, save
else:
    __getattr__ = exported_lazily(
        __name__,
        adding="add_entry declare_source set_fields",
        editing="edit_record",
        errors="CannotEditError",
        rewriting="rewritten",
        saving="alone_in refuse_shipped save",
    )

__all__ = [
    "CannotEditError",
    "add_entry",
    "alone_in",
    "declare_source",
    "edit_record",
    "refuse_shipped",
    "rewritten",
    "save",
    "set_fields",
]
