"""Values of this package as bytes, and back.

Unpacking makes nothing but data: days, numbers, and values of this package. Bytes
that ask for anything else are refused, so that a file put among the entries can run nothing.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from io import BytesIO
from typing import cast

_PACKAGE = "compliance_engine."
_NUMBERS_AND_DAYS = (("datetime", "date"), ("fractions", "Fraction"))


class UnpackingError(Exception):
    """The bytes are not what `packed` gives, or ask for what is not here."""


def packed(value: object, shared: Mapping[str, object]) -> bytes:
    """A value as bytes; of objects that are `shared`, only their names."""
    names = {id(one): name for name, one in shared.items()}
    stream = BytesIO()
    _Packing(stream, names).dump(value)
    return stream.getvalue()


def unpacked(data: bytes, shared: Mapping[str, object]) -> object:
    """The value that `packed` was given, with the `shared` objects of these names.

    Raises UnpackingError.
    """
    try:
        return _Unpacking(BytesIO(data), shared).load()
    except (
        ArithmeticError,
        AttributeError,
        EOFError,
        ImportError,
        LookupError,
        MemoryError,
        TypeError,
        ValueError,
        pickle.UnpicklingError,
    ) as error:
        raise UnpackingError(str(error)) from error


class _Packing(pickle.Pickler):
    def __init__(self, stream: BytesIO, names: Mapping[int, str]) -> None:
        super().__init__(stream, protocol=5)
        self._names = names

    def persistent_id(self, obj: object) -> str | None:
        return self._names.get(id(obj))


class _Unpacking(pickle.Unpickler):
    def __init__(self, stream: BytesIO, shared: Mapping[str, object]) -> None:
        super().__init__(stream)
        self._shared = shared

    def persistent_load(self, pid: object) -> object:
        return self._shared[str(pid)]

    def find_class(self, module_name: str, global_name: str) -> type:
        return _class_of_values(module_name, global_name)


@cache
def _class_of_values(module_name: str, global_name: str) -> type:
    is_own = module_name.startswith(_PACKAGE)
    if is_own or (module_name, global_name) in _NUMBERS_AND_DAYS:
        found = getattr(import_module(module_name), global_name)
        if not is_own or _is_data(found):
            return cast(type, found)
    raise pickle.UnpicklingError(f"{module_name}.{global_name} is not among what is kept")


def _is_data(found: object) -> bool:
    """Whether it is a class of values: a dataclass, a named tuple or an enumeration."""
    return isinstance(found, type) and (
        is_dataclass(found)
        or issubclass(found, Enum)
        or (issubclass(found, tuple) and hasattr(found, "_fields"))
    )
