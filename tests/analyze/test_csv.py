"""An analysis as one long table, read back with a reader of CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from jmap.analyze.analysis import Analysis
from jmap.analyze.formats import registry
from jmap.analyze.long_table import HEADS, rows
from jmap.formats.style import Style
from tests.analyze.rich import rich


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return rich(tmp_path_factory.mktemp("rich"), "=HYPERLINK(1)")


def table(made: Analysis) -> list[dict[str, str]]:
    text = registry.load("csv")(made, Style())
    assert text.startswith("\ufeffmap,measure,what,value,low,high,n,of\r\n")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def figures(value: Any) -> list[float]:
    """Return all numbers of a document."""
    if isinstance(value, dict):
        return [n for key, each in value.items() if key != "digests" for n in figures(each)]
    if isinstance(value, list):
        return [n for each in value for n in figures(each)]
    return [float(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def test_every_number_of_the_document_is_there_once(made: Analysis) -> None:
    document = json.loads(registry.load("json")(made, Style()))
    wanted = figures({key: document[key] for key in ("log", "settings", "maps")})
    found = [row[key] for row in table(made) for key in ("value", "low", "high", "n", "of")]
    assert sorted(float(each) for each in found if _number(each)) == sorted(wanted)


def test_a_share_stands_with_its_interval_and_cases(made: Analysis) -> None:
    document = json.loads(registry.load("json")(made, Style()))
    [(id_, found)] = document["maps"].items()
    step = found["funnel"]["steps"][1]
    [row] = [each for each in table(made) if each["what"] == "steps/second/of_previous"]
    assert (row["map"], row["measure"]) == (id_, "funnel")
    assert {key: float(row[key]) for key in ("value", "low", "high", "n", "of")} == step["of_previous"]


def test_no_cell_is_a_formula(made: Analysis) -> None:
    every = [cell for row in table(made) for cell in row.values()]
    assert not [cell for cell in every if cell.startswith(("=", "+", "@"))]
    assert "undeclared/=HYPERLINK(1)/n" in every
    assert list(rows({"as_of": "=1", "log": {}, "settings": {}, "maps": {}})) == [
        ("", "as_of", "", "=1", None, None, None, None)
    ]


def test_names_that_are_words_of_the_format_are_no_figures() -> None:
    stages = {"value": {"visits": 2}, "n": {"visits": 3}}
    document = {"as_of": "", "log": {}, "settings": {}, "maps": {"m": {"stages": stages, "empty": []}}}
    assert [(row[2], row[3]) for row in rows(document)][1:] == [("value/visits", 2), ("n/visits", 3)]
    assert len(HEADS) == 8


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
