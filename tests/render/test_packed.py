"""Records as plain data and back."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from markupsafe import Markup

from jmap.faults import Severity
from jmap.records import frozen
from jmap.render.index import IndexRow, NotDrawn
from jmap.render.packed import pack, unpack
from jmap.render.site import Plan, draw_map
from tests.render.drawing import AS_OF, EXAMPLES, items


@frozen
class Inner:
    figure: Fraction
    day: date | None
    how: Severity


@frozen
class Outer:
    texts: tuple[str, ...]
    pair: tuple[str, int]
    inner: Inner | None
    either: str | int
    share: float
    table: dict[str, tuple[Inner, ...]]


INNER = Inner(Fraction(1, 3), date(2026, 2, 28), Severity.INFO)
OUTER = Outer(
    ("a", Markup("<b>")), ("x", 1), INNER, 7, 0.5, {"k": (INNER, Inner(Fraction(2), None, Severity.ERROR))}
)


def test_what_is_packed_comes_back_the_same_through_json() -> None:
    back = unpack(Outer, json.loads(json.dumps(pack(OUTER))))
    assert back == OUTER
    assert isinstance(back.texts[1], Markup)
    assert not isinstance(back.texts[0], Markup)


def test_rows_of_the_index_come_back_the_same() -> None:
    plan = Plan("", AS_OF, None)
    rows = [draw_map(judged, score, plan)[1] for judged, score in items(EXAMPLES / "saas")]
    assert len(rows) == 4
    for row in rows:
        assert isinstance(row, IndexRow)
        assert unpack(IndexRow, json.loads(json.dumps(pack(row)))) == row
    left_out = NotDrawn("a", "b", "en", 2, "c", 3, "d", "e")
    assert unpack(NotDrawn, pack(left_out)) == left_out


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        ["a"],
        [["a"], ["x", 1], None, True, 0.5, []],
        [["a"], ["x", "1"], None, "e", 0.5, []],
        [["a"], ["x", 1, 2], None, "e", 0.5, []],
        [["a"], ["x", 1], ["1/3", "never", "info"], "e", 0.5, []],
        [["a"], ["x", 1], ["1/3", None, "fatal"], "e", 0.5, []],
        [[{"markup": 1}], ["x", 1], None, "e", 0.5, []],
    ],
)
def test_other_data_is_refused(data: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        unpack(Outer, data)


def test_what_is_no_plain_data_is_refused() -> None:
    with pytest.raises(TypeError):
        pack(object())
