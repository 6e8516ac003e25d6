"""A small rulebook in which a linter finds nothing, and what it finds after an edit."""

from __future__ import annotations

from pathlib import Path

from compliance_engine.rulebook.linting.linter import lint

TREATY = """\
name: example
abbreviation: EXC
title: {en: Example Convention, fr: Convention exemple, es: Convención de ejemplo}
version: 1.0.0
in_force: 1999-03-01
entry_into_force:
  months_after_deposit: 6
  explain:
    cites: EXC 17(2)
    en: "Deposited {membership.deposited}."
    fr: "Déposé le {membership.deposited}."
    es: "Depositado el {membership.deposited}."
  explain_first:
    cites: EXC 17(1)
    en: "In force {membership.in_force:on}."
    fr: "En vigueur {membership.in_force:on}."
    es: "En vigor {membership.in_force:on}."
  explain_stated:
    cites: EXC 17
    en: "In force for {state}."
    fr: "En vigueur pour {state}."
    es: "En vigor para {state}."
notices:
  purported suspension: {cites: EXC 20, en: "Notice given.", fr: "Avis donné.", es: "Aviso dado."}
"""

ONCE = """\
kind: first report
title: {en: First report, fr: Premier rapport, es: Primer informe}
cites: [EXC 7(1)]
once: {after: entry into force, days: 180}
met_by: initial report
explain: {en: "Due {duty.due}.", fr: "Dû le {duty.due}.", es: "Vence el {duty.due}."}
rationale: Article 7(1) says so.
"""

YEARLY = """\
kind: yearly report
title: {en: Yearly report, fr: Rapport annuel, es: Informe anual}
cites: [EXC 7(2)]
every_year: {on: 30 April, covers: previous calendar year, first_after: first report}
met_by: report on the period
explain: {en: "Due {duty.due}.", fr: "Dû le {duty.due}.", es: "Vence el {duty.due}."}
explain_not_owed:
  before_first: {en: Too early., fr: Trop tôt., es: Demasiado pronto.}
  coincides: {en: One meets both., fr: Un seul suffit., es: Uno solo basta.}
  not_bound: {en: Not bound., fr: Non lié., es: No obligado.}
rationale: Article 7(2) says so.
"""

FIRST_RULE = """\
title: {en: First report outstanding, fr: Premier rapport en attente, es: Primer informe pendiente}
cites: [EXC 7(1)]
version: 1
verified: true
in_effect: {from: 1999-03-01}
when:
  duty: kind == "first report" and verdict in ["outstanding", "last known outstanding"]
  membership: bound and in_force <= duty.due
severity: high
message:
  - if: duty.verdict == "last known outstanding"
    en: "Due {duty.due}, as last known {duty.known:on}."
    fr: "Dû le {duty.due}, aux dernières nouvelles {duty.known:on}."
    es: "Vencía el {duty.due}, según lo último que se sabe {duty.known:on}."
  - {en: "Due {duty.due}.", fr: "Dû le {duty.due}.", es: "Vencía el {duty.due}."}
remedy: {en: Invite it., fr: L’inviter., es: Invitarlo.}
rationale: Article 7(1) says so.
"""

YEARLY_RULE = """\
title: {en: Yearly report outstanding, fr: Rapport annuel en attente, es: Informe anual pendiente}
cites: [EXC 7(2)]
version: 1
verified: true
in_effect: {from: 1999-03-01}
when:
  duty: kind == "yearly report" and verdict == "outstanding" and year > 2000
unless:
  - duty as later: kind == "yearly report" and year > duty.year and verdict == "met"
severity: medium
message:
  - {en: "On {duty.period}.", fr: "Sur {duty.period}.", es: "Sobre {duty.period}."}
remedy: {en: Invite it., fr: L’inviter., es: Invitarlo.}
rationale: Article 7(2) says so.
"""

LAW_RULE = """\
title: {en: No law, fr: Pas de loi, es: Ninguna ley}
cites: [EXC 9]
version: 1
verified: true
in_effect: {from: 1999-03-01}
when:
  measure: status == "none reported"
severity: low
message:
  - {en: "As of {as_of}.", fr: "Au {as_of}.", es: "Al {as_of}."}
remedy: {en: Invite news., fr: Inviter., es: Invitar.}
rationale: Article 9 says so.
"""

