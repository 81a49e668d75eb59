from __future__ import annotations

import re

from jmap.render.cells import Curve, EmotionCell, Marker
from jmap.render.poster.band import Band, emotion_band
from jmap.render.poster.labels import labelled
from jmap.render.poster.paper import Paper

BAND = Band((0.0, 300.0, 500.0), 0.0, 304.0, None, None)


def marker(x: float, value: float, title: str = "Point", *, moment: bool = False) -> Marker:
    tone = "p2" if value > 1 else "m2" if value < -1 else "n0"
    return Marker(x, value, tone, f"{value:+.1f}", "word", title, moment, False, "above", "middle")


def cell(*markers: Marker) -> EmotionCell:
    return EmotionCell((Curve((), (), None, markers, guessed=not markers),))


def test_the_curve_is_one_line_over_all_columns() -> None:
    parts = list(emotion_band([cell(marker(0.5, 2)), cell(marker(0.5, -2))], BAND, Paper(500.0), "no data"))
    (curve,) = [part for part in parts if '"curve"' in part]
    assert curve.startswith('<path class="curve" d="M0 52C50 52 100 52 150 52C')
    assert curve.endswith(' 400 252C433.3 252 466.7 252 500 252"/>')
    assert curve.count("M") == 1
    areas = [part for part in parts if '"over"' in part or '"below"' in part]
    assert len(areas) == 2
    assert all(part.count("M") == 1 and "152Z" in part for part in areas)


def test_where_no_point_lies_the_curve_is_a_guess_and_says_so() -> None:
    parts = list(emotion_band([cell(marker(0.5, 1)), cell()], BAND, Paper(500.0), "no data"))
    assert [part for part in parts if ">no data<" in part]
    none = list(emotion_band([cell(), cell()], BAND, Paper(500.0), "no data"))
    assert not [part for part in none if '"curve"' in part or '"guess"' in part]


def test_every_point_is_a_face_with_its_words() -> None:
    parts = list(emotion_band([cell(marker(0.5, 2, "Sign <up>")), None], BAND, Paper(500.0), "no data"))
    text = "".join(parts)
    assert "<title>Sign &lt;up&gt;: +2.0, word</title>" in text
    assert '<g class="p2" transform="translate(150 52) scale(1.22)">' in text


def test_a_mirrored_band_has_its_first_column_at_the_right() -> None:
    paper = Paper(500.0, mirrored=True)
    text = "".join(emotion_band([cell(marker(0.5, 2)), None], BAND, paper, "no data"))
    assert 'transform="translate(350 52)' in text
    assert re.search(r'class="curve" d="M500 52C', text)


def test_labels_keep_off_faces_the_curve_and_each_other() -> None:
    markers = [marker(0, value, f"Point {value}") for value in (1.0, 1.2, -1.0)]
    places = [(100.0, 60.0), (160.0, 50.0), (230.0, 200.0)]
    found = labelled(markers, places, 11.0, [places], (0.0, 0.0, 400.0, 260.0))
    boxes = [each.bounds for each in found if each is not None]
    assert len(boxes) == 3
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_where_room_is_short_moments_of_truth_are_labelled_first() -> None:
    markers = [marker(0, 1.9, "a" * 30), marker(0, 0.1, "b" * 30, moment=True)]
    places = [(40.0, 30.0), (52.0, 30.0)]
    found = labelled(markers, places, 5.0, [[]], (0.0, 0.0, 92.0, 50.0))
    assert found[1] is not None
    assert found[1].value == "+0.1 ★"
    assert found[0] is None or not found[0].name
