"""The names that a room exports, each imported only when it is first asked for.

To show a check needs no model, no parser and no rule engine: a command imports what it uses.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module


def exported_lazily(room: str, **modules: str) -> Callable[[str], object]:
    """The ``__getattr__`` (PEP 562) of a room: for each of its `modules`, the names it exports."""
    module_of = {name: module for module, names in modules.items() for name in names.split()}

    def exported(name: str) -> object:
        if name not in module_of:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{room}.{module_of[name]}"), name)
        setattr(sys.modules[room], name, value)
        return value

    return exported
