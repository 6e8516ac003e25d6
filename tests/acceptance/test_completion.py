"""What a shell is offered, for each kind of word, and that it costs little and never fails."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import click
import pytest

from compliance_engine.cli.completing import VARIABLE, Offer, Offered
from compliance_engine.cli.kept_names import names_kept
from compliance_engine.cli.main import cli
from compliance_engine.records.states import all_states
from compliance_engine.store.location import FILE, location_of
from compliance_engine.store.location import VARIABLE as STORE
from tests.acceptance.auditing import Audit
from tests.acceptance.command_line import CHECKOUT, DONE, WRONG_USAGE, run
from tests.acceptance.lettering import Register
from tests.processes import environment_of_a_process

DAY = ("--as-of", "2026-06-24")
ANNUAL = "TUV/article-7/annual-report-outstanding"
BASH = shutil.which("bash")


def offered(*words: str, store: str = "") -> list[str]:
    """What bash is offered for the last of these words; nothing may be said beside it."""
    asked = {
        VARIABLE: "bash_complete",
        "COMP_WORDS": "\n".join(("compliance-engine", *words)),
        "COMP_CWORD": str(len(words)),
        STORE: store,
    }
    with patch.dict(os.environ, asked):
        ran = run()
    assert (ran.code, ran.err) == (DONE, "")
    return [line.partition(",")[2] for line in ran.out.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (("ch",), ["check"]),
        (("letters", "m"), ["mark-sent"]),
        (("records", "edit", "TUV", "add-r"), ["add-report", "add-request", "add-retained"]),
        (("check", "--rule", "article-9/no"), ["article-9/no-measures-reported"]),
        (("check", "--rule", "two-years"), ["two-years-silent"]),
        (("letters", "draft", "--rule", "follow-up/"), ["follow-up/reminder-due"]),
        (("rules", "test", "article-1/case-open", "article-8/"), ["article-8/next-meeting"]),
        (("rules", "lint", "commit"), ["commitments/oslo-49-no-information"]),
        (("explain", "TUV", "article-7/init"), ["article-7/initial-report-outstanding"]),
        (("waive", "article-7/five"), ["article-7/five-years-silent"]),
        (("letters", "list", "--matter", "article-1/"), ["article-1/case-open"]),
        (("check", "--state", "tu"), ["TUN", "TUR", "TUV", "Tunisia", "Tuvalu"]),
        (("duties", "Equa"), ["Equatorial Guinea"]),
        (("history", "Côte"), ["Côte d'Ivoire"]),
        (("history", "Cote"), ["Côte d'Ivoire"]),
        (("history", "cote d"), ["Côte d'Ivoire"]),
        (("duties", "turk"), ["Türkiye"]),
        (("duties", "Turke"), ["Turkey"]),
        (("duties", "swaz"), ["Swaziland"]),
        (("duties", "sao t"), ["Sao Tome and Principe"]),
        (("duties", "cap v"), ["Cap-Vert"]),
        (("duties", "guinea b"), ["Guinea-Bissau"]),
        (("records", "show", "Norv"), ["Norvège"]),
        (("records", "edit", "GN"), ["GNB", "GNQ"]),
        (("waive", "article-7/five-years-silent", "TU"), ["TUV"]),
        (("audit", "run", "--removed", "TUV"), ["TUV"]),
        (("check", "--article", "7"), ["7", "7(1)", "7(2)"]),
        (("history", "--article", "osl"), ["Oslo Action Plan"]),
        (("brief", "19"), ["19MSP"]),
        (("letters", "draft", "--meeting", "TS"), ["TS-COMPLIANCE-2021"]),
        (("letters", "draft", "--family", "reports"), ["reports-due"]),
        (("rules", "indicators", "--plan", ""), ["oslo", "cartagena"]),
        (("rules", "new", "--duty", "ini"), ["initial report"]),
        (("rules", "new", "--follow-up", "case"), ["case-information"]),
        (("records", "edit", "TUV", "add-report", "--source", "ic"), ["icbl-2015-06-18"]),
        (("records", "edit", "Tuvalu", "add-report", "--source", "un"), ["untc"]),
        (("records", "edit", "TUV", "add-case", "--status", "res"), ["resolved"]),
        (("check", "--format", "m"), ["markdown"]),
        (("check", "--lang", ""), ["en", "fr", "es"]),
        (("check", "--verdict", "met"), ["met", "met late", "met, timeliness unknown"]),
        (("check", "--region", "As"), ["Asia-Pacific"]),
        (("check", "--severity", "h"), ["high"]),
        (("audit", "run", "--fail-on", "new:m"), ["new:medium"]),
    ],
    ids=" ".join,
)
def test_each_kind_of_word_is_offered(words: tuple[str, ...], some: list[str]) -> None:
    assert [one for one in offered(*words) if one in some] == some or set(some) <= {
        *offered(*words)
    }


def test_what_is_offered_begins_as_the_word_does() -> None:
    assert offered("check", "--rule", "article-9")
    for one in offered("check", "--rule", "article-9"):
        assert one.startswith("article-9/")
    assert offered("check", "--rule", "ARTICLE-9/NO-P") == ["article-9/no-penal-sanctions"]
    assert offered("check", "--rule", "nonsense") == []
    assert offered("duties", "Nowhere") == []


@pytest.mark.parametrize("command", [("explain",), ("judge", "confirm"), ("waive",)], ids=" ".join)
def test_findings_are_offered_once_one_state_is_meant(command: tuple[str, ...]) -> None:
    """Those that stand on the day, each with what tells it apart from others of its rule."""
    assert offered(*command, *DAY, f"{ANNUAL}/") == [
        f"{ANNUAL}/2012", f"{ANNUAL}/2013", f"{ANNUAL}/2014",
    ]  # fmt: skip
    assert f"{ANNUAL}/2014" in offered(*command, *DAY, "TUV")
    assert not any("/a" in one for one in offered(*command, *DAY, "TU"))
    assert f"{ANNUAL}/2014" not in offered(*command, "--as-of", "2014-01-01", ANNUAL)


def test_states_begin_the_ids_of_findings() -> None:
    assert offered("judge", "resolved", "TU") == ["TUN/", "TUR/", "TUV/"]


def test_only_states_with_a_record_are_offered(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "fixtures" / "states" / "TUV.yaml", tmp_path)
    assert offered("duties", "--records", str(tmp_path), "T") == ["TUV", "Tuvalu"]


def test_rules_are_those_of_the_folder_given(tmp_path: Path) -> None:
    pack = CHECKOUT / "tests" / "packs" / "cls" / "rules"
    found = offered("check", "--rules", str(pack), "--rule", "")
    assert found
    assert not any(one.startswith("article-7/") for one in found)


def test_letters_are_offered_from_their_register(register: Register) -> None:
    reference = register.drafted()
    for command in ("approve", "mark-sent", "reply", "close", "discard", "show"):
        assert offered("letters", command, "20", store=register.store) == [reference]
    assert offered("letters", "show", "--store", register.store, "20") == [reference]
    assert offered("letters", "show", "1999", store=register.store) == []


def test_runs_messages_and_findings_are_offered_from_the_store(audit_on_each: Audit) -> None:
    audit_on_each.ran("2026-06-24")
    audit_on_each.ran("2026-06-25")
    store = audit_on_each.store
    for command in (("show",), ("replay",), ("diff", "1")):
        assert offered("audit", *command, "", store=store)[:3] == ["last", "2", "1"]
        assert "18MSP" in offered("audit", *command, "18", store=store)
    found = offered("audit", "finding", "TUV/article-7/initial", store=store)
    assert found == ["TUV/article-7/initial-report-outstanding"]
    assert offered("audit", "message", "", store=store) == []


@pytest.mark.parametrize("content", [None, b"", b"x", b"SQLite format 3\0" + bytes(100)])
def test_a_store_that_is_not_there_or_damaged_offers_nothing(
    tmp_path: Path, content: bytes | None
) -> None:
    store = tmp_path / "store.sqlite"
    if content is not None:
        store.write_bytes(content)
    for words in (("letters", "show"), ("audit", "show"), ("audit", "message")):
        assert offered(*words, "", store=str(store)) == []
    assert offered("audit", "finding", "T", store=str(store)) == []
    assert (store.read_bytes() if store.exists() else None) == content
    assert [*tmp_path.iterdir()] == ([store] if content is not None else [])


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--rules", "/nowhere", "--rule", "a"),
        ("check", "--rules", "/nowhere", "--article", "7"),
        ("brief", "--rules", "/nowhere", "1"),
        ("judge", "confirm", "--rules", "/nowhere", "TUV/"),
        ("records", "edit", "Atlantis", "add-report", "--source", "u"),
        ("letters", "show", "--store", "postgresql://nobody@127.0.0.1:1/nothing", "2"),
        ("letters", "show", "--store", "mysql://nobody@nowhere/nothing", "2"),
        ("letters", "show", "--store", "://", "2"),
        ("nonsense", "z"),
        ("rules", "nonsense", "a"),
        ("check", "--nonsense", "a"),
        ("check", "--as-of", "nonsense", "--rule", "nonsense"),
    ],
    ids=" ".join,
)
def test_where_something_is_wrong_nothing_is_offered_and_nothing_said(
    words: tuple[str, ...],
) -> None:
    assert offered(*words) == []


def test_a_broken_record_or_rulebook_offers_what_can_still_be_read(tmp_path: Path) -> None:
    rules = shutil.copytree(CHECKOUT / "rules" / "apmbc", tmp_path / "rules")
    (rules / "article-9" / "no-penal-sanctions.yaml").write_text("{", encoding="utf-8")
    (rules / "meetings.yaml").write_bytes(b"\xff")
    given = ("--rules", str(rules))
    assert "article-9/no-penal-sanctions" in offered("check", *given, "--rule", "article-9")
    assert offered("brief", *given, "1") == []
    assert offered("check", *given, "--article", "7") == []


@pytest.mark.parametrize("mark", ["\x1b[2J", "\n", "\x07", "\x9b", "\ud800"])
def test_nothing_is_offered_that_a_terminal_would_take_for_a_command(mark: str) -> None:
    """Nor is it in what is said of a word, which a record or a file of the user may hold."""
    kind = Offered(lambda _, __: [Offer(f"a{mark}b"), Offer("all", f"said{mark}of it")])
    (item,) = kind.shell_complete(click.Context(cli), cli.params[0], "a")
    assert item.value == "all"
    assert mark not in str(item.help)


def test_what_is_typed_may_be_quoted() -> None:
    assert offered("duties", "'Equat") == ["Equatorial Guinea"]
    assert offered("duties", '"Côte d') == ["Côte d'Ivoire"]
    assert offered("duties", "Equatorial\\ G") == ["Equatorial Guinea"]


def test_the_store_is_looked_for_where_commands_look_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv(STORE, raising=False)
    path = location_of(None).path
    assert path is not None
    assert path.name == FILE
    path.parent.mkdir(parents=True)
    (tmp_path / "letters").mkdir()
    reference = Register(str(path), tmp_path / "letters").drafted()
    (row,) = names_kept(None, "SELECT reference FROM letters")
    assert row == (reference,)


def every_parameter(group: click.Group, path: tuple[str, ...] = ()) -> Iterable[tuple[str, object]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        for one in command.params:
            yield f"{' '.join((*path, name))} {one.opts[0]}", one.type
        if isinstance(command, click.Group):
            yield from every_parameter(command, (*path, name))


FREE = {
    "--answer-within", "--by", "--cites", "--complete", "--id", "--letters", "--notify",
    "--notify-command", "--reason", "--seal", "--source-title", "--source-url", "--status",
    "--store", "--summary", "--title", "--verdicts", "--via",
}  # fmt: skip
"""What a person says, or an address: there is no list of it."""

FLAGS = {"--cron", "--delivered", "--given-up", "--systemd"}


def test_every_text_that_names_something_offers_it() -> None:
    """A new option is either among these or offers what there is."""
    plain = {
        (name, name.rpartition(" ")[2])
        for name, kind in every_parameter(cli)
        if type(kind) is click.types.StringParamType and name.rpartition(" ")[2] not in FLAGS
    }
    sourced = {name for name, _ in plain if name.startswith("judge ") and name.endswith("--source")}
    assert {name for name, option in plain if option not in FREE} == sourced


def test_offers_are_texts_as_any_other() -> None:
    assert Offered().convert("as it is", None, None) == "as it is"
    assert run("duties", "Nowhere at all").code == WRONG_USAGE


# --- what it costs

HEAVY = ("babel", "docx", "durable_rules_engine", "openpyxl", "pydantic", "rich", "sqlalchemy")
COUNTS = """\
import sys
from compliance_engine.cli.main import main
try:
    main()
