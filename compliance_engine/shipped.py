"""Where the rules and records that come with the package are."""

from __future__ import annotations

from pathlib import Path

from compliance_engine.documents.files import followed

_PACKAGE = Path(__file__).parent
_IN_WHEEL = _PACKAGE / "shipped"
_IN_CHECKOUT = {"rules": "rules", "states": "fixtures/states"}


def shipped(name: str) -> Path:
    """The folder ``rules`` or ``states``: inside of an installed package, else of the checkout."""
    inside = _IN_WHEEL / name
    return inside if inside.is_dir() else _PACKAGE.parent / _IN_CHECKOUT[name]


def inside_installed_package(folder: Path) -> bool:
    """Whether a folder is one that an installed package brought; a checkout's own is not."""
    return followed(folder).is_relative_to(followed(_IN_WHEEL))
