"""Lanes of the zone Experience: what the customer does, meets, thinks and feels."""

from __future__ import annotations

from jmap.model.described_objects import Statement
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.render.cells import CardsCell, Line, LinesCell, Said, SaidCell
from jmap.render.proof import evidence_ids, proof
from jmap.render.scene import Scene
from jmap.render.touchpoint_card import card
from jmap.render.words import term


def actions(scene: Scene, stage: Stage) -> LinesCell | None:
    """Return what the customer does."""
    lines = tuple(
        Line(action, personas=scene.places(touchpoint.personas), touchpoint=touchpoint.id)
        for touchpoint in scene.touchpoints(stage)
        for action in touchpoint.actions
    )
    return LinesCell(lines, scene.silent([line.personas for line in lines])) if lines else None


def touchpoints(scene: Scene, stage: Stage) -> CardsCell | None:
    """Return the touchpoints as cards, archived ones last."""
    cards = tuple(card(scene, each) for each in scene.touchpoints(stage, archived=True))
    return CardsCell(cards) if cards else None


def thoughts(scene: Scene, stage: Stage) -> SaidCell | None:
    """Return thoughts, and quotes word for word."""
    said: list[Said] = []
    claims: list[tuple[str, ...]] = []
    holders: list[Stage | Touchpoint] = [stage, *scene.touchpoints(stage)]
    for holder in holders:
        said.extend(_said(scene, each, holder, spoken=False) for each in holder.thoughts)
        said.extend(_said(scene, each, holder, spoken=True) for each in holder.quotes)
        cited = evidence_ids(scene, holder)
        claims.extend(each.evidence or cited for each in (*holder.thoughts, *holder.quotes))
    if not said:
        return None
    return SaidCell(tuple(said), scene.silent([each.personas for each in said]), proof(scene, claims))


def needs(scene: Scene, stage: Stage) -> LinesCell | None:  # noqa: ARG001 - every builder has this signature
    """Return what the customer needs and asks."""
    return LinesCell(tuple(Line(need) for need in stage.needs)) if stage.needs else None


def emotion_axis() -> tuple[str, ...]:
    """Return the words beside the emotion lane, from the top."""
    return term("+2 very positive"), term("0 neutral"), term("−2 very negative")


def _said(scene: Scene, each: Statement, holder: Stage | Touchpoint, *, spoken: bool) -> Said:
    met, at = (holder.personas, holder.id) if isinstance(holder, Touchpoint) else ((), "")
    named = (each.persona,) if each.persona is not None else met
    who = scene.journey.title_of("personas", each.persona) if each.persona is not None else ""
    return Said(each.text, spoken, who, scene.places(named), at)
