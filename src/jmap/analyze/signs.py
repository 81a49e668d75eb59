"""Drivers and risks as far as a log can show them."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.analyze.conditions import Observable, Reader
from jmap.records import frozen
from jmap.workspace.journey import Journey

NOT_SAID = "it has no `when`"


@frozen
class SignPlan:
    """A driver or risk (`kind`) of a stage, known by its place, and the `when` that shows it."""

    kind: str
    stage: int
    text: str
    when: Observable


def signs_of(journey: Journey, reader: Reader) -> Iterator[SignPlan]:
    """Yield the drivers and risks of a map in the order of its stages, drivers first."""
    for place, stage in enumerate(journey.stages):
        for kind, signs in (("driver", stage.drivers), ("risk", stage.risks)):
            for sign in signs:
                text = sign.text or getattr(sign.when, "label", None) or ""
                when = reader.read(sign.when) if sign.when is not None else Observable((), (NOT_SAID,))
                yield SignPlan(kind, place, text, when)
