"""How well what a cell says is known, in one of five steps and in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from jmap.model.evidence import Evidence
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.render.cells import Proof
from jmap.render.scene import Scene
from jmap.render.words import term
from jmap.rules.confidence import confidence

STEPS: Final = (
    (term("strong"), 0.8),
    (term("fair"), 0.5),
    (term("weak"), 0.2),
    (term("very weak"), 0.0),
)
"""What a confidence is called, from the one given on (ours); 0.5 is where the audit begins to doubt."""

GUESS: Final = term("a guess")
"""What the lowest is called where only assumptions are cited."""

NOTHING: Final = term("no evidence")


def proof(scene: Scene, claims: Iterable[Iterable[str]]) -> Proof | None:
    """Return how well some claims are known, each by the ids of its evidence; None without a claim.

    It is the mean of their confidence; the age is that of the newest evidence.
    """
    every = [_cited(scene, ids) for ids in claims]
    if not every:
        return None
    sure = sum(confidence(cited, scene.as_of) for cited in every) / len(every)
    if not any(every):
        return Proof(0, scene.words(NOTHING), "", 0.0)
    days = [each.date for cited in every for each in cited if each.date is not None]
    age = scene.words.age(max(days), scene.as_of) if days else scene.words("undated")
    name, level = next((name, 4 - step) for step, (name, least) in enumerate(STEPS) if sure >= least)
    guessed = level == 1 and all(each.kind in (None, "assumption") for cited in every for each in cited)
    return Proof(level, scene.words(GUESS if guessed else name), age, sure)


def evidence_ids(scene: Scene, holder: Stage | Touchpoint) -> tuple[str, ...]:
    """Return the evidence of a stage, or of a touchpoint: its own, or its stage's."""
    return scene.journey.evidence_of(holder) if isinstance(holder, Touchpoint) else holder.evidence


def _cited(scene: Scene, ids: Iterable[str]) -> list[Evidence]:
    found = (scene.journey.definition("evidence", id_) for id_ in ids)
    return [each.object for each in found if each is not None and not each.object.archived]
