"""Whatever stands in a file and wherever the places are: no row is too wide, and nothing hidden gets out."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.faults import Place, Span
from jmap.findings.finding import Report
from jmap.formats import full
from jmap.formats.style import Style
from jmap.formats.width import cells
from tests.formats.drawn import found

CHARACTERS = "ab :-{}\t\\名é\u0301👩\u200d🚀🇩🇪\u200b\x07क्षिש❤\ufe0fก\u0e33\u202e"
LINES = st.lists(st.text(CHARACTERS, max_size=80), min_size=1, max_size=12)
WORDS = st.lists(
    st.sampled_from(["add", "to", "`name-of-something`", "漢字", "below"]), min_size=1, max_size=9
).map(" ".join)
ESCAPES = re.compile("\x1b\\[[0-9;]*m|\x1b]8;;.*?\x1b\\\\")


@st.composite
def places(draw: st.DrawFn, lines: list[str]) -> Place:
    first = draw(st.integers(1, len(lines)))
    last = draw(st.sampled_from([first, first, draw(st.integers(first, len(lines)))]))
    start = draw(st.integers(0, len(lines[first - 1])))
    end = draw(st.integers(start if last == first else 0, len(lines[last - 1])))
    file = draw(st.sampled_from([None, None, "b.yaml"]))
    return Place(file=file, label=draw(WORDS), span=Span(first, start + 1, last, end + 1))


@settings(max_examples=150)
@given(st.data(), LINES, WORDS, st.sampled_from([0, 40, 80, 200]))
def test_rows_hold_what_they_should(data: st.DataObject, lines: list[str], hint: str, width: int) -> None:
    place = data.draw(places(lines))
    place = Place(span=place.span)
    related = data.draw(st.lists(places(lines), max_size=5))
    report = Report((found("\n".join(lines), place, *related, hint=hint),), 1)
    text = full.render(report, Style(width=width))
    assert ESCAPES.sub("", full.render(report, Style(colour=True, width=width, links=True))) == text
    for row in text.split("\n"):
        assert not any(
            unicodedata.category(each) in ("Cc", "Zl", "Zp") or each in "\u200b\u202e" for each in row
        )
        assert not width or cells(row) <= width
    numbers = [int(match) for match in re.findall(r"^ *(\d+) \|", text, re.MULTILINE)]
    shown = {place.span.line for place in (place, *related) if place.span is not None}
    assert shown <= set(numbers)
    for words in (hint, *(each.label for each in related)):
        # Wrapping parts words of one label by rows, so that only its first word can be looked for.
        assert words.split(" ", 1)[0] in text
