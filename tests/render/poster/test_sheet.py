from __future__ import annotations

import pytest

from jmap.render.poster.sheet import Sheet, sheet_for, width_for
from jmap.render.poster.styles import SMALLEST


@pytest.mark.parametrize(
    ("wide", "high", "shown"),
    [
        (2000, 1000, ("420mm", "297mm")),
        (2476, 1700, ("420mm", "297mm")),
        (2478, 1700, ("594mm", "420mm")),
        (4000, 2500, ("841mm", "594mm")),
        (7000, 4900, ("1189mm", "841mm")),
    ],
)
def test_the_paper_is_the_smallest_on_which_the_smallest_type_can_be_read(
    wide: float, high: float, shown: tuple[str, str]
) -> None:
    sheet = sheet_for("a3", wide, high)
    assert (sheet.shown_width, sheet.shown_height) == shown
    assert float(shown[0].removesuffix("mm")) / wide * SMALLEST >= 1.95
    assert sheet.width / sheet.height == pytest.approx(2**0.5, rel=0.001)


def test_what_fits_no_paper_keeps_its_type() -> None:
    sheet = sheet_for("a3", 10_000, 7_000)
    assert (sheet.shown_width, sheet.shown_height) == ("1696mm", "1200mm")


def test_what_is_higher_than_a_paper_is_wide_keeps_the_width() -> None:
    assert sheet_for("a3", 2000, 3000) == Sheet(2000, 3000, "420mm", "630mm")


def test_content_is_as_large_as_it_is() -> None:
    assert sheet_for("content", 1400, 2000.4) == Sheet(1400, 2001, "1400", "2001")
    assert width_for("content", lambda _: 0.0, 4, 500.0) == 1400


@pytest.mark.parametrize("area", [2e6, 5e6, 2e7, 9e7])
def test_a_poster_is_laid_out_no_higher_than_its_paper_and_hardly_wider_than_it_has_to(area: float) -> None:
    wide = width_for("a3", lambda each: 300 + area / each, 4, 900.0)
    assert 300 + area / wide <= wide / 2**0.5
    least = max(1500.0, next(each for each in range(900, 99_999) if 300 + area / each <= each / 2**0.5))
    assert wide <= least * 1.05


def test_what_never_fits_is_laid_out_all_the_same() -> None:
    assert width_for("a3", lambda each: each * 2, 4, 900.0) > 900.0
