"""Lanes of the zone Insight: what hurts, what pleases, what is worth solving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.audit.numbered import opportunities_shown
from jmap.audit.sign_lines import signs_seen
from jmap.model.actions import Opportunity
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.render.cells import Chance, ChancesCell, Line, LinesCell, PainsCell, Sore
from jmap.render.conditions_in_words import in_words
from jmap.render.proof import evidence_ids, proof
from jmap.render.scene import Scene
from jmap.render.witness_stages import sign_in_words
from jmap.render.words import Words, term
from jmap.rules.priorities import rice, ulwick

_SIGNS: Final = {"driver": ("+", term("driver")), "risk": ("!", term("risk"))}


def pains(scene: Scene, stage: Stage) -> PainsCell | None:
    """Return what hurts, at the stage and at its touchpoints, the worst first."""
    sores = list(_sores(scene, stage))
    sores.sort(key=lambda sore: -(sore.severity or 0))
    return PainsCell(tuple(sores), scene.silent([each.personas for each in sores])) if sores else None


def gains(scene: Scene, stage: Stage) -> LinesCell | None:
    """Return what the customer gains."""
    lines = [Line(gain) for gain in stage.gains]
    for touchpoint in scene.touchpoints(stage):
        met = scene.places(touchpoint.personas)
        lines.extend(Line(gain, personas=met, touchpoint=touchpoint.id) for gain in touchpoint.gains)
    silent = scene.silent([line.personas for line in lines])
    return LinesCell(tuple(lines), silent) if lines else None


def opportunities(scene: Scene, stage: Stage) -> ChancesCell | None:
    """Return the opportunities of a stage and of its touchpoints."""
    touchpoints = {each.id for each in scene.touchpoints(stage)}
    chances = tuple(
        _chance(scene, each)
        for each in opportunities_shown(scene.journey)
        if stage.id in each.stages or touchpoints & set(each.touchpoints)
    )
    return ChancesCell(chances) if chances else None


def signs(scene: Scene, stage: Stage) -> LinesCell | None:
    """Return what makes customers succeed, and what tells that one is about to leave."""
    lines = []
    for kind, _, sign, seen in signs_seen(stage, scene.measured):
        mark, word = _SIGNS[kind]
        hint = [in_words(sign.when, scene.journey, scene.words)]
        if seen is not None:
            hint.append(sign_in_words(kind, seen, scene.min_n, scene.words))
        lines.append(Line(sign.text or "", " · ".join(part for part in hint if part), mark=mark, word=word))
    return LinesCell(tuple(lines)) if lines else None


def _sores(scene: Scene, stage: Stage) -> Iterator[Sore]:
    words = scene.words
    holders: list[Stage | Touchpoint] = [stage, *scene.touchpoints(stage)]
    for holder in holders:
        met: tuple[int, ...] = ()
        at = ""
        if isinstance(holder, Touchpoint):
            met, at = scene.places(holder.personas), holder.id
        cited = evidence_ids(scene, holder)
        for pain in holder.pains:
            parts = [words("severity {level}", level=pain.severity)] if pain.severity is not None else []
            if pain.frequency is not None:
                parts.append(words("hits\u00a0{share}", share=words.percent(pain.frequency)))
            known = proof(scene, [pain.evidence or cited])
            yield Sore(pain.text, pain.severity, " · ".join(parts), met, at, known)


def _chance(scene: Scene, each: Opportunity) -> Chance:
    return Chance(
        scene.opportunities[each.id],
        each.title,
        " · ".join(scores(each, scene.words)),
        each.archived,
        scene.notes.on("opportunities", each.id),
    )


def scores(each: Opportunity, words: Words) -> Iterator[str]:
    """Yield what is said of how far an opportunity has come and what it is worth."""
    if each.archived:
        yield words("archived")
    if each.state is not None:
        yield words(each.state)
    ranked = rice(each)
    if ranked is not None:
        yield words("RICE\u00a0{score}", score=_rounded(ranked))
    elif each.impact is not None and each.effort is not None:
        yield words("impact\u00a0{score}", score=each.impact)
        yield words("effort\u00a0{score}", score=each.effort)
    score = ulwick(each)
    if score is not None:
        yield words("unmet need\u00a0{score}", score=score)


def _rounded(value: float) -> float:
    """Return a score without decimals from 100 on, where they say nothing."""
    return round(value) if value >= 100 else round(value, 1)
