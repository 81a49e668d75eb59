"""How the journey itself is doing; never mixed with how far the map can be trusted."""

from __future__ import annotations

from datetime import date

from jmap.audit.figures import Standing, standing
from jmap.model.actions import Opportunity
from jmap.model.metrics import Metric
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.rules.figures import performance_gap
from jmap.rules.priorities import by_worth, rice, ulwick
from jmap.workspace.emotion_curve import CurveFigures, in_figures, judged
from jmap.workspace.journey import Journey


@frozen
class MetricState:
    """A metric and where it stands."""

    metric: Metric
    standing: Standing


@frozen
class MomentState:
    """A moment of truth: importance less performance, or None where one is not said."""

    touchpoint: Touchpoint
    gap: float | None


EmotionState = CurveFigures


@frozen
class LevelState:
    """A touchpoint's service level: whether the actual share reaches the target, where both are said."""

    touchpoint: Touchpoint
    target: float
    actual: float | None

    @property
    def kept(self) -> bool | None:
        """Tell whether the promise is kept, or None where nothing was measured."""
        return None if self.actual is None else self.actual >= self.target


@frozen
class Ranked:
    """An opportunity with its scores; None where its parts are not all said."""

    opportunity: Opportunity
    rice: float | None
    ulwick: float | None


@frozen
class JourneyState:
    """How a journey is doing, in figures that the map itself gives."""

    metrics: tuple[MetricState, ...]
    moments: tuple[MomentState, ...]
    emotion: EmotionState | None
    levels: tuple[LevelState, ...]
    opportunities: tuple[Ranked, ...]

    def count(self, state: str) -> int:
        """Return how many metrics are in a state."""
        return sum(each.standing.state == state for each in self.metrics)


def journey_state(journey: Journey, as_of: date) -> JourneyState:
    """Return how a journey is doing on a day.

    Moments of truth stand by gap, the widest first; opportunities by RICE, then Ulwick, the greatest
    first, done and dropped ones left out.
    """
    moments = [
        MomentState(each, performance_gap(each))
        for each in journey.touchpoints
        if each.moment_of_truth is not None
    ]
    moments.sort(key=lambda each: (each.gap is None, -(each.gap or 0.0)))
    ranked = [Ranked(each, rice(each), ulwick(each)) for each in by_worth(journey.opportunities())]
    return JourneyState(
        tuple(MetricState(each, standing(each, as_of)) for each in journey.metrics()),
        tuple(moments),
        in_figures(judged(journey)),
        tuple(
            LevelState(each, each.sla.target, each.sla.actual)
            for each in journey.touchpoints
            if each.sla is not None and each.sla.target is not None
        ),
        tuple(ranked),
    )
