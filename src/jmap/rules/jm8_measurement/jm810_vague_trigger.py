"""A condition is prose, so that nobody can tell when it comes true.

What: every condition of a map can be measured: `enter`, `milestone` and `leave` of its stages, the `when`
of drivers and risks, `conversion`, `leave` and `dormant` of the map, `when` and `stop` of the plays that
concern it. `starts_when` and `ends_when` may be prose. A list counts as one condition, and every part of it
has to be measurable.

Why: "when they feel ready" cannot be counted, cannot set off a play, and means something else to everyone
who reads it.

Fix: say how it shows in data, such as `{event: signed_up}`, `{inactive: 30d}` or `{attribute: plan, is:
paid}`, and keep the words as its `label`.

Source: ours; stages with objective entry criteria are common practice in sales and customer success.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Route, Severity
from jmap.model.actions import Play
from jmap.model.conditions import Condition, Note, measurable, parts_of
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import excerpt
from jmap.workspace.journey import Journey

RULE = Rule(code="JM810", name="vague-trigger", severity=Severity.WARNING, on="map")

_HINT = "say how it shows in data, such as `{event: signed_up, label: ...}` or `{inactive: 30d}`"


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look at every condition that is written."""
    for subject, at, wording, condition in _conditions(journey):
        if condition is None:
            continue
        if measurable(condition):
            yield see.passed(subject, at)
            continue
        prose = next(part.text for part in parts_of(condition) if isinstance(part, Note))
        whole = "is" if isinstance(condition, Note) else "is in part"
        message = f"{wording} {whole} prose: `{excerpt(prose)}`"
        yield see.failed(subject, message, _HINT, at=at)


_Written = tuple[Journey | Stage | Play, Route, str, Condition | None]


def _conditions(journey: Journey) -> Iterator[_Written]:
    """Yield the conditions with who says them, where, and what to call them."""
    for key in ("conversion", "leave", "dormant"):
        yield journey, (key,), f"`{key}` of the map", getattr(journey.file, key)
    for stage in journey.stages:
        for key in ("enter", "milestone", "leave"):
            yield stage, (key,), f"`{key}` of `{stage.id}`", getattr(stage, key)
        for key, one in (("drivers", "driver"), ("risks", "risk")):
            for index, sign in enumerate(getattr(stage, key)):
                yield stage, (key, index, "when"), f"`when` of a {one} of `{stage.id}`", sign.when
    for play in journey.plays():
        for key in ("when", "stop"):
            yield play, (key,), f"`{key}` of `{play.id}`", getattr(play, key)
