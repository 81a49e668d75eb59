"""Lanes of the zone Business: figures, owners, the service blueprint, plays, health, findings."""

from __future__ import annotations

from jmap.model.stages import Stage
from jmap.render.cells import BadgesCell, ChipsCell, GaugesCell, Line, OwnerCell
from jmap.render.conditions_in_words import in_words
from jmap.render.measures_in_words import bands_in_words
from jmap.render.metric_gauge import gauge
from jmap.render.scene import Scene
from jmap.render.touchpoint_card import layer_hint
from jmap.render.words import term


def metrics(scene: Scene, stage: Stage) -> GaugesCell | None:
    """Return the metrics of a stage and of its touchpoints, in full where they first appear."""
    journey = scene.journey
    found = [(id_, journey.metric(id_)) for id_ in journey.metrics_of(stage)]
    before = scene.stages[: scene.stages.index(stage)]
    shown = {id_ for each in before for id_ in journey.metrics_of(each)}
    gauges = tuple(
        gauge(
            metric,
            scene.as_of,
            scene.words,
            scene.notes.on("metrics", id_),
            again=id_ in shown,
            measured=scene.measured,
        )
        for id_, metric in found
        if metric is not None
    )
    return GaugesCell(gauges) if gauges else None


def owner(scene: Scene, stage: Stage) -> OwnerCell | None:
    """Return who answers for a stage, and which other teams work in it."""
    named: list[str] = []
    for touchpoint in scene.touchpoints(stage):
        if touchpoint.owner:
            named.append(touchpoint.owner)
        items = (*touchpoint.frontstage, *touchpoint.backstage, *touchpoint.support)
        named.extend(item.team for item in items if item.team)
    others = [scene.team(id_) for id_ in dict.fromkeys(named) if id_ != stage.owner]
    if not stage.owner and not others:
        return None
    return OwnerCell(scene.team(stage.owner), tuple(others))


def frontstage(scene: Scene, stage: Stage) -> ChipsCell | None:
    """Return what the customer sees us do."""
    return _layer(scene, stage, "frontstage")


def backstage(scene: Scene, stage: Stage) -> ChipsCell | None:
    """Return what we do behind the line of visibility."""
    return _layer(scene, stage, "backstage")


def support(scene: Scene, stage: Stage) -> ChipsCell | None:
    """Return what others do so that we can."""
    return _layer(scene, stage, "support")


def plays(scene: Scene, stage: Stage) -> ChipsCell | None:
    """Return what we do here for whom and when."""
    touchpoints = {each.id for each in scene.touchpoints(stage)}
    words, lines = scene.words, []
    for play in scene.journey.plays():
        if stage.id not in play.stages and not touchpoints & set(play.touchpoints):
            continue
        parts = [words(play.state) if play.state else "", in_words(play.when, scene.journey, words)]
        if play.automation and play.automation != "none":
            parts.append(words(term("assisted") if play.automation == "assisted" else term("automatic")))
        lines.append(Line(play.title, " · ".join(part for part in parts if part)))
    return ChipsCell(tuple(lines)) if lines else None


def health(scene: Scene, stage: Stage) -> ChipsCell | None:
    """Return the health scores kept in a stage."""
    lines = [
        Line(score.title, " · ".join(bands_in_words(score.bands, scene.words)))
        for score in scene.journey.health()
        if stage.id in score.stages
    ]
    return ChipsCell(tuple(lines)) if lines else None


def findings(scene: Scene, stage: Stage) -> BadgesCell | None:
    """Return the findings of a stage and of what lies in it."""
    badges = scene.notes.at_stage(stage.id)
    return BadgesCell(badges) if badges else None


def _layer(scene: Scene, stage: Stage, name: str) -> ChipsCell | None:
    words, lines = scene.words, []
    for touchpoint in scene.touchpoints(stage):
        for item in getattr(touchpoint, name):
            notes = [(words("fails"), item.fails)] if item.fails else []
            if item.recovery:
                notes.append(("" if notes else words("then"), item.recovery))
            lines.append(Line(item.text, layer_hint(scene, item), tuple(notes), touchpoint=touchpoint.id))
    return ChipsCell(tuple(lines)) if lines else None
