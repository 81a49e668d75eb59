from __future__ import annotations

from collections.abc import Iterator

import pytest

from jmap.render.poster.blocks import (
    Block,
    Chip,
    Entry,
    Fitted,
    abreast,
    beside,
    boxed,
    chips,
    columns,
    drawn,
    flowing,
    nothing,
    prose,
    stack,
    zoomed,
)
from jmap.render.poster.paper import Paper
from jmap.render.poster.styles import BODY

PAPER = Paper(1000.0)


def spot(name: str, high: float) -> Block:
    """Return a block that says where it is drawn and how wide it is."""

    def fit(wide: float) -> Fitted:
        def draw(_paper: Paper, x: float, y: float) -> Iterator[str]:
            yield f"{name} {x:g} {y:g} {wide:g}"

        return Fitted(high, draw)

    return fit


def at(block: Block, wide: float) -> tuple[float, list[str]]:
    fitted = block(wide)
    return fitted.height, list(fitted.draw(PAPER, 0.0, 0.0))


def test_a_stack_leaves_out_what_has_no_height() -> None:
    blocks = [spot("a", 10), nothing(), spot("b", 20)]
    assert at(stack(blocks, 5.0), 100.0) == (35.0, ["a 0 0 100", "b 0 15 100"])


def test_columns_are_as_many_as_there_is_room_for_and_about_equally_high() -> None:
    blocks = [spot("a", 10), spot("b", 10), spot("c", 20)]
    assert at(columns(blocks, 0.0, 10.0, 100.0), 150.0) == (40.0, ["a 0 0 150", "b 0 10 150", "c 0 20 150"])
    assert at(columns(blocks, 0.0, 10.0, 100.0), 210.0) == (20.0, ["a 0 0 100", "b 0 10 100", "c 110 0 100"])
    assert at(columns(blocks, 0.0, 10.0, 100.0), 900.0)[0] == 20.0


@pytest.mark.parametrize("wide", [100.0, 333.0, 500.0, 2000.0])
def test_columns_lose_no_block_and_keep_their_order(wide: float) -> None:
    blocks = [spot(f"{index:02}", 5.0 + index * 37 % 23) for index in range(40)]
    said = at(columns(blocks, 4.0), wide)[1]
    assert [each[:2] for each in said] == [f"{index:02}" for index in range(40)]


def test_a_sign_stands_before_its_block() -> None:
    sign = drawn(18.0, lambda _paper, x, y: iter((f"sign {x:g} {y:g}",)))
    assert at(beside(sign, 20.0, spot("a", 10), 5.0), 100.0) == (18.0, ["sign 0 0", "a 25 0 75"])


def test_a_box_holds_its_block() -> None:
    high, said = at(boxed(spot("a", 10), "card", across=9.0, down=7.0), 100.0)
    assert high == 24.0
    assert said == ['<rect class="card" x="0" y="0" width="100" height="24" rx="7"/>', "a 9 7 82"]


def test_blocks_abreast_are_as_high_as_the_highest() -> None:
    fitted = abreast([spot("a", 10)(30), spot("b", 30)(50)], [30, 50], 10)
    assert (fitted.height, list(fitted.draw(PAPER, 5, 5))) == (30, ["a 5 5 30", "b 45 5 50"])


def test_a_block_is_drawn_larger_as_a_whole() -> None:
    high, said = at(zoomed(spot("a", 10), 2.0), 100.0)
    assert (high, said) == (20.0, ['<g transform="translate(0 0) scale(2)">', "a 0 0 50", "</g>"])
    mirrored = zoomed(spot("a", 10), 2.0)(100.0).draw(Paper(1000.0, mirrored=True), 30.0, 0.0)
    assert next(mirrored) == '<g transform="translate(870 0) scale(2)">'


def test_chips_run_on_in_rows() -> None:
    fitted = chips([Chip(f"F-{index}", "chip") for index in range(4)])(70.0)
    assert fitted.height == 40.0
    rows = [each.partition('y="')[2].partition('"')[0] for each in fitted.draw(PAPER, 0, 0) if "rect" in each]
    assert rows == ["0", "0", "22", "22"]


def test_a_chip_wider_than_its_row_is_broken() -> None:
    fitted = chips([Chip("a word and another and more", "chip", severity="error")])(80.0)
    assert fitted.height > 40.0


def test_entries_flow_and_one_wider_than_a_row_is_broken() -> None:
    none = drawn(0.0, lambda _paper, _x, _y: iter(()))
    entries = [Entry(none, 10.0, text, BODY) for text in ("one", "two", "a much longer one")]
    assert flowing(entries, 10.0, 5.0)(110.0).height == pytest.approx(3 * BODY.line + 5.0)
    assert flowing(entries, 10.0, 5.0)(60.0).height == pytest.approx(6 * BODY.line + 10.0)


def test_prose_is_as_high_as_its_lines() -> None:
    assert prose("one two", BODY)(400.0).height == BODY.line
    assert prose("one two", BODY)(40.0).height == 2 * BODY.line
