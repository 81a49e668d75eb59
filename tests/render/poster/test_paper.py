from __future__ import annotations

from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import BODY

PLAIN, MIRRORED = Paper(200.0), Paper(200.0, mirrored=True)


def test_shapes_start_where_reading_starts() -> None:
    assert PLAIN.rect("a", 10, 5, 40, 8, 3) == '<rect class="a" x="10" y="5" width="40" height="8" rx="3"/>'
    assert MIRRORED.rect("a", 10, 5, 40, 8) == '<rect class="a" x="150" y="5" width="40" height="8"/>'
    assert MIRRORED.circle("a", 10, 5, 2) == '<circle class="a" cx="190" cy="5" r="2"/>'
    assert MIRRORED.line("a", (0, 1), (50, 2), closed=True) == '<path class="a" d="M200 1L150 2Z"/>'


def test_drawings_are_moved_and_not_mirrored() -> None:
    assert MIRRORED.drawing(10, 5, 32, 16, "<i/>", "a") == (
        '<g class="a" transform="translate(158 5) scale(2)"><i/></g>'
    )


def test_lines_of_one_text_are_one_element() -> None:
    assert list(PLAIN.text(BODY, 10, 0, ("one ", "two "))) == [
        '<text class="bo" x="10" y="13.8">one <tspan x="10" y="31.9">two</tspan></text>'
    ]


def test_lines_that_run_both_ways_are_elements_of_their_own() -> None:
    assert list(PLAIN.text(BODY, 10, 0, ("مرحلة ", "beta"))) == [
        '<text class="bo" x="10" y="13.8" direction="rtl" text-anchor="end">مرحلة</text>',
        '<text class="bo" x="10" y="31.9" direction="rtl" text-anchor="end">beta</text>',
    ]


def test_a_mirrored_sheet_has_its_texts_at_the_right() -> None:
    assert list(MIRRORED.text(BODY, 10, 0, ("مرحلة",))) == [
        '<text class="bo" x="190" y="13.8" direction="rtl">مرحلة</text>'
    ]
    assert list(MIRRORED.text(BODY, 10, 0, ("ours",))) == [
        '<text class="bo" x="190" y="13.8" text-anchor="end">ours</text>'
    ]


def test_text_and_titles_are_escaped() -> None:
    assert next(PLAIN.text(BODY, 0, 0, ("<b> & \x00",))).endswith(">&lt;b&gt; &amp; \ufffd</text>")
    assert list(Paper(1, prefix="p-").group([], title="<i>", id_='a"')) == [
        '<g id="p-a&quot;"><title>&lt;i&gt;</title>',
        "</g>",
    ]


def test_no_lines_draw_nothing() -> None:
    assert list(PLAIN.text(BODY, 0, 0, ())) == []
