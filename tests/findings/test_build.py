"""Which lines a place carries, so that a picture of it can be drawn when the file is gone."""

from __future__ import annotations

from tests.formats.drawn import at, found

TEXT = "\n".join(f"line {number}" for number in range(1, 21)) + "\n"


def test_a_place_carries_its_line() -> None:
    spot = found(TEXT, at(3, 1, 5)).spot
    assert (spot.lines, spot.further) == (("line 3",), ())


def test_a_place_of_no_width_is_one_character_wide() -> None:
    spot = found(TEXT, at(3, 5, 5)).spot
    assert (spot.span.line, spot.span.column, spot.span.end_line, spot.span.end_column) == (3, 5, 3, 6)


def test_a_place_carries_up_to_seven_lines_and_of_more_the_first_four_and_the_last_two() -> None:
    spot = found(TEXT, at(3, 1, 5, last=9)).spot
    assert spot.lines == tuple(f"line {number}" for number in range(3, 10))
    assert spot.further == ()
    spot = found(TEXT, at(3, 1, 5, last=10)).spot
    assert spot.lines == ("line 3", "line 4", "line 5", "line 6")
    assert spot.further == ((9, "line 9"), (10, "line 10"))


def test_a_place_carries_the_line_between_it_and_the_next() -> None:
    finding = found(TEXT, at(9, 1, 5), at(7, 1, 5, "two above"), at(12, 1, 5, "three below"))
    assert finding.spot.further == ()
    assert [spot.further for spot in finding.related] == [((8, "line 8"),), ()]


def test_a_line_between_places_of_two_files_is_none() -> None:
    finding = found(TEXT, at(9, 1, 5), at(7, 1, 5, "elsewhere", file="b.yaml"))
    assert [spot.further for spot in finding.related] == [()]


def test_a_place_past_the_end_carries_none() -> None:
    finding = found(TEXT, at(40, 1, 5, last=60))
    assert (finding.spot.lines, finding.spot.further) == ((), ())
