from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.render.text_width import width, wrap


def test_ascii_is_measured_in_helvetica() -> None:
    # W 944, i 222: thousandths of 10 pixels, 7 % looser.
    assert width("Wi", 10) == (944 + 222) * 10 / 1000 * 1.07


def test_east_asian_text_and_emoji_take_an_em() -> None:
    assert width("段階", 10) == 2 * width("段", 10)
    assert width("🎉", 10) == width("段", 10)
    assert width("e\u0301", 10) == width("e", 10)


def test_lines_break_at_spaces() -> None:
    assert wrap("Adoption and onboarding", 15, 110, 3) == ["Adoption and", "onboarding"]


def test_east_asian_text_breaks_anywhere_but_before_a_full_stop() -> None:
    lines = wrap("検討する段階はとても長い。", 15, 80, 9)
    assert "".join(lines) == "検討する段階はとても長い。"
    assert not any(line.startswith("。") for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrap("x" * 10_000, 15, 150, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(40, 200))
def test_no_line_is_wider_than_asked(text: str, most: int) -> None:
    for line in wrap(text, 12, most, 3):
        assert width(line, 12) <= most or len(line) == 1
