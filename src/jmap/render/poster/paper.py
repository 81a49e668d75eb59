"""The paper: where a thing lies becomes markup here, mirrored where a map runs from right to left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from jmap.records import frozen
from jmap.render.poster.flow import leans_right, turns
from jmap.render.poster.styles import Type
from jmap.render.svg_text import number as n
from jmap.render.svg_text import text

At: TypeAlias = Literal["start", "middle", "end"]
"""Which part of a line stands at its place, in the direction of the sheet."""

Point: TypeAlias = tuple[float, float]

_OTHER: dict[str, str] = {"start": "end", "end": "start", "middle": "middle"}


@frozen
class Paper:
    """A sheet as wide as words, in pixels. Places are counted from the edge where reading starts."""

    width: float
    mirrored: bool = False
    prefix: str = ""

    def x(self, x: float, wide: float = 0) -> float:
        """Return the left edge of a thing that starts at x and is so wide."""
        return self.width - x - wide if self.mirrored else x

    def rect(self, classes: str, x: float, y: float, wide: float, high: float, corner: float = 0) -> str:
        """Return a rectangle."""
        rx = f' rx="{n(corner)}"' if corner else ""
        return (
            f'<rect class="{classes}" x="{n(self.x(x, wide))}" y="{n(y)}" width="{n(wide)}" '
            f'height="{n(high)}"{rx}/>'
        )

    def circle(self, classes: str, x: float, y: float, radius: float) -> str:
        """Return a circle."""
        return f'<circle class="{classes}" cx="{n(self.x(x))}" cy="{n(y)}" r="{n(radius)}"/>'

    def line(self, classes: str, *points: Point, closed: bool = False) -> str:
        """Return straight lines through points."""
        way = "L".join(self.at(point) for point in points)
        return f'<path class="{classes}" d="M{way}{"Z" if closed else ""}"/>'

    def at(self, point: Point) -> str:
        """Return a point as paths name it."""
        return f"{n(self.x(point[0]))} {n(point[1])}"

    def drawing(self, x: float, y: float, wide: float, size: float, shapes: str, classes: str) -> str:
        """Return shapes drawn in a square of `size`, brought to a width; they are not mirrored."""
        scale = "" if wide == size else f" scale({wide / size:.3g})"
        return f'<g class="{classes}" transform="translate({n(self.x(x, wide))} {n(y)}){scale}">{shapes}</g>'

    def text(
        self, style: Type, x: float, y: float, lines: Sequence[str], *, at: At = "start", classes: str = ""
    ) -> Iterator[str]:
        """Yield lines of one text from the top y down.

        They are one element, so that it is selected as one, except where lines run both ways: bidirectional
        text is put in order over a whole element, which may tear a line apart.
        """
        if not lines:
            return
        names = f"{style.name} {classes}".rstrip()
        left = n(self.x(x))
        tops = [n(y + style.base + index * style.line) for index in range(len(lines))]
        whole = "".join(lines)
        both = turns(whole)
        # On a mirrored sheet a text of both ways runs as the sheet does, and one of ours in Latin as it does.
        way = self._way(at, both if self.mirrored else leans_right(whole))
        if both:
            for line, top in zip(lines, tops, strict=True):
                yield f'<text class="{names}" x="{left}" y="{top}"{way}>{text(line.rstrip(" "))}</text>'
            return
        shown = [text(line) for line in lines]
        shown[-1] = shown[-1].rstrip(" ")
        more = "".join(
            f'<tspan x="{left}" y="{top}">{line}</tspan>'
            for line, top in zip(shown[1:], tops[1:], strict=True)
        )
        yield f'<text class="{names}" x="{left}" y="{tops[0]}"{way}>{shown[0]}{more}</text>'

    def group(self, parts: Iterable[str], *, title: str = "", id_: str = "") -> Iterator[str]:
        """Yield parts as one group with a title."""
        name = f' id="{self.prefix}{text(id_)}"' if id_ else ""
        yield f"<g{name}>{f'<title>{text(title)}</title>' if title else ''}"
        yield from parts
        yield "</g>"

    def _way(self, at: At, turned: bool) -> str:
        """Return direction and anchor of a line that runs in its own direction at a place of the sheet."""
        anchor = at if turned == self.mirrored else _OTHER[at]
        shown = f' text-anchor="{anchor}"' if anchor != "start" else ""
        return f' direction="rtl"{shown}' if turned else shown
