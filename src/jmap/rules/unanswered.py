"""What hurts customers on a map, and whether anything takes it up."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.model.described_objects import Pain
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.rules.claims import pains
from jmap.workspace.emotion_curve import CurvePoint, judged, lows
from jmap.workspace.journey import Journey


@frozen
class SeverePain:
    """A pain, its stage or touchpoint, its place in the list there, and whether something answers it."""

    owner: Stage | Touchpoint
    index: int
    pain: Pain
    severity: int
    answered: bool


def severe_pains(journey: Journey, least: float) -> Iterator[SeverePain]:
    """Yield the pains of a severity or graver, in journey order.

    An opportunity that is not dropped answers one where it names its touchpoint or its stage.
    """
    live = [each for each in journey.opportunities() if each.state != "dropped"]
    stages = {id_ for each in live for id_ in each.stages}
    touchpoints = {id_ for each in live for id_ in each.touchpoints}
    for owner, index, pain in pains(journey):
        if pain.severity is None or pain.severity < least:
            continue
        if isinstance(owner, Touchpoint):
            answered = owner.id in touchpoints or owner.stage in stages
        else:
            answered = owner.id in stages
        yield SeverePain(owner, index, pain, pain.severity, answered)


def low_points(journey: Journey, highest: float) -> Iterator[tuple[CurvePoint, bool]]:
    """Yield the lows of the judged curve at an emotion or below, and whether something answers each.

    An opportunity that is not dropped, or a play, answers one where it names what feels so.
    """
    for point in lows(judged(journey), highest):
        yield point, bool(journey.answers(point.section, point.id))
