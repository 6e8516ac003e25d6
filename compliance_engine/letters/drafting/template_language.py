"""What a Word template can say: show a field, go through a list, ask whether there is something.

Everything else that the language of templates has, calls, filters, includes, arithmetic, its own
globals, is refused where it stands. So a template that is read can always be filled.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from jinja2 import nodes


class Value(Enum):
    """A field that is a text, or a list of texts."""

    TEXT = "a text"
    TEXTS = "a list"


@dataclass(frozen=True)
class Record:
    """A field that has fields of its own."""

    fields: Mapping[str, Shape]


@dataclass(frozen=True)
class Records:
    """A list, each item of which has these fields."""

    fields: Mapping[str, Shape]


Shape: TypeAlias = Value | Record | Records
TEXT, TEXTS = Value.TEXT, Value.TEXTS

_OF_LOOPS = Record(dict.fromkeys(("index", "first", "last", "length"), TEXT))


@dataclass(frozen=True)
class Misuse:
    """What in a template is not of its language: on which line, and the name that is not known."""

    line: int
    what: str
    unknown: str | None = None
    known: tuple[str, ...] = ()


def misuses(template: nodes.Template, fields: Mapping[str, Shape]) -> Iterator[Misuse]:
    """Everything in a template that is not of its language, in its order."""
    yield from _block(template.body, fields)


def names_of(shape: Shape) -> Iterator[str]:
    """The names within a field."""
    if isinstance(shape, Record | Records):
        for name, inner in shape.fields.items():
            yield name
            yield from names_of(inner)


def _block(body: list[nodes.Node], scope: Mapping[str, Shape]) -> Iterator[Misuse]:
    for node in body:
        match node:
            case nodes.Output():
                for one in node.nodes:
                    if not isinstance(one, nodes.TemplateData):
                        yield from _shown(one, scope)
            case nodes.If():
                yield from _asked(node.test, scope)
                yield from _block([*node.body, *node.elif_, *node.else_], scope)
            case nodes.For():
                yield from _loop(node, scope)
            case _:
                yield _no_part(node)


def _loop(node: nodes.For, scope: Mapping[str, Shape]) -> Iterator[Misuse]:
    if node.test is not None or node.recursive or not isinstance(node.target, nodes.Name):
        yield _no_part(node)
        return
    shape = yield from _shape(node.iter, scope)
    if shape is None:
        return
    if shape is not TEXTS and not isinstance(shape, Records):
        yield Misuse(node.lineno, f"'{_written(node.iter)}' is no list to go through")
        return
    item: Shape = Record(shape.fields) if isinstance(shape, Records) else TEXT
    yield from _block(node.body, {**scope, node.target.name: item, "loop": _OF_LOOPS})
    yield from _block(node.else_, scope)


def _shown(node: nodes.Node, scope: Mapping[str, Shape]) -> Iterator[Misuse]:
    shape = yield from _shape(node, scope)
    if shape is not None and shape is not TEXT:
        what = f"'{_written(node)}' cannot be shown as it is: it has several texts"
        yield Misuse(node.lineno, what)


def _asked(node: nodes.Node, scope: Mapping[str, Shape]) -> Iterator[Misuse]:
    match node:
        case nodes.Not():
            yield from _asked(node.node, scope)
        case nodes.And() | nodes.Or():
            yield from _asked(node.left, scope)
            yield from _asked(node.right, scope)
        case nodes.Compare(ops=[nodes.Operand(op="eq" | "ne", expr=nodes.Const())]):
            yield from _shown(node.expr, scope)
        case _:
            yield from _shape(node, scope)


def _shape(node: nodes.Node, scope: Mapping[str, Shape]) -> Generator[Misuse, None, Shape | None]:
    """What a field is; None where it is not one, which is then told."""
    match node:
        case nodes.Name():
            if node.name in scope:
                return scope[node.name]
            yield Misuse(node.lineno, "", node.name, tuple(scope))
        case nodes.Getattr():
            shape = yield from _shape(node.node, scope)
            if shape is None:
                return None
            fields = shape.fields if isinstance(shape, Record) else {}
            if node.attr in fields:
                return fields[node.attr]
            yield Misuse(node.lineno, "", node.attr, tuple(fields))
        case _:
            yield _no_part(node)
    return None


def _no_part(node: nodes.Node) -> Misuse:
    kind = type(node).__name__.lower()
    return Misuse(node.lineno, f"templates only show fields, and this is more ({kind})")


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
