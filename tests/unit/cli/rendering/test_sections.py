"""Pages made of sections: the same for a terminal and as Markdown."""

from __future__ import annotations

from compliance_engine.cli.rendering.sections import (
    Code,
    Index,
    Linked,
    Listed,
    Page,
    Prose,
    Rows,
    Section,
    as_markdown,
    as_terminal,
)

PAGE = Page(
    "A title",
    (Prose("Not to be\n  overlooked.", emphatic=True),),
    (
        Section("One", (Prose("Plain *text* <b> [c]."), Listed(("a", "b")))),
        Section("Two", (Rows(("Key", "Value"), (("x", 'a == "b|c"'),), (10, None), code=(1,)),)),
        Section("Three", (Linked((("The other", "../other.md"),)), Code("a: 1\nb: 2\n"))),
        Section("Four", (Index(("Rule", "Title", "Other"), (("a/b", "T", "o"),)),)),
    ),
)


def test_a_page_as_markdown_takes_nothing_for_a_mark_that_is_none() -> None:
    assert (
        as_markdown(PAGE)
        == """\
# A title

**Not to be overlooked.**

## One

Plain \\*text\\* \\<b\\> \\[c\\].

- a
- b

## Two

| Key | Value |
| --- | --- |
| x | `a == "b\\|c"` |

## Three

- [The other](../other.md)

```yaml
a: 1
b: 2
```

## Four

| Rule | Title | Other |
| --- | --- | --- |
| [a/b](a/b.md) | T | o |
"""
    )


def test_a_page_for_a_terminal_says_the_same() -> None:
    said = as_terminal(PAGE)
    for text in ("A title", "One", "Plain *text* <b> [c].", 'a == "b|c"', "- ", "a: 1", "a/b"):
        assert text in said
    assert [line for line in said.splitlines() if line != line.rstrip()] == []
