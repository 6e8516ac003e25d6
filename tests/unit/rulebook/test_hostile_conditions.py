"""Text from a stranger is read, and never run; nothing that it says brings the engine down."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest

from compliance_engine.rulebook.parsing import parse_condition
from compliance_engine.rulebook.syntax import ConditionError
from compliance_engine.rulebook.templates import parse_template
from tests.unit.rulebook.scope import EARLIER, SCOPE, refusal


@pytest.mark.parametrize(
    "attempt",
    [
        'open("{path}", "w")',
        'open("{path}", "w").close() == 1',
        '__import__("os").mkdir("{path}")',
        '__import__("pathlib").Path("{path}").touch() == None',
        "exec(\"open('{path}', 'w')\")",
        "eval(\"open('{path}', 'w')\") == 1",
        '[open("{path}", "w") for x in [1]]',
        'due in [open("{path}", "w")]',
        '(lambda: open("{path}", "w"))() == 1',
        "key == f\"{{open('{path}', 'w')}}\"",
        '(x := open("{path}", "w")) == 1',
        'late and open("{path}", "w")',
        'known(open("{path}", "w"))',
        'due + years(open("{path}", "w")) > due',
        'late if open("{path}", "w") else late',
        '().__class__.__base__.__subclasses__()[0]("{path}") == 1',
    ],
)
def test_nothing_in_a_condition_or_a_text_is_ever_run(tmp_path: Path, attempt: str) -> None:
    target = tmp_path / "made"
    text = attempt.format(path=target)
    with pytest.raises(ConditionError):
        parse_condition(text, SCOPE)
    with pytest.raises(ConditionError):
        parse_template("{" + text.replace("{", "").replace("}", "") + "}", EARLIER)
    assert not target.exists()
    assert list(tmp_path.iterdir()) == []


def test_neither_eval_nor_exec_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("called")

    monkeypatch.setattr(builtins, "eval", forbidden)
    monkeypatch.setattr(builtins, "exec", forbidden)
    assert len(parse_condition('kind == "annual report" and year > 2010', SCOPE)) == 2
    assert refusal("print(1)").what == "'print(1)' is not allowed here"


@pytest.mark.parametrize(
    "text",
    [
        *("lambda: late", "[x for x in key]", "{x for x in key}", "{1: late}", "(x for x in key)"),
        *('f"{late}" == key', "(late := true)", "late := true", "kind.__class__ == key"),
        *("before.__class__ == key", "before.__dict__", "__builtins__ == key", "key[0] == key"),
        *("before.kind.upper() == key", "*key == key", "await late", "yield late", "late @ late"),
        *("late if late else late", "not not late", "~late", "late & late", "key == b'x'"),
        *("key == ...", "key == 1j", "import os", "x = 1", "late; late", "del late", "pass"),
        *("due < due < due", "key is key", "late or late", "known", "known(known(due))", "()"),
    ],
)
def test_the_rest_of_the_language_is_refused(text: str) -> None:
    error = refusal(text)
    assert error.what
    assert error.remedy
    assert 1 <= error.column <= len(text) + 1


DEEP = 990


@pytest.mark.parametrize(
    "text",
    [
        "(" * DEEP + "late" + ")" * DEEP,
        "[" * DEEP + "]" * DEEP,
        "(" * 1990,
        "not " * (DEEP // 2) + "late",
        "-" * 1990 + "1 == year",
        "~" * 1990 + "late",
        "due" + "+1" * DEEP + " < as_of",
        "due" + "-1" * DEEP + " < as_of",
        "due < as_of" + "+1" * DEEP,
        "1**" * (DEEP // 2) + "1 == 1",
        "a" + ".a" * DEEP,
        "f" + "()" * DEEP,
        "a" + "[0]" * (DEEP // 2),
        "known(" * 300 + "due" + ")" * 300,
        "lambda:" * 280 + "1",
        "late if late else " * 100 + "late",
        "1 < " * 400 + "1",
        "late or " * 200 + "late",
        "{" * 100 + "}" * 100,
        "x" * 1_000_000,
        '"' * 1999,
        "\\" * 1999,
        "\x00",
        "late\x00",
        "key == '\ud800'",
        "late\x0c and late and",
        "9" * 1999 + " == year",
    ],
    ids=lambda text: f"{text[:12]!r}",
)
def test_a_monstrous_condition_is_an_error_and_never_a_crash(text: str) -> None:
    error = refusal(text)
    assert error.what
    assert error.column >= 1
    with pytest.raises(ConditionError):
        parse_template("{" + text + "}", EARLIER)


def test_brackets_as_deep_as_they_please_around_one_test_change_nothing() -> None:
    plain = parse_condition("year == 2010", SCOPE)
    assert parse_condition("(" * 50 + "year == 2010" + ")" * 50, SCOPE) == plain