SECOND_RULE = """\
title: {en: Still outstanding, fr: Toujours en attente, es: Aún pendiente}
cites: [EXC 7(2)]
version: 1
verified: true
in_effect: {from: 1999-03-01, until: 2030-01-01}
when:
  finding: rule == "article-7/yearly"
severity: low
message:
  - {en: "On {finding.period}.", fr: "Sur {finding.period}.", es: "Sobre {finding.period}."}
remedy: {en: Ask again., fr: Redemander., es: Volver a pedir.}
rationale: Two levels.
"""

PLAN_RULE = """\
title: {en: News is welcome, fr: Des nouvelles, es: Noticias}
cites: [Plan 8]
nature: commitment
version: 1
verified: true
in_effect: {from: 1999-03-01}
when:
  membership: bound
severity: low
message:
  - {en: "As of {as_of}.", fr: "Au {as_of}.", es: "Al {as_of}."}
remedy: {en: Invite news., fr: Inviter., es: Invitar.}
rationale: The plan asks for it.
"""

WORDS = """\
never:
  - why: an allegation is not a finding
    en: {words: [violat*], say: alleged or reported, except: [no violation]}
    fr: {words: [violation, violations], say: allégué ou signalé}
    es: {words: [violación], say: presunto o notificado}
never_of_commitments:
  - {why: a plan binds politically, en: {words: [must, obligation], say: committed to}}
names:
  TUR: {en: [Turkey], fr: [Turquie], es: [Turquía]}
"""


def cases(message: str, *more: str) -> str:
    """Worked cases of every kind, with the words of each message."""
    kinds = ("silent", "day before", "day of", "day after", "missing data")
    lines = ["cases:"]
    for index, said in enumerate((message, *more), 1):
        lines += [f"  - name: Found {index}", "    shows: fires", "    as_of: 2012-01-01"]
        lines += ["    expect: finding", f"    message: {said}", "    record: {}"]
    for kind in kinds:
        lines += [f"  - name: Shows {kind}", f"    shows: {kind}", "    as_of: 2012-01-01"]
        lines += ["    expect: nothing", "    record: {}"]
    return "\n".join(lines) + "\n"


FIRST, YEAR, LAW, SECOND, PLAN = (
    "article-7/first.yaml",
    "article-7/yearly.yaml",
    "article-9/law.yaml",
    "article-7/still.yaml",
    "commitments/plan-8.yaml",
)
ONCE_FILE, YEARLY_FILE = "duties/first-report.yaml", "duties/yearly-report.yaml"
FIRST_CASES = "article-7/first.cases.yaml"

FILES = {
    "treaty.yaml": TREATY,
    "words.yaml": WORDS,
    ONCE_FILE: ONCE,
    YEARLY_FILE: YEARLY,
    FIRST: FIRST_RULE,
    FIRST_CASES: cases("Due 1 May 2011.", "Due 1 May 2011, as last known on 3 May 2011."),
    YEAR: YEARLY_RULE,
    "article-7/yearly.cases.yaml": cases("On 2010."),
    LAW: LAW_RULE,
    "article-9/law.cases.yaml": cases("As of 1 January 2012."),
    SECOND: SECOND_RULE,
    "article-7/still.cases.yaml": cases("On 2010."),
    PLAN: PLAN_RULE,
    "commitments/plan-8.cases.yaml": cases("As of 1 January 2012."),
}


def written(folder: Path) -> Path:
    """The small rulebook in `folder`."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def edit(pack: Path, file: str, old: str, new: str) -> None:
    """Replaces a text that stands in the file exactly once; writes a file that is not there."""
    path = pack / file
    if not old:
        path.parent.mkdir(exist_ok=True)
        path.write_text(new, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{text.count(old)} times {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def remarks(pack: Path) -> list[str]:
    """What is found about the rulebook, each thing on one line."""
    return [f"{one.level}: {one.problem}".replace("\n    ", " | ") for one in lint(pack).remarks]
