"""What follows from a map, object by object, for its JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Final

from jmap.audit.figures import standing
from jmap.model.actions import Opportunity, Play
from jmap.model.evidence import Evidence
from jmap.model.metrics import Metric
from jmap.model.people import Persona
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.render.data_records import (
    EvidenceFigures,
    Feelings,
    MetricFigures,
    OpportunityFigures,
    PersonaFigures,
    StageFigures,
    TouchpointFigures,
)
from jmap.render.drawing import Drawing
from jmap.rules.figures import performance_gap
from jmap.rules.priorities import by_worth, rice, ulwick
from jmap.workspace.emotion_curve import judged


class Figures:
    """Works out what follows of each object of one map."""

    def __init__(self, drawing: Drawing) -> None:
        self._journey = drawing.judged.journey
        self._as_of = drawing.as_of
        self._findings: dict[tuple[str, str], list[str]] = {}
        for each in (*drawing.judged.correctness, *drawing.judged.quality):
            if len(each.route) > 1:
                key = (str(each.route[0]), str(each.route[1]))
                self._findings.setdefault(key, []).append(each.fingerprint)

    def of(self, section: str, thing: Any) -> Any:
        """Return what follows of an object, or None where nothing does."""
        builds: dict[str, Callable[[Any], Any]] = {
            "personas": self._persona,
            "stages": self._stage,
            "touchpoints": self._touchpoint,
            "metrics": self._metric,
            "evidence": self._evidence,
            "opportunities": self._opportunity,
        }
        return builds[section](thing) if section in builds else None

    def _persona(self, persona: Persona) -> PersonaFigures:
        return PersonaFigures(point_of_view=persona.id == self._journey.point_of_view)

    def _stage(self, stage: Stage) -> StageFigures:
        journey = self._journey
        number = self._numbers.get(stage.id, 0)
        values = [point.value for point in judged(journey) if point.stage == stage.id]
        return StageFigures(
            number=number,
            start=number == 1 or stage.start,
            end=stage.next is not None and not stage.next,
            touchpoints=tuple(each.id for each in journey.touchpoints_of(stage.id)),
            metrics=tuple(journey.metrics_of(stage)),
            emotion=_rounded(sum(values) / len(values)) if values else None,
            findings=tuple(self._findings.get(("stages", stage.id), ())),
        )

    def _touchpoint(self, step: Touchpoint) -> TouchpointFigures:
        journey = self._journey
        owner = journey.owner_of(step)
        people = [each.id for each in journey.personas() if not step.personas or each.id in step.personas]
        there = journey.touchpoints_of(step.stage or "")
        answers = (*journey.answers("touchpoints", step.id), *journey.answers("stages", step.stage or ""))
        return TouchpointFigures(
            stage_number=self._numbers.get(step.stage or "", 0),
            number=there.index(step) + 1 if step in there else 0,
            owner=owner,
            owner_name=journey.title_of("teams", owner) if owner else None,
            evidence=journey.evidence_of(step),
            personas=tuple(people),
            segments=step.segments or tuple(each.id for each in journey.segments()),
            emotions=tuple(self._feelings(step, people)),
            importance_gap=performance_gap(step),
            sla_kept=step.sla.kept if step.sla is not None else None,
            opportunities=_ids(each.id for each in answers if isinstance(each, Opportunity)),
            plays=_ids(each.id for each in answers if isinstance(each, Play)),
            findings=tuple(self._findings.get(("touchpoints", step.id), ())),
        )

    def _feelings(self, step: Touchpoint, people: list[str]) -> list[Feelings]:
        if step.emotion is None:
            return []
        every: list[str | None] = [*people] or [None]
        found = [Feelings(persona=each, points=step.emotion.points(each)) for each in every]
        return [each for each in found if each.points]

    def _metric(self, metric: Metric) -> MetricFigures:
        stand = standing(metric, self._as_of)
        journey = self._journey
        return MetricFigures(
            unit=metric.shown_unit,
            state=stand.state,
            actual=stand.actual,
            period=stand.period,
            n=stand.n,
            gap=_rounded(stand.gap) if stand.gap is not None else None,
            near=stand.near,
            breached=stand.breached,
            stages=tuple(each.id for each in journey.stages_with(metric.id)),
        )

    def _evidence(self, evidence: Evidence) -> EvidenceFigures:
        age = (self._as_of - evidence.date).days if evidence.date is not None else None
        return EvidenceFigures(age_days=age)

    def _opportunity(self, each: Opportunity) -> OpportunityFigures:
        return OpportunityFigures(rank=self._ranks.get(each.id), rice=rice(each), ulwick=ulwick(each))

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        ranked = by_worth(self._journey.opportunities())
        return {each.id: rank for rank, each in enumerate(ranked, 1)}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {stage.id: number for number, stage in enumerate(self._journey.stages, 1)}


FIGURES: Final[Mapping[str, type[Any]]] = {
    "personas": PersonaFigures,
    "stages": StageFigures,
    "touchpoints": TouchpointFigures,
    "metrics": MetricFigures,
    "evidence": EvidenceFigures,
    "opportunities": OpportunityFigures,
}
"""The sections of whose objects something follows, and in which record."""


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids, each once."""
    return tuple(dict.fromkeys(ids))


def _rounded(value: float) -> float:
    """Return a figure without the noise of binary fractions."""
    return round(value, 9)