except SystemExit as leaving:
    assert leaving.code == 0
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.__stderr__)
"""


@pytest.mark.parametrize(
    "words",
    [
        ("",),
        ("check", "--rule", "article-9"),
        ("check", "--state", "T"),
        ("brief", "1"),
        ("letters", "show", "2"),
        ("letters", "draft", "--family", "r"),
        ("audit", "show", "1"),
    ],
    ids=" ".join,
)
def test_a_shell_waits_for_no_heavy_library(words: tuple[str, ...], register: Register) -> None:
    register.drafted()
    asked = {
        VARIABLE: "zsh_complete",
        "COMP_WORDS": "\n".join(("compliance-engine", *words)),
        "COMP_CWORD": str(len(words)),
        STORE: register.store,
    }
    ended = subprocess.run(
        [sys.executable, "-c", COUNTS],
        env=environment_of_a_process(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    imported = ended.stderr.split()
    assert "compliance_engine" in imported
    assert [one for one in HEAVY if one in imported] == []


def test_it_costs_less_than_300_milliseconds_of_cpu(tmp_path: Path) -> None:
    """Even for findings, once the cache has the rulebook; the best of three."""

    def spent() -> float:
        of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return of_children.ru_utime + of_children.ru_stime

    asked = {
        VARIABLE: "bash_complete",
        "COMP_WORDS": f"compliance-engine judge confirm {ANNUAL}",
        "COMP_CWORD": "3",
        "COMPLIANCE_ENGINE_CACHE": str(tmp_path),
    }
    costs = []
    for _ in range(4):
        before = spent()
        subprocess.run(
            [sys.executable, "-m", "compliance_engine"],
            env=environment_of_a_process(asked),
            capture_output=True,
            check=True,
        )
        costs.append(spent() - before)
    assert min(costs[1:]) < 0.3


# --- in bash itself

IN_BASH = """\
source <({variable}=bash_source compliance-engine)
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
{function} compliance-engine "${{COMP_WORDS[COMP_CWORD]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
complete -p compliance-engine
"""


@pytest.mark.skipif(BASH is None, reason="there is no bash on this system")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("check --rule article-9/no-p", "article-9/no-penal-sanctions"),
        ("duties Equat", r"Equatorial\ Guinea"),
        ("history Côte", r"Côte\ d\'Ivoire"),
        ("check --article 7\\(2", r"7\(2\)"),
        ("check --verdict met,", r"met\,\ timeliness\ unknown"),
    ],
)
def test_bash_gets_it_by_the_script_that_the_engine_gives(
    tmp_path: Path, words: str, expected: str
) -> None:
    assert BASH is not None
    program = tmp_path / "compliance-engine"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m compliance_engine "$@"\n')
    program.chmod(0o755)
    script = IN_BASH.format(
        variable=VARIABLE,
        words=f"compliance-engine {words}",
        function="_compliance_engine_completion",
    )
    path = f"{tmp_path}:{os.environ['PATH']}"
    ended = subprocess.run(
        [BASH, "--norc", "-c", script],
        env=environment_of_a_process({"PATH": path}),
        capture_output=True,
        text=True,
        check=True,
    )
    *found, registered = ended.stdout.splitlines()
    assert (found, ended.stderr) == ([expected], "")
    assert "_compliance_engine_completion" in registered


def test_zsh_and_fish_are_told_what_a_word_stands_for() -> None:
    for shell, told in (("zsh", "plain\nTUV\nTuvalu\n"), ("fish", "plain\nTUV\nTuvalu")):
        asked = {
            VARIABLE: f"{shell}_complete",
            "COMP_WORDS": "compliance-engine duties TUV",
            "COMP_CWORD": "TUV" if shell == "fish" else "2",
        }
        with patch.dict(os.environ, asked):
            ran = run()
        assert ran.code == DONE
        assert all(word in ran.out for word in told.split())
    assert all_states()["TUV"].name == "Tuvalu"
