"""Models of documents, whose mistakes are shown at their line and column.

Pydantic tells where a value stands as a path of keys; this module turns the path into a place
of the file and pydantic's sentence into one that the author of the file understands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from compliance_engine.documents.names import with_canonical_names
from compliance_engine.documents.yaml import YamlList, YamlMap
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.suggestions import did_you_mean

_NOWHERE = Place("")

M = TypeVar("M", bound=BaseModel)


class Model(BaseModel):
    """A part of a document: strict, frozen, without unknown keys, and aware of its place.

    A model that refuses a key for a reason of its own names it in `refused_keys`, with what is
    wrong and what to do.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        arbitrary_types_allowed=True,
        defer_build=True,
    )

    _written: YamlMap | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_what_was_written(cls, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        if not isinstance(data, YamlMap):
            return handler(data)
        written = with_canonical_names(data, cls) if data.unusual else data
        made = handler(written)
        made._written = written
        return made

    @property
    def place(self) -> Place:
        """Where this part begins in its file."""
        written = self._written
        return _NOWHERE if written is None else written.place

    def place_of(self, key: str) -> Place:
        """Where the value of `key` stands, or this part as a whole if the key is not written."""
        written = self._written
        return _NOWHERE if written is None else written.value_places.get(key, written.place)

    def place_within(self, key: str, column: int) -> Place:
        """Where character `column`, from 1, of the text at `key` stands, as far as it is known."""
        written = self._written
        if written is None or key not in written.value_places:
            return self.place_of(key)
        return written.place_within(key, column)


class Document(Model):
    """A model of a whole file."""


def validate(model: type[M], data: object, file: str) -> M:
    """`data`, read by `parse_yaml`, as a `model`.

    Raises InvalidInputError with every problem, each at its place.
    """
    if not isinstance(data, YamlMap):
        what = "is empty" if data is None else "is not a mapping of keys to values"
        raise InvalidInputError([Problem(Place(file), what, "Begin with a line 'key: value'.")])
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InvalidInputError(_problem(model, data, one) for one in error.errors()) from error


def _problem(model: type[BaseModel], data: YamlMap, error: ErrorDetails) -> Problem:
    path = [step for step in error["loc"] if not str(step).startswith("function-")]
    about_key = error["type"] == "extra_forbidden"
    place, reached = _locate(data, path, about_key)
    key = str(path[-1]) if path else ""
    given = error["input"]
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            here = _model_at(model, path[:-1])
            if here is not None and (refused := getattr(here, "refused_keys", {}).get(key)):
                return Problem(place, *refused)
            known = _known_keys(here)
            return Problem(
                place,
                f"unknown key '{key}'",
                did_you_mean(key, known, f"Known keys here: {', '.join(sorted(known))}."),
            )
        case "missing":
            return Problem(place, f"the key '{key}' is missing", _how_to_add(key, path, data))
        case "enum" | "literal_error":
            expected = str(context.get("expected", ""))
            choices = [choice.strip("' ") for choice in expected.replace(" or ", ", ").split("', ")]
            return Problem(
                place,
                f"'{given}' is not a known value of '{_named(path)}'",
                did_you_mean(str(given), choices, f"Write one of: {expected}."),
            )
        case "value_error":
            raised = context.get("error")
            what = str(raised) if raised is not None else error["msg"]
            return Problem(place, what, getattr(raised, "remedy", ""))
        case "int_type":
            return Problem(
                place,
                f"'{_named(path)}' must be a whole number, not {_shown(given)}",
                "Write plain digits without quotes and without leading zeros.",
            )
        case "string_type":
            what = f"'{_named(path)}' must be a text, not {_shown(given)}"
            remedy = "Write it after the colon." if given is None else "Put it in quotes."
            return Problem(place, what, remedy)
        case "greater_than_equal" | "less_than_equal":
            least = error["type"] == "greater_than_equal"
            bound = context["ge" if least else "le"]
            what = f"'{_named(path)}' must be at {'least' if least else 'most'} {bound}"
            return Problem(place, f"{what}, not {given}", f"Write {bound} or {_beyond(least)}.")
        case "bool_type":
            return Problem(
                place,
                f"'{_named(path)}' must be true or false, not {_shown(given)}",
                "Write true or false, without quotes.",
            )
        case "tuple_type" | "list_type":
            what = f"'{_named(path)}' must be a list, not {_shown(given)}"
            return Problem(
                place, what, "Write [one, other], or each item on a line with '- ', or [] for none."
            )
        case "model_type" | "dict_type":
            inside = "an item of " if path and isinstance(path[-1], int) else ""
            what = f"{inside}'{_named(path)}' must be a mapping, not {_shown(given)}"
            return Problem(place, what, "Write lines 'key: value' here.")
        case _:
            named = f"'{_named(path)}': " if reached else ""
            return Problem(place, f"{named}{error['msg'][0].lower()}{error['msg'][1:]}", "")


def _how_to_add(key: str, path: Sequence[object], data: YamlMap) -> str:
    """Where to write a key that is missing, or where it stands by a slip of indentation."""
    strayed = _strayed(key, data) if len(path) == 1 else None
    if strayed is None:
        return f"Add '{key}: …' here."
    return f"One stands on line {strayed.line} under another key: begin that line at its left edge."


def _strayed(key: str, inside: object) -> Place | None:
    """Where a key stands, at any depth below the first."""
    parts: Iterable[object] = ()
    if isinstance(inside, YamlMap):
        parts = inside.values()
    elif isinstance(inside, YamlList):
        parts = inside
    for part in parts:
        if isinstance(part, YamlMap) and key in part:
            return part.key_places[key]
        if (found := _strayed(key, part)) is not None:
            return found
    return None


def _beyond(least: bool) -> str:
    return "more" if least else "less"


def _named(path: Sequence[object]) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "this")


def _shown(given: object) -> str:
    match given:
        case None:
            return "nothing"
        case bool():
            return str(given).lower()
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case _:
            return f"{str(given)[:60]!r}"


def _locate(data: YamlMap, path: Sequence[object], about_key: bool) -> tuple[Place, bool]:
    """The place of the deepest part of `path` that exists, and whether all of it does.

    The last step gives the place of its key where the problem is `about_key`, else of its value.
    """
    here: object = data
    place = data.place
    for index, step in enumerate(path):
        if isinstance(here, YamlMap) and isinstance(step, str) and step in here:
            places = here.key_places if about_key and index == len(path) - 1 else here.value_places
            place = places[step]
            here = here[step]
        elif isinstance(here, YamlList) and isinstance(step, int) and step < len(here):
            place, here = here.value_places[step], here[step]
        else:
            return place, False
    return place, True


def _known_keys(model: type[BaseModel] | None) -> list[str]:
    """The keys that a model may have."""
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], path: Sequence[object]) -> type[BaseModel] | None:
    """The model of the part of `model` at `path`."""
    here: type[BaseModel] | None = model
    names_of_entries = False
    for step in path:
        if here is None or not isinstance(step, str):
            continue
        if names_of_entries:
            names_of_entries = False
            continue
        field = next((f for n, f in here.model_fields.items() if (f.alias or n) == step), None)
        if field is not None:
            here = _model_in(field.annotation)
            names_of_entries = get_origin(field.annotation) is dict
    return here


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model inside of an annotation such as ``tuple[Report, ...]`` or ``Report | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _model_in(part)) is not None:
            return found
    return None
