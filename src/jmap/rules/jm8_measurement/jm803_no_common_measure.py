"""No experience metric runs through the whole lifecycle.

What: in a map with `scope: lifecycle` every stage has an experience metric of one `kind` (`nps`, `csat` or
`ces`) and one `variant`, its own or its touchpoints'. One metric named in all stages will do, and so will
one for each.

Why: stages that are asked different questions cannot be compared, and nobody can say where it is worst.

Fix: choose one question, such as how easy it was, ask it in every stage, and name the metric in the
`metrics` of each.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Place, Severity
from jmap.model.metrics import EXPERIENCE
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys
from jmap.workspace.journey import Journey

RULE = Rule(code="JM803", name="no-common-measure", severity=Severity.WARNING, on="lifecycle")

_Question = tuple[str, str]
_SHOWN = 3


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for a question that is asked in every stage, else for the one asked most."""
    asked = [(stage, _questions(stage, journey)) for stage in journey.stages]
    every = list(dict.fromkeys(question for _, questions in asked for question in questions))
    if not every:
        message = "no stage of this lifecycle has an experience metric"
        yield see.failed(
            journey, message, "define an nps, csat or ces, and name it in the `metrics` of each stage"
        )
        return
    best = max(every, key=lambda question: sum(question in questions for _, questions in asked))
    without = [stage for stage, questions in asked if best not in questions]
    if not without:
        yield see.passed(journey)
        return
    name = " ".join(part for part in best if part)
    stages = keys(each.id for each in without)
    message = f"no experience metric is asked in every stage: `{name}` is not in {stages}"
    related: tuple[Place, ...] = tuple(see.related(each, "not asked here") for each in without[:_SHOWN])
    yield see.failed(
        journey,
        message,
        "ask the same there, and name the metric in the `metrics` of each stage",
        related=related,
    )


def _questions(stage: Stage, journey: Journey) -> list[_Question]:
    metrics = [journey.metric(id_) for id_ in journey.metrics_of(stage)]
    return [
        (metric.kind, metric.variant or "")
        for metric in metrics
        if metric is not None and metric.kind in EXPERIENCE
    ]
