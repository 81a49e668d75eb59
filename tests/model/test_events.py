"""Names of events, and the globs that stand for them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.model.events import matches


@given(st.text("ab*", max_size=6), st.text("ab", max_size=6))
def test_a_star_is_any_characters(glob: str, name: str) -> None:
    pattern = ".*".join(map(re.escape, glob.split("*")))
    assert matches(glob, name) is bool(re.fullmatch(pattern, name))


@pytest.mark.parametrize(
    ("glob", "name", "says"),
    [
        ("paid", "paid", True),
        ("paid", "Paid", False),
        ("pai?", "paid", False),
        ("[p]aid", "paid", False),
        ("*", "", True),
        ("a*a", "a", False),
        ("plan.*", "plan.changed", True),
        ("plan.*", "planXchanged", False),
        ("*a" * 40, "a" * 30_000 + "b", False),
    ],
)
def test_all_else_stands_for_itself(glob: str, name: str, says: bool) -> None:
    assert matches(glob, name) is says
