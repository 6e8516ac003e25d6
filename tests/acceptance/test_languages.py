"""``--lang``: the pages in French and Spanish."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from tests.acceptance.checking import SOME, some
from tests.acceptance.command_line import DONE, run

NARROW = "\N{NARROW NO-BREAK SPACE}"
OTHERS = ("fr", "es")
DAY = "2019-12-31"
TUVALU = ("check", "--as-of", "2012-12-01", "--engine", "plain", "--state", "TUV")
FOUND = (*TUVALU, "--rule", "initial-report-outstanding")
NOT_KNOWN = (*TUVALU, "--verdict", "undetermined", "--article", "9")
UNKNOWN = ("check", "--as-of", DAY, "--engine", "plain", "--verdict", "undetermined")
STANDINGS = ("states", "--as-of", "2026-01-10")
AFGHANISTAN = ("duties", "AFG", "--as-of", "2020-06-30")
RULES = ["rules", "list"]
TEXTS = {"text", "message", "remedy", "note", "name", "working", "notes", "title"}
"""What is for people in JSON and CSV; all else is for programs."""


def shown(*arguments: str) -> str:
    """What a command prints, each line without its indentation and its columns' spaces."""
    ran = run(*arguments)
    assert (ran.code, ran.err) == (DONE, "")
    return "\n".join(" ".join(line.split()) for line in ran.out.splitlines())


def in_one_line(*arguments: str) -> str:
    return " ".join(shown(*arguments).split())


def in_this_order(said: list[str], out: str) -> None:
    """Each text stands in the output, after the one before it."""
    position = 0
    for text in said:
        position = out.find(text, position)
        assert position >= 0, f"not there, or not in this order: {text}"


def cells(*arguments: str) -> list[list[str]]:
    """The rows of the tables of a page in Markdown, without their heads."""
    lines = run(*arguments, "--format", "markdown").out.splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    heads = {index - 1 for index, row in enumerate(rows) if set(row) == {"---"}}
    return [row for index, row in enumerate(rows) if {index, index - 1}.isdisjoint(heads)]


def without_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_texts(one) for key, one in value.items() if key not in TEXTS}
    return [without_texts(one) for one in value] if isinstance(value, list) else value


# --- check


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            ["Constats au 1er décembre 2012",
             "1 constat concernant 1 État ; 1 dossier examiné. Chacun repose sur un seul "
             "éditeur, sauf mention contraire.",
             "Article 7 : Mesures de transparence", "Tuvalu ", "élevée"],
        ),
        (
            "es",
            ["Constataciones al 1 de diciembre de 2012",
             "1 constatación sobre 1 Estado; 1 expediente examinado. Cada una se basa en un solo "
             "editor, salvo indicación en contrario.",
             "Artículo 7: Medidas de transparencia", "Tuvalu ", "alta"],
        ),
    ],
)  # fmt: skip
def test_the_table_of_findings_is_in_the_language(language: str, said: list[str]) -> None:
    in_this_order(said, in_one_line(*FOUND, "--lang", language))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            ["Aucun constat ; 1 dossier examiné.", "Indéterminé",
             "1 question concernant 1 État sur laquelle les dossiers ne permettent pas de conclure "
             "(mesures d'application nationales : 1). Ce qui n'est pas connu n'est pas en attente "
             "pour autant.",
             "Tuvalu mesures d'application nationales"],
        ),
        (
            "es",
            ["Ninguna constatación; 1 expediente examinado.", "Indeterminado",
             "1 cuestión relativa a 1 Estado sobre la que los expedientes no permiten pronunciarse "
             "(medidas de aplicación a nivel nacional: 1). Lo que no se sabe no está por ello "
             "pendiente.",
             "Tuvalu medidas de aplicación a nivel nacional"],
        ),
    ],
)  # fmt: skip
def test_the_table_of_what_is_not_known_is_in_the_language(language: str, said: list[str]) -> None:
    in_this_order(said, in_one_line(*NOT_KNOWN, "--lang", language))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            ["# Constats au 1er décembre 2012, d'après ce qui était connu au 31 décembre 2019",
             "## Article 7 : Mesures de transparence",
             "| État | Constat | Importance | Fiabilité |",
             "28 août 2012", "| élevée | un seul éditeur |"],
        ),
        (
            "es",
            ["# Constataciones al 1 de diciembre de 2012, según lo que se sabía al "
             "31 de diciembre de 2019",
             "## Artículo 7: Medidas de transparencia",
             "| Estado | Constatación | Importancia | Fiabilidad |",
             "28 de agosto de 2012", "| alta | un solo editor |"],
        ),
    ],
)  # fmt: skip
def test_the_markdown_of_findings_is_in_the_language(language: str, said: list[str]) -> None:
    out = shown(*FOUND, "--known-at", DAY, "--format", "markdown", "--lang", language)
    in_this_order(said, out)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            ["## Indéterminé", "Questions sur lesquelles les dossiers ne permettent pas de",
             "| État | Questions |", "| Tuvalu | mesures d'application nationales |"],
        ),
        (
            "es",
            ["## Indeterminado", "Cuestiones sobre las que los expedientes no permiten",
             "| Estado | Cuestiones |", "| Tuvalu | medidas de aplicación a nivel nacional |"],
        ),
    ],
)  # fmt: skip
def test_the_markdown_of_what_is_not_known_is_in_the_language(
    language: str, said: list[str]
) -> None:
    in_this_order(said, shown(*NOT_KNOWN, "--format", "markdown", "--lang", language))


