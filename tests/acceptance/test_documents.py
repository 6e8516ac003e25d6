"""The documents say what is: commands print what they show, lists are complete."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from compliance_engine.cli.main import COMMANDS, cli
from compliance_engine.cli.rules import COMMANDS as RULES
from compliance_engine.records.loading import read_record
from compliance_engine.records.schema import record_schema
from compliance_engine.rulebook.vocabulary import Verdict
from scripts.cli_reference import reference
from tests.worked_cases import RULES as RULES_SHIPPED
from tests.worked_cases import cases_file

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "docs" / "guide.md", ROOT / "docs" / "records.md"]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
PROMPT = "$ "
LEFT_OUT = "…"


def run(command: str) -> Result:
    program, *arguments = shlex.split(command, comments=True)
    assert program == "compliance-engine"
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def examples() -> list[tuple[str, str]]:
    """Each documented command with the output shown under it, if any."""
    found = []
    for document in DOCUMENTS:
        for block in CONSOLE.findall(document.read_text(encoding="utf-8")):
            for part in block.split(PROMPT)[1:]:
                command, _, output = part.partition("\n")
                found.append((command, output))
    return found


ENGINE_EXAMPLES = [one for one in examples() if one[0].startswith("compliance-engine")]


@pytest.mark.parametrize(("command", "shown"), ENGINE_EXAMPLES, ids=lambda part: part[:60])
def test_each_documented_command_works_and_prints_what_is_shown(
    command: str, shown: str, tmp_path: Path
) -> None:
    result = run(command.replace("--out new-records", f"--out {tmp_path}"))
    assert result.exit_code == 0, result.output
    printed_in_order(result.output, shown)


def printed_in_order(output: str, shown: str) -> None:
    """Each line that a document shows, but those left out, is among those printed, in order."""
    printed = iter(output.splitlines())
    for line in shown.splitlines():
        if line != LEFT_OUT:
            assert line in printed, f"not printed, or not in this order: {line}"


def steps_of_writing_a_rule() -> list[tuple[str, str]]:
    """The commands of CONTRIBUTING on writing a rule, each with the output shown under it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, _, section = text.partition("## Writing a rule\n")
    section = dedent(section.partition("\n## ")[0].replace("\n   ", "\n"))
    return [
        (part.partition("\n")[0], part.partition("\n")[2])
        for block in CONSOLE.findall(section)
        for part in block.split(PROMPT)[1:]
    ]


@pytest.mark.deep
def test_a_rule_is_written_in_the_steps_that_are_documented(tmp_path: Path) -> None:
    rules = shutil.copytree(ROOT / "rules" / "apmbc", tmp_path / "rules")
    done = []
    for command, shown in steps_of_writing_a_rule():
        program, group, *rest = shlex.split(command)
        if program != "compliance-engine" or (group == "rules" and rest[0] not in RULES):
            continue
        result = run(f"{command} --rules {rules}")
        assert result.exit_code == 0, result.output
        printed_in_order(result.output, shown)
        done.append(rest[0] if group == "rules" else group)
    assert [name for name in done if name not in ("lint", "lock")] == [
        "new", "test", "show", "check",
    ]  # fmt: skip


def test_the_documents_show_commands() -> None:
    assert len(ENGINE_EXAMPLES) >= 4
    assert {"make check", "make test"} <= {
        command.split("#")[0].strip() for command, _ in examples()
    }


def test_the_reference_of_the_command_line_is_current() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == reference()


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`compliance-engine {name}" in readme


def test_the_guide_explains_every_verdict() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| ([a-z, ]+) \| ", guide, re.MULTILINE)
    assert [name for name in table if name in set(Verdict)] == list(Verdict)


def test_the_sample_record_is_valid() -> None:
    text = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    (sample,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert read_record(sample, "GNQ.yaml").state == "GNQ"


def test_the_schema_for_editors_is_current() -> None:
    assert (ROOT / "fixtures" / "record.schema.json").read_text(encoding="utf-8") == record_schema()


def test_each_command_says_the_same_in_the_list_and_in_its_own_help() -> None:
    for name, (_, help_text) in COMMANDS.items():
        own = CliRunner().invoke(cli, [name, "--help"]).output
        assert help_text in " ".join(own.split()), name


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name
)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_what_is_said_of_worked_cases_counts_all_of_them() -> None:
    cases = sum(len(cases_file(rule.id).cases) for rule in RULES_SHIPPED)
    assert f"{cases:,} cases, on each evaluator" in (ROOT / "docs" / "trust.md").read_text("utf-8")
