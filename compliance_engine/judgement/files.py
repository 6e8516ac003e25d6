"""The file of a State's judgements, as people write it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema, model_validator

from compliance_engine.documents.model import Document, Model
from compliance_engine.documents.names import Name
from compliance_engine.records.fields import Day

_ON_WHAT = "write 'finding: GNQ/article-7/…', or 'rule: article-7/…'"


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("this text is empty; a judgement says who made it, why, and on what basis")
    return text


def _key(value: object) -> str:
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise ValueError("a key is the end of a finding's id, such as 2010 or A1-035")


Text = Annotated[str, AfterValidator(_filled)]
Key = Annotated[str, PlainValidator(_key), WithJsonSchema({"type": ["string", "integer"]})]


class SaidInFile(Model):
    """What a finding said when it was judged; written by the program."""

    verdict: str | None = None
    due: Day | None = None
    evidence: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


class _OnFinding(Model):
    finding: Text | None = Field(default=None, description="The id of the finding")
    rule: Text | None = Field(default=None, description="The id of the rule, instead of finding")

    @model_validator(mode="after")
    def _is_on_something(self) -> Self:
        if (self.finding is None) == (self.rule is None):
            raise ValueError(f"a judgement is on one thing: {_ON_WHAT}")
        return self


class DeterminationInFile(_OnFinding):
    """A dated, signed, sourced judgement on a finding."""

    key: Key | None = Field(default=None, description="With rule: the end of the finding's id")
    judgement: Literal["confirmed", "not applicable", "resolved", "in dialogue"]
    on: Day = Field(description="The day of the judgement, on which it comes into force")
    until: Day = Field(description="The last day on which it is in force")
    by: Text
    reason: Text
    source: Text = Field(description="What it rests on")
    as_judged: dict[str, SaidInFile] = Field(default={}, description="By the program")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.key is not None and self.rule is None:
            raise ValueError("'key' goes with 'rule'; the id of a finding has its key at its end")
        _in_order("on", self.on, self.until)
        return self


class WaiverInFile(_OnFinding):
    """A decision not to follow up, for a time, a finding or all findings of a rule."""

    from_: Day = Field(alias="from", description="The first day on which it is in force")
    until: Day = Field(description="The last day on which it is in force")
    by: Text = Field(description="Who approved it")
    reason: Text
    as_judged: dict[str, SaidInFile] = Field(default={}, description="By the program")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _in_order("from", self.from_, self.until)
        return self


class JudgementFile(Document):
    """The judgements on findings of one State."""

    state: Name
    determinations: tuple[DeterminationInFile, ...] = Field(default=(), strict=False)
    waivers: tuple[WaiverInFile, ...] = Field(default=(), strict=False)


def _in_order(name: str, first: date, last: date) -> None:
    if last < first:
        raise ValueError(f"'until' ({last}) comes before '{name}' ({first})")
