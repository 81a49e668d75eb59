"""CSV as spreadsheets and programs read it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.formats.sinks.csv import END, MARK, line, listed
from jmap.measures.measured import (
    MapMeasured,
    Measures,
    MilestoneMeasured,
    StageMeasured,
    TouchpointMeasured,
)
from jmap.measures.proportion import rate
from jmap.render.csv_columns import COLUMNS
from jmap.render.drawing import Drawing
from jmap.render.outputs import registry
from jmap.render.view import build_view
from tests.render.drawing import AS_OF, drawn, judged
from tests.render.outputs.payloads import hostile, numbers, payload

ITEM = re.compile(r"(?:[^\\;]|\\.)+", re.DOTALL)
STEP = """\
jmap: 1
title: T
personas: {p: {kind: primary}, q: Quinn}
stages: {a: {owner: Ann}, b: {status: archived}}
touchpoints:
  x: {stage: a, emotion: {from: 1, to: -2}, importance: 0.25, actions: [one; two, 'three\\four']}
  y: {stage: a, emotion: {by: {p: -0.1, q: 2}}, personas: q, channels: [], optional: true}
  old: {stage: a, status: archived}
  z: {stage: b}
"""


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline=""), strict=True))


def unlisted(text: str) -> list[str]:
    """Take a list apart, as the page of outputs says."""
    return [re.sub(r"\\(.)", r"\1", found[0].removeprefix(" ")) for found in ITEM.finditer(text)]


def test_a_row_for_each_touchpoint_that_is_in_force(tmp_path: Path) -> None:
    rows = read(drawn(tmp_path, STEP, "csv"))
    assert [(row["stage_number"], row["touchpoint_number"], row["touchpoint"]) for row in rows] == [
        ("1", "1", "x"),
        ("1", "2", "y"),
    ]
    assert list(rows[0]) == [column.name for column in COLUMNS]
    x, y = rows
    assert (x["emotion"], x["emotion_from"], x["emotion_to"]) == ("-0.5", "1", "-2")
    assert (y["emotion"], y["emotion_from"], y["emotion_by_persona"]) == ("-0.1", "", "Quinn: 2")
    assert (x["optional"], y["optional"], x["owner"], x["importance"]) == ("false", "true", "Ann", "0.25")
    assert x["actions"] == r"one\; two; three\\four"
    assert unlisted(x["actions"]) == ["one; two", r"three\four"]
    assert (x["line"], y["line"], x["file"]) == ("6", "7", "map.journey.yaml")


def test_lines_end_as_the_standard_has_it(tmp_path: Path) -> None:
    text = drawn(tmp_path, STEP, "csv")
    assert text.count("\n") == text.count(END) == 3


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-1.5", "'-1.5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\t1", "'\t1"),
        ("\uff1d1", "'\uff1d1"),
        ("\uff0b1", "'\uff0b1"),
        ("\u22121", "'\u22121"),
        ("'=1", "''=1"),
        ("it's", "it's"),
        ("'tis", "''tis"),
        ("a-b", "a-b"),
        (-1.5, "-1.5"),
        (3.0, "3"),
        (1e21, "1000000000000000000000"),
        (True, "true"),
        (None, ""),
        ('say "x", y', '"say ""x"", y"'),
        ("two\nlines", '"two\nlines"'),
        ("a; b", '"a; b"'),
        ("", ""),
    ],
)
def test_texts_are_no_formulas_and_numbers_stay_numbers(value: str | float | None, cell: str) -> None:
    assert line([value]) == f"{cell}{END}"


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("=+-@'\t\r\n \",;\\aé\u200b＝"), max_size=6), min_size=2, max_size=5
    )
)
def test_every_text_is_read_back_as_it_was(texts: list[str]) -> None:
    [row] = list(csv.reader(io.StringIO(line(texts), newline=""), strict=True))
    assert [cell.removeprefix("'") for cell in row] == texts
    assert not any(re.match(r"\s*[=+\-@＝]", cell) for cell in row)


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("; \\ab"), min_size=1, max_size=5).map(lambda t: f"x{t}"), max_size=4
    )
)
def test_lists_are_taken_apart_without_doubt(texts: list[str]) -> None:
    assert unlisted(listed(texts)) == texts


def test_hostile_texts_are_cells_and_nothing_else(tmp_path: Path) -> None:
    files = hostile(tmp_path, "csv")
    seen: set[int] = set()
    for text in files.values():
        rows = read(text)
        assert rows
        for row in rows:
            assert None not in row
            for name, cell in row.items():
                assert not re.match(r"\s*[=+@]", cell), name
                text = cell.removeprefix("'")
                for number in numbers(text):
                    assert text == payload(number) or payload(number) in "; ".join(unlisted(text)), name
                    seen.add(number)
    assert len(seen) > 100


MEASURED = """\
jmap: 1
title: T
stages: {a: {milestone: {event: done}}, b: {}, c: {}}
touchpoints:
  x: {stage: a}
  y: {stage: b}
  z: {stage: c}
"""


def test_what_was_measured_stands_in_columns_of_its_own(tmp_path: Path) -> None:
    stage = StageMeasured(
        *(50, 40, 20, 3, 7, 20, 1.5 * 86_400, None, 50, 20),
        milestone=MilestoneMeasured(rate(10, 50), 0, None, None),
    )
    touchpoint = TouchpointMeasured(rate(40, 50), rate(10, 40), rate(0, 0), None, None, None)
    seen = MapMeasured(
        stages={"a": stage, "b": replace(stage, observed=False)},
        touchpoints={
            "x": touchpoint,
            "y": replace(touchpoint, reach=None, exposed=rate(1, 29), not_exposed=rate(1, 4)),
        },
    )
    measures = Measures("m.json", AS_OF, 30, {"map": seen})
    each, score = judged(tmp_path, MEASURED)
    view = build_view(each, score, AS_OF, measures=measures)
    drawing = Drawing(view, each, score, AS_OF, None, measures=measures)
    x, y, z = read("".join(output.text for output in registry.load("csv")(drawing)))
    names = [name for name in x if name.startswith("measured_")]
    assert [x[name] for name in names] == [
        *("50", "1.5", "33.3333", "30", "20", "50"),
        *("80", "50", "75", "59.806", "85.8129", "40", "", "0", "true"),
    ]
    # The stage of `y` is one that no log shows, and fewer than 30 met it.
    assert [y[name] for name in names] == [
        *("", "", "", "", "", ""),
        *("", "", "96.5517", "82.8245", "99.3887", "29", "75", "4", "false"),
    ]
    assert [z[name] for name in names] == [""] * len(names)
    [row] = {tuple(row[name] for name in names) for row in read(drawn(tmp_path, MEASURED, "csv"))}
    assert row == ("",) * len(names)
