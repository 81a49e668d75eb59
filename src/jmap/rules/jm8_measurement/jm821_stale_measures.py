"""The map changed since it was measured.

What: where measures are read (`--measures`) that say what they rest on, the map's file and its libraries are
as they were then: the same files, each with the same SHA-256 of its text.

Why: an event or a stage that changed since makes old figures mean something else. What the audit says of
conversion, of time in stages and of the other rules on measures may then be of a map that is no more.

Fix: measure the map anew, and give `jmap audit` the new file.

Source: ours. It takes no points from the score, so that nobody loses any by improving a map between two
measurements; it tells how far to trust the measured figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jmap.faults import Severity
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM821",
    name="stale-measures",
    severity=Severity.WARNING,
    on="map",
    of_journey=True,
    measured=True,
)

_NAMED = 3


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Compare the digests of then and now."""
    if see.measured is None or not see.measured.digests:
        return
    then = see.measured.digests
    now = {each.path: each.sha256 for each in (journey.document, *journey.libraries)}
    told = list(_changes(then, now))
    if not told:
        yield see.passed(journey)
        return
    message = f"since the map was measured, {'; '.join(told)}"
    yield see.failed(journey, message, "measure it anew: the measured figures may be of another map")


def _changes(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    changed = [path for path in now if path in then and then[path] != now[path]]
    if changed:
        yield f"{_named(changed)} changed"
    added = [path for path in now if path not in then]
    if added:
        yield f"it came to use {_named(added)}"
    gone = sorted(path for path in then if path not in now)
    if gone:
        yield f"it stopped using {_named(gone)}"


def _named(paths: Sequence[str]) -> str:
    more = len(paths) - _NAMED
    if more <= 0:
        return keys(paths, "and")
    return f"{', '.join(f'`{path}`' for path in paths[:_NAMED])} and {more} more"
