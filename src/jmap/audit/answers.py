"""What hurts customers, by who takes it up: the pains and lows of each opportunity, and those of none."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest
from typing import Final, Literal

from jmap.audit.where import Where, owner_of, where_of
from jmap.model.actions import Opportunity
from jmap.model.described_objects import Pain
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.claims import pains
from jmap.rules.engine import Settings
from jmap.rules.feelings import written_at
from jmap.rules.unanswered import low_points, severe_pains
from jmap.workspace.emotion_curve import CurvePoint
from jmap.workspace.journey import Journey

MOST: Final = 20
"""So many pains and lows of an opportunity are named, the gravest ones; the rest are only counted."""


@frozen
class Answered:
    """A pain or a low that an opportunity answers: its words, its severity 1 to 5 or its value, its place.

    The words of a low are its label, else the name of the stage or touchpoint, which `title` is too.
    """

    kind: Literal["pain", "low"]
    text: str
    weight: float | None
    where: Where
    title: str = ""


@frozen
class Unanswered:
    """A pain of severity 4 or more, or a low point, that no opportunity or play takes up.

    Its words are as in `Answered`; what is severe and what is low say rules JM905 and JM703, and what takes
    it up.
    """

    kind: Literal["pain", "low"]
    text: str
    weight: float
    title: str
    owner: str
    where: Where


@frozen
class _Hurt:
    """A pain or a low point of a stage or touchpoint, as it is before anything names it."""

    weight: float | None
    owner: Stage | Touchpoint
    index: int
    pain: Pain | None
    point: CurvePoint | None

    @property
    def kind(self) -> Literal["pain", "low"]:
        """Tell which of the two it is."""
        return "low" if self.point is not None else "pain"


class Answers:
    """Finds what the opportunities of one map answer.

    A pain is answered where its touchpoint or its stage is named, as in rule JM905; a low where the very
    thing that feels so is, as in JM703.
    """

    def __init__(self, journey: Journey, settings: Settings) -> None:
        self._journey = journey
        every: dict[tuple[str, str], list[_Hurt]] = {}
        for owner, index, pain in pains(journey):
            every.setdefault(_key(owner), []).append(_Hurt(pain.severity, owner, index, pain, None))
        self._pains = {key: (_gravest(hurts), len(hurts)) for key, hurts in every.items()}
        self._lows: dict[tuple[str, str], _Hurt] = {}
        for point, _ in low_points(journey, _option(settings, "JM703", "low")):
            owner, _ = written_at(point, journey)
            self._lows[(point.section, point.id)] = _Hurt(point.value, owner, 0, None, point)
        self._of_stage: dict[str, tuple[list[_Hurt], int]] = {}
        self._made: dict[tuple[str, str, str, int], Answered] = {}

    def of(self, opportunity: Opportunity) -> tuple[tuple[Answered, ...], int]:
        """Return the gravest pains and lows that an opportunity answers, and how many there are in all."""
        stages = dict.fromkeys(opportunity.stages)
        parts = [self._stage(stage) for stage in stages]
        for id_ in dict.fromkeys(opportunity.touchpoints):
            key = ("touchpoints", id_)
            touchpoint = self._journey.file.touchpoints.get(id_)
            if touchpoint is not None and touchpoint.stage not in stages and key in self._pains:
                parts.append(self._pains[key])
            if key in self._lows:
                parts.append(([self._lows[key]], 1))
        found = _gravest([each for gravest, _ in parts for each in gravest])
        return tuple(self._answered(each) for each in found), sum(count for _, count in parts)

    def _stage(self, id_: str) -> tuple[list[_Hurt], int]:
        """Return the gravest of what naming a stage answers, and how many there are in all."""
        if id_ not in self._of_stage:
            keys = [
                ("stages", id_),
                *(("touchpoints", each.id) for each in self._journey.touchpoints_of(id_)),
            ]
            parts = [self._pains[key] for key in keys if key in self._pains]
            low = self._lows.get(("stages", id_))
            gravest = [each for part, _ in parts for each in part] + ([low] if low is not None else [])
            count = sum(count for _, count in parts) + (low is not None)
            self._of_stage[id_] = (_gravest(gravest), count)
        return self._of_stage[id_]

    def _answered(self, each: _Hurt) -> Answered:
        # Many opportunities may answer the same, of which one is enough.
        key = (each.kind, *_key(each.owner), each.index)
        if key not in self._made:
            self._made[key] = _answered(each, self._journey)
        return self._made[key]


def unanswered(journey: Journey, settings: Settings) -> tuple[Unanswered, ...]:
    """Return the severe pains and the lows that nothing takes up, the gravest first."""
    return tuple(sorted(_unanswered(journey, settings), key=_grave))


def _unanswered(journey: Journey, settings: Settings) -> Iterator[Unanswered]:
    for each in severe_pains(journey, _option(settings, "JM905", "severity")):
        if not each.answered:
            section, id_ = _key(each.owner)
            place = where_of(journey, section, id_, ("pains", each.index))
            owner = owner_of(journey, section, id_)
            yield Unanswered("pain", each.pain.text, each.severity, each.owner.title, owner, place)
    for point, answered in low_points(journey, _option(settings, "JM703", "low")):
        if not answered:
            low = _of_low(point, journey)
            owner = owner_of(journey, point.section, point.id)
            yield Unanswered("low", low.text, point.value, low.title, owner, low.where)


def _answered(each: _Hurt, journey: Journey) -> Answered:
    if each.point is not None:
        return _of_low(each.point, journey)
    place = where_of(journey, *_key(each.owner), ("pains", each.index))
    text = each.pain.text if each.pain is not None else ""
    return Answered("pain", text, each.weight, place, each.owner.title)


def _of_low(point: CurvePoint, journey: Journey) -> Answered:
    owner, at = written_at(point, journey)
    place = where_of(journey, point.section, point.id, at)
    return Answered("low", point.label or owner.title, point.value, place, owner.title)


def _gravest(every: list[_Hurt]) -> list[_Hurt]:
    return nsmallest(MOST, every, key=_grave)


def _grave(each: _Hurt | Unanswered) -> tuple[float, bool]:
    """Return what sorts the gravest first: an emotion of -2 is as grave as a severity of 5, 2 as one of 1."""
    weight = each.weight or 0.0
    return -(3 - weight if each.kind == "low" else weight), each.kind == "low"


def _key(owner: Stage | Touchpoint) -> tuple[str, str]:
    return "touchpoints" if isinstance(owner, Touchpoint) else "stages", owner.id


def _option(settings: Settings, code: str, name: str) -> float:
    return settings.options(registry.get(code).rule)[name]