@pytest.mark.parametrize(
    ("language", "mark", "several", "count"),
    [("fr", NARROW, "questions", "rapport de transparence annuel :"),
     ("es", ".", "cuestiones", "informe de transparencia anual:")],
)  # fmt: skip
def test_thousands_and_plurals_are_those_of_the_language(
    language: str, mark: str, several: str, count: str
) -> None:
    everything = run(*UNKNOWN, "--format", "json").json["undetermined"]
    reports = [one for one in everything if one["duty"] == "annual report"]
    assert len(reports) > 1000
    out = run(*UNKNOWN, "--lang", language).out
    assert f"{len(everything):,} {several}".replace(",", mark) in out
    joined = " ".join(out.replace(NARROW, "~").split())
    assert f"{count} {len(reports):,}".replace(",", mark).replace(NARROW, "~") in joined


@pytest.mark.parametrize("language", OTHERS)
def test_undetermined_matters_are_listed_by_the_names_of_states(language: str) -> None:
    rows = cells(*UNKNOWN, *some(states=SOME)[5:], "--lang", language)
    names = [name for name, _ in rows]
    assert {"fr": "Royaume-Uni", "es": "Reino Unido"}[language] in " ".join(names)
    assert len(names) == len(set(names)) > 5
    assert not any("report" in matters.split() for _, matters in rows)


# --- states and duties


@pytest.mark.parametrize(
    ("language", "said", "convening"),
    [
        (
            "fr",
            ["Situation des États au 10 janvier 2026", "État partie : 1, retiré : 1",
             "État Situation Entrée en vigueur Non lié à partir du En vertu de l'article",
             "Finlande retiré 1er juillet 2012 10 janvier 2026 17(2), 20(3)",
             "Tonga État partie 1er décembre 2025 17(2)"],
            "Avec 162 États parties selon les dossiers, le Secrétaire général convoque",
        ),
        (
            "es",
            ["Situación de los Estados al 10 de enero de 2026",
             "denuncia efectiva: 1, Estado parte: 1",
             "Estado Situación Entrada en vigor No obligado a partir del En virtud del artículo",
             "Finlandia denuncia efectiva 1 de julio de 2012 10 de enero de 2026 17(2), 20(3)",
             "Tonga Estado parte 1 de diciembre de 2025 17(2)"],
            "Con 162 Estados partes según los expedientes, el Secretario General convoca",
        ),
    ],
)  # fmt: skip
def test_the_table_of_states_is_in_the_language(
    language: str, said: list[str], convening: str
) -> None:
    out = shown(*STANDINGS, "--state", "FIN", "--state", "TON", "--lang", language)
    listed = [line for line in out.splitlines() if line]
    assert listed[: len(said)] == said
    assert " ".join(listed[len(said) :]).startswith(convening)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Côte d'Ivoire", "Germany", "Marshall Islands", "Tonga"]),
        ("fr", ["Allemagne", "Côte d'Ivoire", "Îles Marshall", "Tonga"]),
        ("es", ["Alemania", "Côte d'Ivoire", "Islas Marshall", "Tonga"]),
    ],
)
def test_states_are_in_the_order_of_their_names_in_the_language(
    language: str, names: list[str]
) -> None:
    chosen = [part for code in ("TON", "MHL", "CIV", "DEU") for part in ("--state", code)]
    rows = cells(*STANDINGS, *chosen, "--lang", language)
    assert [row[0].replace("’", "'") for row in rows] == names


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            ["Afghanistan : échéances au 30 juin 2020", "Échéance Objet Couvre Situation",
             "acquittée en retard : présentation le 1er septembre 2003, 4 jours après l'échéance",
             "2003 indéterminée", "acquittée : présentation le 30 avril 2005",
             "en attente selon les dernières informations, le 2 décembre 2011",
             "acquittée, ponctualité inconnue : présentation au plus tard le 18 juin 2015",
             "pas encore due"],
        ),
        (
            "es",
            ["Afganistán: plazos al 30 de junio de 2020", "Plazo Objeto Abarca Situación",
             "cumplido con retraso: presentación el 1 de septiembre de 2003, 4 días después del "
             "plazo",
             "2003 indeterminado", "cumplido: presentación el 30 de abril de 2005",
             "pendiente según la última información, el 2 de diciembre de 2011",
             "cumplido, puntualidad desconocida: presentación a más tardar el 18 de junio de 2015",
             "aún no exigible"],
        ),
    ],
)  # fmt: skip
def test_the_table_of_duties_is_in_the_language(language: str, said: list[str]) -> None:
    in_this_order(said, in_one_line(*AFGHANISTAN, "--lang", language))


