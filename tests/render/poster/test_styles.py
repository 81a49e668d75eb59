from __future__ import annotations

import re

import pytest

from jmap.render.poster import styles
from jmap.render.poster.styles import SMALLEST
from jmap.render.templates import asset
from jmap.render.tokens import light


def names(style: str) -> set[str]:
    return set(re.findall(r"\.([a-z][a-z0-9-]*)", style))


def test_no_class_is_also_one_of_the_lifecycle_in_it() -> None:
    assert names(styles.style()) & names(asset("graph.css")) == set()
    assert "past" in names(asset("graph.css"))


def test_colours_stand_by_value_and_are_those_of_the_light_theme() -> None:
    style = styles.style()
    assert "var(" not in style
    colours = {each.upper() for each in re.findall(r"#[0-9A-Fa-f]{3,6}", style)}
    assert colours <= {each.upper() for each in light().values()}


def test_no_type_is_smaller_than_the_one_that_papers_are_chosen_by() -> None:
    sizes = [float(each) for each in re.findall(r"font-size:([0-9.]+)px", styles.style())]
    assert min(sizes) == SMALLEST


@pytest.mark.parametrize("tone", [1, 2, 3, 4, 5, 6])
def test_heads_of_stages_have_the_tones_of_the_page(tone: int) -> None:
    assert f".t{tone}{{fill:{light()[f's{tone}']}}}" in styles.style()


def test_quotes_are_slanted_only_where_letters_can_be() -> None:
    assert "font-style:italic" in styles.style()
    assert "italic" not in styles.style(slanted=False)
