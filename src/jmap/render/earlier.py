"""What earlier audits found: scores of the same ruler, to say how far a map has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from jmap.audit.points import difference, signed
from jmap.records import frozen
from jmap.render.words import Words, term


@frozen
class Run:
    """An earlier audit: its day, and the scores of maps by id, from 0 to 100."""

    as_of: date
    scores: Mapping[str, Fraction]


@frozen
class Earlier:
    """Earlier audits that were measured as this one is, oldest first."""

    runs: tuple[Run, ...] = ()

    def of(self, map_: str) -> tuple[tuple[date, Fraction], ...]:
        """Return the days and scores of a map, oldest first."""
        return tuple((run.as_of, run.scores[map_]) for run in self.runs if map_ in run.scores)


NEVER = Earlier()


@frozen
class ChangeShown:
    """How far a score has come: `up`, `down` or `same`, the sign for that, and a sentence with the day."""

    way: str
    sign: str
    text: str


def change_shown(before: tuple[date, Fraction], now: Fraction, words: Words) -> ChangeShown:
    """Return how far a score has come since an earlier audit."""
    day, score = before
    amount = difference(score, now)
    points = words.decimals(signed(amount).replace("-", "−"))
    if amount == 0:
        return ChangeShown("same", "=", words(_SAME, day=words.day(day)))
    way, sign = ("up", "▲") if amount > 0 else ("down", "▼")
    return ChangeShown(way, sign, words(_MOVED, points=points, day=words.day(day)))


_SAME = term("as on {day}")
_MOVED = term("{points} since {day}")
