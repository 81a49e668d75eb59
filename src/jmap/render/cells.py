"""What the cells of the grid hold, neutral of output: text resolved, figures formatted.

Where a thing carries `personas`, it concerns only those, by their place in the view; empty means everyone.
Where it carries a `touchpoint`, it is said there, and goes with it where that is filtered out.
"""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from jmap.records import frozen
from jmap.render.curve import Piece


@frozen
class Badge:
    """A finding where it happens: its number, its severity, its message and the rule."""

    number: str
    severity: str
    message: str


@frozen
class Proof:
    """How well something is known: from 0, no evidence, to 4, strong; that in a word; how old it is.

    `sure` is the confidence, from 0 to 1.
    """

    level: int
    word: str
    age: str
    sure: float

    @property
    def said(self) -> tuple[str, ...]:
        """Return the word, and the age where there is one."""
        return (self.word, self.age) if self.age else (self.word,)


@frozen
class Line:
    """A line of free text, with a hint and notes of free text below it.

    A note stands after a word of ours, or after an arrow where that is empty.
    """

    text: str
    hint: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    personas: tuple[int, ...] = ()
    mark: str = ""
    word: str = ""
    touchpoint: str = ""


@frozen
class Item:
    """A value in a touchpoint's details. `rich` text takes inline markup; `href` makes a link.

    `lead` stands before the text in our words. `whose` the text is: the map's, ours, or the audit's, which
    is English.
    """

    text: str
    rich: bool = False
    href: str = ""
    missing: bool = False
    lead: str = ""
    whose: Literal["map", "ours", "english"] = "map"


@frozen
class Row:
    """A line of details: what it is, and its values, which stand in one line where they are `inline`."""

    label: str
    items: tuple[Item, ...]
    inline: bool = False


@frozen
class Card:
    """A touchpoint. `icon` and `channels` say where it happens; `absent` are personas who do not meet it."""

    id: str
    title: str
    icon: str
    channels: tuple[str, ...]
    channel_ids: tuple[str, ...]
    segments: tuple[str, ...]
    owner: str
    moment_of_truth: bool
    optional: bool
    archived: bool
    absent: tuple[int, ...]
    badges: tuple[Badge, ...]
    rows: tuple[Row, ...]


@frozen
class Said:
    """A thought, or a quote word for word, and who it is from."""

    text: str
    spoken: bool
    who: str = ""
    personas: tuple[int, ...] = ()
    touchpoint: str = ""


@frozen
class Marker:
    """A point of the curve: x from 0 to 1 in its column, the value, its class, words and label's place.

    `label` is `above`, `below` or empty where no room is left; `anchor` is `middle`, `start` or `end`.
    `small` faces stand where large ones would touch, and a `dot` where a small one would.
    """

    x: float
    value: float
    tone: str
    sign: str
    word: str
    title: str
    moment_of_truth: bool
    small: bool
    label: str
    anchor: str
    touchpoint: str = ""
    dot: bool = False


@frozen
class Curve:
    """A curve in one column, of the personas it holds for, and the place in the cell of the one behind it.

    `guessed` where no point lies here.
    """

    personas: tuple[int, ...]
    pieces: tuple[Piece, ...]
    ghost: int | None
    markers: tuple[Marker, ...]
    guessed: bool


@frozen
class Sore:
    """A pain: its severity from 1 to 5 or None, and a hint with frequency and evidence."""

    text: str
    severity: int | None
    hint: str
    personas: tuple[int, ...] = ()
    touchpoint: str = ""
    proof: Proof | None = None


@frozen
class Chance:
    """An opportunity: its number on the page, its name, its scores and state in words."""

    number: str
    name: str
    hint: str
    archived: bool
    badges: tuple[Badge, ...]


@frozen
class Gauge:
    """A metric. `level` is ok, near, bad or none; shares are places on a bar or line, from 0 to 1.

    `again` where an earlier stage shows it in full.
    """

    id: str
    name: str
    actual: str
    glyph: str
    status: str
    level: str
    target: str
    hint: str
    bar: float | None
    tick: float | None
    spark: tuple[tuple[float, float], ...]
    spark_target: float | None
    spark_words: str
    archived: bool
    again: bool
    badges: tuple[Badge, ...]


@frozen
class LinesCell:
    """A list of short texts."""

    KIND: ClassVar[str] = "lines"
    lines: tuple[Line, ...]
    silent: tuple[int, ...] = ()


@frozen
class CardsCell:
    """Touchpoints."""

    KIND: ClassVar[str] = "cards"
    cards: tuple[Card, ...]


@frozen
class SaidCell:
    """Thoughts and quotes; `silent` are personas of whom there is none."""

    KIND: ClassVar[str] = "said"
    said: tuple[Said, ...]
    silent: tuple[int, ...]
    proof: Proof | None = None


@frozen
class EmotionCell:
    """The curves of all personas in one column, which is `width` pixels wide or more."""

    KIND: ClassVar[str] = "emotion"
    curves: tuple[Curve, ...]
    proof: Proof | None = None
    width: int = 190

    @property
    def markers(self) -> tuple[tuple[Marker, tuple[int, ...]], ...]:
        """Return every marker once, from the left, and the personas it is for; empty means everyone."""
        found: dict[Marker, list[Curve]] = {}
        for curve in self.curves:
            for marker in curve.markers:
                found.setdefault(marker, []).append(curve)
        return tuple(
            (marker, () if len(on) == len(self.curves) else _of_all(on))
            for marker, on in sorted(found.items(), key=lambda each: each[0].x)
        )

    @property
    def points(self) -> tuple[tuple[Marker, tuple[int, ...]], ...]:
        """Return what is read aloud for `markers`: where they only look different, one for all."""
        found: dict[tuple[str, str], tuple[Marker, list[Curve]]] = {}
        for curve in self.curves:
            for marker in curve.markers:
                found.setdefault((marker.title, marker.sign), (marker, []))[1].append(curve)
        return tuple(
            (marker, () if len(on) == len(self.curves) else _of_all(on))
            for marker, on in sorted(found.values(), key=lambda each: each[0].x)
        )


@frozen
class PainsCell:
    """Pains; `silent` are personas of whom there is none."""

    KIND: ClassVar[str] = "pains"
    pains: tuple[Sore, ...]
    silent: tuple[int, ...]


@frozen
class ChancesCell:
    """Opportunities."""

    KIND: ClassVar[str] = "chances"
    chances: tuple[Chance, ...]


@frozen
class GaugesCell:
    """Metrics."""

    KIND: ClassVar[str] = "gauges"
    gauges: tuple[Gauge, ...]


@frozen
class OwnerCell:
    """Who answers for a stage, and who else works in it."""

    KIND: ClassVar[str] = "owner"
    owner: str
    others: tuple[str, ...]


@frozen
class ChipsCell:
    """What is done on a layer of the service blueprint, or what we play."""

    KIND: ClassVar[str] = "chips"
    lines: tuple[Line, ...]


@frozen
class BadgesCell:
    """Findings of a stage."""

    KIND: ClassVar[str] = "badges"
    badges: tuple[Badge, ...]


def _of_all(curves: list[Curve]) -> tuple[int, ...]:
    return tuple(sorted(place for curve in curves for place in curve.personas))


Cell: TypeAlias = (
    LinesCell
    | CardsCell
    | SaidCell
    | EmotionCell
    | PainsCell
    | ChancesCell
    | GaugesCell
    | OwnerCell
    | ChipsCell
    | BadgesCell
)