@pytest.mark.parametrize(("language", "said"), [("fr", "Aucune échéance"), ("es", "Ningún plazo")])
def test_a_state_without_duties_says_so_in_the_language(language: str, said: str) -> None:
    assert said in shown("duties", "TON", "--as-of", "2020-01-01", "--lang", language)


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Doute (texte en anglais) :"), ("es", "Duda (texto en inglés):")]
)
def test_a_doubt_is_shown_as_what_it_is_a_text_in_english(language: str, said: str) -> None:
    out = in_one_line(*AFGHANISTAN, "--working", "--lang", language)
    assert f"{said} Article 7(2) does not say which 30 April is the first." in out


# --- rules list


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            ["recueil de règles", "règles ; sha256", "Règle Titre Référence Importance Niveau",
             "article-7/initial-report-outstanding Rapport", "APMBC 7(1) élevée 1"],
        ),
        (
            "es",
            ["conjunto de reglas", "reglas; sha256", "Regla Título Referencia Importancia Nivel",
             "article-7/initial-report-outstanding Informe", "APMBC 7(1) alta 1"],
        ),
    ],
)  # fmt: skip
def test_the_list_of_rules_is_in_the_language(language: str, said: list[str]) -> None:
    in_this_order(said, in_one_line(*RULES, "--lang", language))


# --- every page


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    "command",
    [some(), [*UNKNOWN, *some()[5:]], [*STANDINGS], [*AFGHANISTAN], RULES],
    ids=["check", "undetermined", "states", "duties", "rules"],
)
def test_no_sentence_of_a_page_stays_english(command: list[str], language: str) -> None:
    english = {cell for row in cells(*command) for cell in row}
    other = [cell for row in cells(*command, "--lang", language) for cell in row]
    assert len(other) > len(english) / 2
    same = [cell for cell in other if cell in english]
    assert [cell for cell in same if re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", cell)] == []


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    "command",
    [some(), [*STANDINGS], [*AFGHANISTAN], RULES],
    ids=["check", "states", "duties", "rules"],
)
def test_programs_read_the_same_in_every_language_but_for_names_and_texts(
    command: list[str], language: str
) -> None:
    english = run(*command, "--format", "json").json
    other = run(*command, "--format", "json", "--lang", language).json
    assert other != english
    assert without_texts(other) == without_texts(english)
    rows, others = (
        list(csv.DictReader(io.StringIO(run(*command, "--format", "csv", *more).out)))
        for more in ((), ("--lang", language))
    )
    assert [without_texts(row) for row in others] == [without_texts(row) for row in rows]


@pytest.mark.parametrize("columns", [60, 100])
@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("command", [TUVALU, (*AFGHANISTAN, "--working")], ids=["check", "duties"])
def test_nothing_is_lost_in_a_narrow_terminal(
    command: tuple[str, ...], language: str, columns: int
) -> None:
    ran = run(*command, "--lang", language, columns=columns)
    text = re.sub("\x1b\\[[0-9;]*m", "", ran.out)
    wide = run(*command, "--lang", language).out
    assert sorted("".join(text.split())) == sorted("".join(wide.split()))
    assert max(map(len, text.splitlines())) <= columns


def test_english_is_spoken_unless_asked_otherwise() -> None:
    assert run(*TUVALU).stdout == run(*TUVALU, "--lang", "en").stdout


@pytest.mark.parametrize(
    ("language", "alleged", "acknowledged"),
    [
        ("en", "alleged to have begun in 2011, is open", "and acknowledged by Yemen, is open"),
        (
            "fr",
            "dont il est allégué qu'elle a commencé en 2011",
            "et qui est reconnue par le Yémen",
        ),
        ("es", "según se alega, comenzó en 2011", "y ha sido reconocida por el Yemen"),
    ],
)
@pytest.mark.parametrize(
    ("day", "said"), [("2013-11-29", False), ("2013-11-30", True), ("2013-12-01", True)]
)
def test_a_matter_is_acknowledged_in_each_language_from_the_day_of_the_acknowledgement(
    language: str, alleged: str, acknowledged: str, day: str, said: bool
) -> None:
    asked = ("--state", "YEM", "--rule", "article-1/case-open", "--as-of", day, "--lang", language)
    ran = run("check", *asked, "--engine", "plain", "--format", "json")
    (message,) = [one["message"] for one in ran.json["findings"] if one["id"].endswith("/A1-001")]
    assert (acknowledged in message, alleged in message) == (said, not said)
