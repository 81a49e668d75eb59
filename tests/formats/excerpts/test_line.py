"""A line as it is drawn, cut to what is in sight, at a cost that its length does not change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jmap.formats.excerpts import line as module
from jmap.formats.excerpts.line import draw
from jmap.formats.width import pieces

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def test_a_line_that_fits_is_whole() -> None:
    line = draw("a: 名 b", 20)
    assert (line.text, line.first) == ("a: 名 b", 0)
    assert (line.starts, line.ends) == ([0, 1, 2, 3, 5, 6], [1, 2, 3, 5, 6, 7])


def test_a_line_is_cut_around_a_stretch() -> None:
    text = "".join(chr(ord("a") + index % 26) for index in range(100))
    assert draw(text, 16, 50).text == "…" + text[44:60] + "…"
    assert draw(text, 16, 2).text == text[:16] + "…"
    assert draw(text, 16, 99).text == "…" + text[93:]


def test_a_stretch_that_is_long_has_less_before_it() -> None:
    text = "0123456789" * 10
    assert draw(text, 16, 50, 64).text == "…" + text[48:64] + "…"
    assert draw(text, 16, 50, 66).text == "…" + text[50:66] + "…"
    assert draw(text, 16, 50, 90).text == "…" + text[50:66] + "…"


def test_ascii_is_cut_as_any_other_text_is() -> None:
    text = "0123456789" * 10
    for start in range(0, 101, 7):
        for stop in (start + 1, start + 9, start + 30):
            plain = draw(text, 20, start, stop)
            other = draw(text.translate(ARABIC), 20, start, stop)
            assert other.text == plain.text.translate(ARABIC)
            assert other.first == plain.first
            assert other.cells_of(start, stop) == plain.cells_of(start, stop)


def test_what_is_cut_off_has_no_cells_of_its_own() -> None:
    line = draw("0123456789" * 10, 16, 50)
    assert line.cells_of(50, 52) == (7, 9)
    assert line.cells_of(50, 95) == (7, 17)
    assert line.cells_of(0, 46) == (1, 3)
    assert line.cells_of(0, 3) == (1, 2)
    assert line.cells_of(99, 100) == (17, 18)


def test_past_the_end_is_one_cell() -> None:
    assert draw("abc", 16).cells_of(3, 4) == (3, 4)
    assert draw("abc", 16).cells_of(9, 9) == (3, 4)
    assert draw("", 16).cells_of(0, 1) == (0, 1)


@pytest.mark.parametrize("letter", ["é", "\u0301", "👩‍🚀", "\x07", "\t"])
def test_a_long_line_is_not_read_to_its_ends(letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []

    def counted(text: str) -> Iterator[tuple[str, int, int]]:
        looked_at.append(len(text))
        return pieces(text)

    monkeypatch.setattr(module, "pieces", counted)
    draw(letter * 1_000_000, 160, 500_000)
    draw(letter * 1_000_000, 160, 500_000, 900_000)
    line = letter * 100_000 + "!"
    for start in range(0, 100_000, 10):
        draw(line, 160, start)
    assert sum(looked_at) <= 5 * 100_000
    assert max(looked_at) <= 8 * 160
