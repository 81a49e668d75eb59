"""The contrast of tokens: our own, and those of themes."""

from __future__ import annotations

import re

import pytest

from jmap.packaged import asset
from jmap.themes.colours import Colour, clipped, contrast, nearest_passing, over
from jmap.themes.contrast import colours_of, contrast_faults, shortfalls
from jmap.themes.pairs import DECORATION, pairs
from jmap.themes.reader import read_theme
from jmap.themes.theme import PLAIN
from jmap.themes.tokens import MODES, kind_of, names
from jmap.themes.values import colour_of

WHITE, BLACK = Colour(1, 1, 1), Colour(0, 0, 0)


def colour(text: str) -> Colour:
    found = colour_of(text)
    assert found is not None
    return found


def test_our_own_tokens_pass_in_light_in_dark_and_on_paper() -> None:
    assert list(shortfalls(PLAIN)) == []


@pytest.mark.parametrize("mode", MODES)
def test_every_colour_has_a_value_in_every_mode(mode: str) -> None:
    colours = {name for name in names() if kind_of(name) == "colour"}
    assert set(colours_of(PLAIN, mode)) == colours  # type: ignore[arg-type]


def test_every_colour_stands_in_a_pair_or_decorates() -> None:
    used = {token for pair in pairs() for token in (pair.above, pair.below)}
    colours = {name for name in names() if kind_of(name) == "colour"}
    assert colours - used == set(DECORATION) - {"shadow"}


def test_every_token_that_styles_write_text_in_is_in_a_pair() -> None:
    above = {pair.above for pair in pairs()}
    for name in ("page.css", "journey.css", "index.css", "graph.css"):
        written = set(re.findall(r"(?:^|[;{\s])color:var\(--([a-z0-9-]+)\)", asset(name)))
        # `s` is the tone of a stage: one of `s1` to `s6`.
        assert written - {"s"} <= above, name


# Figures of the W3C's own examples and of WebAIM's contrast checker.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#777", "#fff", 4.478), ("#767676", "#fff", 4.542), ("#00f", "#fff", 8.592)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(colour(one), colour(other)) == pytest.approx(ratio, abs=0.001)
    assert contrast(colour(other), colour(one)) == contrast(colour(one), colour(other))


def test_what_lets_something_through_is_looked_at_over_what_lies_below() -> None:
    assert over(Colour(0, 0, 0, 0.5), WHITE) == Colour(0.5, 0.5, 0.5)
    reading = read_theme(":root { --ink: rgb(0 0 0 / 40%) }")
    messages = [each.message for each in contrast_faults(reading)]
    assert messages[1] == (
        "`--ink` `#0006` on `--surface` `#FFF` has a contrast of 2.84 in light, and text needs 4.5"
    )


def test_a_finding_stands_at_the_value_to_change_with_the_other_beside_it() -> None:
    reading = read_theme(":root {\n  --accent: #4453c9;\n  --accent-ink: #8894e8;\n}")
    [fault] = contrast_faults(reading)
    assert fault.code == "JM015"
    assert fault.message == (
        "`--accent-ink` `#8894e8` on `--accent` `#4453c9` has a contrast of 2.23 in light, and text needs 4.5"
    )
    assert fault.place.span == reading.spans["light", "accent-ink"]
    [other] = fault.related
    assert (other.span, other.label) == (reading.spans["light", "accent"], "`--accent` is set here")


def test_a_ground_that_is_changed_is_blamed_where_the_text_on_it_is_ours() -> None:
    reading = read_theme("[data-theme=dark] { --surface: #6b7280 }")
    faults = list(contrast_faults(reading))
    assert faults
    assert {fault.place.span for fault in faults} == {reading.spans["dark", "surface"]}
    assert all("in dark" in fault.message for fault in faults)
    assert len({fault.offending for fault in faults}) == len(faults)


def test_the_value_that_is_offered_passes_everywhere() -> None:
    reading = read_theme(":root { --ink3: #8a93a6 }")
    hints = {fault.hint for fault in contrast_faults(reading)}
    assert hints == {"the nearest lightness of `--ink3` that does everywhere is `#636b7d`"}
    assert list(contrast_faults(read_theme(":root { --ink3: #636b7d }"))) == []
    assert list(contrast_faults(read_theme(":root { --ink3: #646c7e }"))) != []


def test_the_nearest_lightness_goes_either_way_and_keeps_the_hue() -> None:
    darker = nearest_passing(colour("#8a93a6"), lambda tried: contrast(tried, WHITE) >= 4.5)
    lighter = nearest_passing(colour("#444455"), lambda tried: contrast(tried, BLACK) >= 4.5)
    assert darker is not None
    assert lighter is not None
    assert darker.red < darker.green < darker.blue < colour("#8a93a6").blue
    assert lighter.blue > colour("#444455").blue
    assert nearest_passing(WHITE, lambda tried: False) is None


def test_paper_is_told_only_where_a_light_screen_is_not() -> None:
    modes = [each.mode for each in shortfalls(read_theme(":root { --ink2: #777 }").theme)]
    assert set(modes) == {"light"}


def test_colours_are_written_as_short_as_they_are_exact() -> None:
    assert [clipped(*each).css for each in ((1, 0, 0), (0.5, 0, 2), (0, 0, 0, 0.2))] == [
        "#f00",
        "#8000ff",
        "#0003",
    ]
