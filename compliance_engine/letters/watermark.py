"""The watermark of a draft: taken out of a text when the letter is approved."""

from __future__ import annotations

from typing import Any

MARK = "PowerPlusWaterMarkObject"
"""How Word itself names the shape of a watermark."""

_RUN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"


def remove_watermark(text: Any) -> bool:
    """Takes the runs that hold the shape out of a page header, or out of the body, as XML.

    False if there is a watermark that stands in no run, which is then left as it is.
    """
    for shape in _marked(text):
        runs = list(shape.iterancestors(_RUN))
        if runs and runs[-1].getparent() is not None:
            runs[-1].getparent().remove(runs[-1])
    return not _marked(text)


def _marked(text: Any) -> list[Any]:
    return [one for one in text.iter() if any(MARK in value for value in one.attrib.values())]
