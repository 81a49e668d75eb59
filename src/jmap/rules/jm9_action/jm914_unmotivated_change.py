"""A future map changes something, and no opportunity says why.

What: in a map with `state: future` each stage and each touchpoint that is new, gone, moved or otherwise
than in its `as_is` is referred to by an opportunity that is not dropped, in either of the two maps; for a
touchpoint it is enough that its stage is. Objects are compared by id. What is gone is told at `as_is`,
since it stands nowhere else in the map. What is known of a step is no change to it: its performance, the
actual of its SLA, evidence, quotes, links and tags. Where the as-is has errors, or shares no id with the
map, nothing is compared.

Why: a to-be map is full of good ideas. Those that no customer's problem asks for cost as much to build as
the others, and nobody can tell afterwards whether they worked.

Fix: name the stage or touchpoint in the opportunity that it answers, or write the one that is missing; for
what is gone, in the map of today. A change that nothing asks for may be left out.

Source: Torres, "Continuous Discovery Habits" (2021): solutions answer opportunities, which come from
customers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jmap.faults import On, Place, Severity
from jmap.model.touchpoints import ServiceLevel
from jmap.rules.engine import has_hole
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import listed
from jmap.workspace.changes import Change, KeyChange, changes
from jmap.workspace.journey import Journey
from jmap.workspace.sight import SINGULAR

RULE = Rule(code="JM914", name="unmotivated-change", severity=Severity.WARNING, on="map")

_KNOWN = ("performance", "evidence", "quotes", "links", "tags")
_SHOWN = 4


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for an opportunity behind each change."""
    before = journey.before
    if journey.file.state != "future" or before is None or has_hole(before):
        return
    if not _shared(before, journey):
        return
    for change in filter(_planned, changes(before, journey)):
        place = _place(change, journey)
        if change.opportunities:
            yield Outcome(journey.path, place.route, None)
            continue
        message = f"{_words(change)}, and no opportunity says why"
        related: tuple[Place, ...] = ()
        if change.kind != "added":
            related = (Place((change.section, change.id), On.KEY, before.path, "as it is today"),)
        where = f" in `{before.path}`" if change.kind == "removed" else ""
        hint = f"name it in the `{change.section}` of an opportunity{where}, or write the one behind it"
        yield see.failed_at(place, message, hint, related=related, offending=_offending(change))


def _planned(change: Change) -> bool:
    """Tell whether more differs than what is known: who writes down bad news of today changes nothing."""
    return change.kind != "changed" or change.moved or bool(_keys(change))


def _keys(change: Change) -> list[str]:
    return [each.key for each in change.keys if each.key not in _KNOWN and not _measured(each)]


def _measured(change: KeyChange) -> bool:
    """Tell whether two SLAs differ by nothing but how well they are kept."""
    old, new = change.before, change.after
    both = isinstance(old, ServiceLevel) and isinstance(new, ServiceLevel)
    return both and replace(old, actual=None) == replace(new, actual=None)


def _place(change: Change, journey: Journey) -> Place:
    if change.kind == "removed":
        return Place(("as_is",), On.VALUE, journey.path)
    return Place((change.section, change.id), On.KEY, journey.path)


def _offending(change: Change) -> str:
    """Return what tells apart the objects that are gone, which all stand at one place."""
    return f"{change.section}/{change.id}" if change.kind == "removed" else ""


def _words(change: Change) -> str:
    what = f"{SINGULAR[change.section]} `{change.id}`"
    if change.kind == "added":
        return f"{what} is new"
    if change.kind == "removed":
        return f"{what} is gone"
    names = _keys(change)
    if not names:
        return f"{what} stands elsewhere than today"
    shown = [f"`{name}`" for name in names[:_SHOWN]]
    if len(names) > _SHOWN:
        shown.append(f"{len(names) - _SHOWN} more")
    if change.moved:
        return f"{what} stands elsewhere than today and differs in {listed(shown)}"
    return f"{what} differs from today in {listed(shown)}"


def _shared(before: Journey, after: Journey) -> bool:
    old, new = before.file, after.file
    return bool(old.stages.keys() & new.stages.keys() or old.touchpoints.keys() & new.touchpoints.keys())
