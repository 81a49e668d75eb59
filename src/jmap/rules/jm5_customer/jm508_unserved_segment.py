"""A segment that nothing is made for.

What: every segment in the sight of a map is named by something: by a touchpoint, by a play that is not
dropped, or by a map in its own `for: {segments: ...}`. Drafts and archived maps neither bring segments nor
serve them; the rule is not asked in a run over a part of the workspace, nor while a map has errors.

Why: a segment is drawn because its customers need something else. Where no step, no play and no map names
it, they get what everybody gets, and the line in the slide deck was all that came of it.

Fix: name it in the `segments` of the touchpoint or play that is for it, or write the map of its journey
with `for: {segments: ...}`. A segment that needs nothing of its own can be taken out, or set `status:
archived`.

Source: ours, after practice with tailored onboarding: what is not made for a segment is made for the
average.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.all_maps import AllMaps
from jmap.rules.rule import Outcome, Rule

RULE = Rule(code="JM508", name="unserved-segment", severity=Severity.WARNING, on="segment of the workspace")


def check(see: AllMaps) -> Iterator[Outcome]:
    """Look, for each segment that a map sees, for whatever names it in any map."""
    named = {segment for each in see.maps for segment in each.named}
    for segment in sorted({segment for each in see.maps for segment in each.segments}):
        file, id_ = segment
        route = ("segments", id_)
        if segment in named:
            yield see.passed(file, route)
            continue
        message = f"no touchpoint, play or map is made for segment `{id_}`"
        hint = "name it in the `segments` of what is for it, or in a map with `for: {segments: ...}`"
        yield see.failed(file, route, message, hint)
