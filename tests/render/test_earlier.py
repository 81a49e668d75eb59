"""How far a score has come since an earlier audit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jmap.render.earlier import Earlier, Run, change_shown
from jmap.render.words import words_for

MAY, AUGUST = date(2026, 5, 21), date(2026, 8, 20)


@pytest.mark.parametrize(
    ("before", "now", "way", "text"),
    [
        # What is shown adds up: 87.0 less 90.1, although 87.04 less 90.19 is -3.15.
        (Fraction(9019, 100), Fraction(8704, 100), "down", "−3.1 since 20\u00a0August\u00a02026"),
        (Fraction(86), Fraction(8704, 100), "up", "+1.0 since 20\u00a0August\u00a02026"),
        (Fraction(87), Fraction(8704, 100), "same", "as on 20\u00a0August\u00a02026"),
    ],
)
def test_the_points_between_two_scores(before: Fraction, now: Fraction, way: str, text: str) -> None:
    shown = change_shown((AUGUST, before), now, words_for("en"))
    assert (shown.way, shown.text) == (way, text)


def test_the_points_are_written_as_the_language_does() -> None:
    shown = change_shown((AUGUST, Fraction(90)), Fraction(875, 10), words_for("de"))
    assert shown.text == "−2,5 seit 20.\u00a0August\u00a02026"


def test_a_map_has_the_scores_of_the_audits_that_knew_it() -> None:
    earlier = Earlier(
        (Run(MAY, {"a": Fraction(50)}), Run(AUGUST, {"a": Fraction(60), "b": Fraction(70)})),
    )
    assert earlier.of("a") == ((MAY, Fraction(50)), (AUGUST, Fraction(60)))
    assert earlier.of("b") == ((AUGUST, Fraction(70)),)
    assert earlier.of("c") == ()
