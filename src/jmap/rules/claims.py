"""Claims: what a map says of the customer's experience, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Route
from jmap.model.described_objects import Pain
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.workspace.journey import Journey


@frozen
class Claim:
    """An emotion, a pain or a performance: who says it, where, and the ids of its evidence.

    `offending` tells apart the claims of one object.
    """

    subject: Stage | Touchpoint
    at: Route
    wording: str
    offending: str
    evidence: tuple[str, ...]


def claims(journey: Journey) -> Iterator[Claim]:
    """Yield the claims of a map in journey order: each stage's own, then those of its touchpoints.

    A pain's own evidence goes before its touchpoint's, and that before its stage's.
    """
    for stage in journey.stages:
        yield from _felt(stage, stage.evidence)
        for touchpoint in journey.touchpoints_of(stage.id):
            yield from claims_of(touchpoint, journey)


def claims_of(touchpoint: Touchpoint, journey: Journey) -> Iterator[Claim]:
    """Yield the claims of a touchpoint itself, as `claims` does."""
    evidence = journey.evidence_of(touchpoint)
    yield from _felt(touchpoint, evidence)
    if touchpoint.performance is not None:
        yield _claim(touchpoint, "performance", evidence)


def pains(journey: Journey) -> Iterator[tuple[Stage | Touchpoint, int, Pain]]:
    """Yield every pain with its stage or touchpoint and its place in the list."""
    for stage in journey.stages:
        owners: list[Stage | Touchpoint] = [stage, *journey.touchpoints_of(stage.id)]
        for owner in owners:
            for index, pain in enumerate(owner.pains):
                yield owner, index, pain


def _felt(owner: Stage | Touchpoint, evidence: tuple[str, ...]) -> Iterator[Claim]:
    if owner.emotion is not None:
        yield _claim(owner, "emotion", evidence)
    for index, pain in enumerate(owner.pains):
        wording = f"a pain of `{owner.id}`"
        yield Claim(owner, ("pains", index), wording, pain.text, pain.evidence or evidence)


def _claim(owner: Stage | Touchpoint, key: str, evidence: tuple[str, ...]) -> Claim:
    return Claim(owner, (key,), f"the {key} of `{owner.id}`", key, evidence)
