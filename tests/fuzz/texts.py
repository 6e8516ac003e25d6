"""Files of records and rules changed as text: refused with every problem at its place, or used."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Literal

from compliance_engine.documents.files import read_text
from compliance_engine.documents.model import validate
from compliance_engine.documents.yaml import YamlMap, parse_yaml
from compliance_engine.errors import EngineError, InvalidInputError
from compliance_engine.facts.building import facts_of
from compliance_engine.facts.consistency import consistency_problems
from compliance_engine.facts.model import Fact
from compliance_engine.findings.checking import check, finding_of
from compliance_engine.findings.language.wording import Wording
from compliance_engine.inference.agreement import DisagreementError
from compliance_engine.inference.engine import Engine
from compliance_engine.records.loading import load_records, read_record
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.compiling import compile_rule
from compliance_engine.rulebook.files import RuleFile
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.reading import Reading
from compliance_engine.shipped import shipped
from tests.builders import engine, rulebook
from tests.fuzz.level import Outcome, shorter
from tests.unit.inference.writing import process

SMALL_PACK = Path(__file__).parents[1] / "packs" / "cls"
DAYS = tuple(date(year, month, day) for year, month, day in (
    (1999, 3, 1), (2004, 2, 29), (2010, 12, 2), (2013, 4, 30), (2015, 5, 1), (2021, 1, 1),
    (2025, 12, 28),
))  # fmt: skip
SEEN_BY_RULES = ("GNQ", "KHM", "YEM", "LUX")
"""The States on whose records a changed rule is run."""

_HOSTILE = (
    *("NO", "yes", "~", "null", "010", "0x1F", "1:30", "1e5", ".inf", "-1", "9" * 19, "9" * 400),
    *("2015-02-29", "2015-2-3", "0001-01-01", "9999-12-31", "by 2015", "15-05-01", "2015-13"),
    *("&a x", "*a", "!!int 3", "!!python/name:os.system x", "<<: {a: 1}", "{", "]", "'", '"', "|"),
    *("- - - - - -", "[" * 60, "{a: " * 30, "? x", "--- a", "...", "%YAML 1.2", "#", ": ", "\t"),
    *("\x00", "\x07", "\x85", "\u2028", "\ufeff", "\u202e", "\udcff", "\udcc3", "😀", "é"),
    *("a" * 5_000, "{duty.due}", "{x", "}", "{state:de}", "{duty.known:on}", "as_of"),
    *("years(9999999)", "not known", "1 + 1 == 2", "duty.due", "kind ==", 'x in [""]', "(" * 200),
    *("== " * 50, "days - 99999999999"),
)  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)

Kind = Literal["record", "rule", "pack"]


@dataclass(frozen=True)
class TextCase:
    """The text of one file, with its name in its folder, and the day of a check.

    A byte that is not UTF-8 stands as a lone surrogate, as Python has it. A record is used with
    the real rulebook, a rule in place of all others, a file of the small pack in that pack.
    """

    kind: Kind
    file: str
    text: str
    as_of: date


class Texts:
    """Files changed as text never end in anything but refusal or agreement."""

    name = "texts"

    def case(self, number: int) -> TextCase:
        """The case of a number: a real file with one to four changes."""
        chance = Random(f"text {number}")
        kind: Kind = chance.choice(("record",) * 10 + ("rule",) * 8 + ("pack",) * 2)
        files = _files(kind)
        names = tuple(files)
        file = min(chance.sample(names, min(3, len(names))), key=lambda name: len(files[name]))
        text = files[file]
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            text = _changed(chance, text, files)
        return TextCase(kind, file, text, chance.choice(DAYS))

    def run(self, case: TextCase) -> Outcome:
        """Refused is what loading refuses, and a rule that is more than the core can be given."""
        try:
            match case.kind:
                case "record":
                    _run_record(case)
                case "rule":
                    return _run_rule(case)
                case "pack":
                    _run_pack(case)
        except InvalidInputError as error:
            _check(error)
            return Outcome.REFUSED
        return Outcome.COMPARED

    def smaller(self, case: TextCase) -> Iterator[TextCase]:
        """Fewer lines, then fewer characters of a line."""
        lines = case.text.splitlines(keepends=True)
        for less in shorter(lines):
            yield replace(case, text="".join(less))
        for at, line in enumerate(lines):
            for tokens in shorter(_TOKEN.findall(line)):
                text = "".join([*lines[:at], "".join(tokens), *lines[at + 1 :]])
                yield replace(case, text=text)


@cache
def _files(kind: Kind) -> Mapping[str, str]:
    """The texts that cases of a kind begin with, by their names in their folder."""
    folder, pattern = {
        "record": (shipped("states"), "*.yaml"),
        "rule": (shipped("rules") / "apmbc", "*-*/*.yaml"),
        "pack": (SMALL_PACK / "rules", "**/*.yaml"),
    }[kind]
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.glob(pattern))
        if not path.name.endswith(".cases.yaml") and path.parent.name != "plans"
    }


def _changed(chance: Random, text: str, files: Mapping[str, str]) -> str:
    match chance.randrange(10):
        case 0 | 1 | 2:
            lines = text.splitlines(keepends=True)
            return "".join(_rearranged(chance, lines))
        case 3 | 4:
            return "".join(_rearranged(chance, _TOKEN.findall(text)))
        case 5:
            at = chance.randint(0, len(text))
            return text[:at] + text[at + chance.choice((1, 1, 2, 9, 90)) :]
        case 6:
            lines = text.splitlines(keepends=True) or [""]
            at = chance.randrange(len(lines))
            lines[at] = chance.choice(("", " ", "  ", "    ", "\t")) + lines[at].lstrip()
            return "".join(lines)
        case 7 | 8:
            values = list(re.finditer(r"(?<=: )\S.*|(?<=- )\S.*|(?<=[\[ \"])\w+", text))
            if not values:
                return chance.choice(_HOSTILE)
            place = chance.choice(values)
            other = chance.choice(values).group()
            value = chance.choice((chance.choice(_HOSTILE), other))
            return text[: place.start()] + value + text[place.end() :]
        case _:
            at = chance.randint(0, len(text))
            donor = chance.choice(tuple(files.values()))
            start = chance.randrange(len(donor))
            piece = chance.choice((chance.choice(_HOSTILE), donor[start : start + 200]))
            return text[:at] + piece + text[at:]


def _rearranged(chance: Random, parts: list[str]) -> list[str]:
    """One part, or a few in a row, deleted, doubled, or swapped with as many others."""
    if not parts:
        return parts
    size = chance.choice((1, 1, 1, 2, 5))
    one, other = sorted((chance.randrange(len(parts)), chance.randrange(len(parts))))
    piece = parts[one : one + size]
    match chance.randrange(4):
        case 0:
            return parts[:one] + parts[one + size :]
        case 1:
            return parts[:one] + piece + parts[one:]
        case 2:
            return parts[:other] + piece + parts[other:]
        case _:
            rest = parts[:one] + parts[one + size :]
            return rest[:other] + piece + rest[other:]


def _check(error: InvalidInputError) -> None:
    assert error.problems, "refused without a reason"
    for problem in error.problems:
        assert problem.place.file, f"a problem without a place: {problem}"
        assert problem.what, "a problem without words"
        str(problem).encode("utf-8", "surrogateescape")


def _write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


def _read(case: TextCase) -> str:
    with TemporaryDirectory() as folder:
        return read_text(_write(Path(folder) / "any.yaml", case.text), case.file)


def _run_record(case: TextCase) -> None:
    record = read_record(_read(case), case.file)
    if problems := tuple(consistency_problems(record, rulebook().treaty)):
        raise InvalidInputError(problems)
    check({record.state: record}, rulebook(), engine("both"), case.as_of)


def _run_rule(case: TextCase) -> Outcome:
    data = parse_yaml(_read(case), case.file)
    file = validate(RuleFile, data, case.file)
    assert isinstance(data, YamlMap)
    reading, book = Reading(), rulebook()
    name = case.file.removesuffix(".yaml")
    level = 2 if any(key.split()[:1] == ["finding"] for key in file.when) else 1
    rule = compile_rule(name, level, file, data, kinds=book.kinds, reading=reading)
    if reading.problems:
        raise InvalidInputError(reading.problems)
    with ExitStack() as opened:
        try:
            rules = replace(book, rules=(rule,))
            engine = opened.enter_context(Engine(rules, "both", process=process()))
        except DisagreementError:
            raise
        except EngineError:
            return Outcome.REFUSED
        for code, facts in _facts(case.as_of).items():
            wording = Wording(state_of_code(code), case.as_of, "en")
            for one in engine.conclude(code, facts, case.as_of):
                finding_of(code, one, book, wording, case.as_of)
    return Outcome.COMPARED


@cache
def _facts(as_of: date) -> Mapping[str, tuple[Fact, ...]]:
    texts = _files("record")
    return {
        code: facts_of(read_record(texts[f"{code}.yaml"], f"{code}.yaml"), rulebook(), as_of)
        for code in SEEN_BY_RULES
    }


def _run_pack(case: TextCase) -> None:
    with TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        shutil.copytree(SMALL_PACK / "rules", pack)
        _write(pack / case.file, case.text)
        book: Rulebook = load_rulebook(pack)
    records = load_records(SMALL_PACK / "states").by_state
    if problems := [
        one for of in records.values() for one in consistency_problems(of, book.treaty)
    ]:
        raise InvalidInputError(problems)
    with Engine(book, "both", process=process()) as engine:
        check(records, book, engine, case.as_of)
