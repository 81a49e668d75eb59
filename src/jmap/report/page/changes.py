"""What changed since an earlier audit, with the findings behind each state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.change import Change, MetricMoved, State
from jmap.audit.moved import split
from jmap.audit.review import Fix
from jmap.audit.snapshot import FindingThen
from jmap.records import frozen
from jmap.report.page.figures import WORDS, measured
from jmap.report.page.most import STATES, Cut, cut
from jmap.report.page.pooling import Of
from jmap.report.wording.change import fixed, metrics, severity_of

_TOLD: Final[tuple[tuple[State, str, str], ...]] = (
    ("reopened", "Reopened", "gone once, and back"),
    ("expired", "Expired", "accepted then, open now"),
    ("new", "New", "not there then"),
    ("fixed", "Fixed", "open then, gone now"),
    ("unchanged", "Unchanged", "open then and now"),
    ("accepted", "Accepted", "not held against the maps"),
)
_LISTED: Final = ("new", "reopened", "expired")
_WAYS: Final = {
    "worse": ("Got worse", "▼", "bad"),
    "better": ("Got better", "▲", "ok"),
    "changed": ("Changed", "■", "none"),
}
_METRICS: Final = 12


@frozen
class StateTold:
    """A state of findings: its name, what it means, how many, and those worth listing."""

    key: str
    title: str
    means: str
    count: int
    listed: Cut[Of[Fix]]


@frozen
class FixedTold:
    """A finding that is gone, with the map that it was of where that is still there."""

    then: FindingThen
    severity: str
    audit: MapAudit | None


@frozen
class MovedMetric:
    """A metric that moved, with its map where that is still there, and its values and states in words."""

    line: MetricMoved
    audit: MapAudit | None
    before: str
    after: str
    states: str


@frozen
class MetricsTold:
    """Metrics that moved one way: its title, sign and level."""

    title: str
    glyph: str
    level: str
    moved: Cut[MovedMetric]


@frozen
class ChangeTold:
    """A change as the page tells it. `since` is in words; metrics that got worse stand first.

    `parts` are the points by content and by ruler, none where they are not known.
    """

    change: Change
    since: str
    parts: tuple[str, ...]
    states: tuple[StateTold, ...]
    fixed: Cut[FixedTold]
    metrics: tuple[MetricsTold, ...]
    added: tuple[MapAudit, ...]


def change_told(change: Change | None, audit: Audit) -> ChangeTold | None:
    """Return what changed, or None where there is nothing to compare with."""
    if change is None:
        return None
    maps = {each.id: each for each in audit.maps}
    by_state = _by_state(change.states, audit)
    gone = (FixedTold(each, severity_of(each.severity).value, maps.get(each.map)) for each in fixed(change))
    return ChangeTold(
        change,
        since(change),
        tuple(each.replace("-", "−") for each in split(change) or ()),
        tuple(
            StateTold(key, title, means, change.count(key), cut(by_state[key], STATES))
            for key, title, means in _TOLD
        ),
        cut(gone, STATES),
        tuple(
            MetricsTold(*_WAYS[word], cut((_moved(each, maps) for each in lines), _METRICS))
            for word, lines in _by_way(change)
        ),
        tuple(maps[id_] for id_ in change.maps_added if id_ in maps),
    )


def since(change: Change) -> str:
    """Return what a change is measured against, in words."""
    if change.kind == "revision":
        return f"revision {change.since}"
    try:
        return WORDS.day(date.fromisoformat(change.since))
    except ValueError:
        return change.since


def _by_state(states: Mapping[str, State], audit: Audit) -> Mapping[str, list[Of[Fix]]]:
    found: dict[str, list[Of[Fix]]] = defaultdict(list)
    told = set()
    for each, fix in _fixes(audit):
        fingerprint = fix.finding.fingerprint
        state = states.get(fingerprint)
        if state in _LISTED and fingerprint not in told:
            told.add(fingerprint)
            found[state].append(Of(each, fix))
    return found


def _fixes(audit: Audit) -> Iterator[tuple[MapAudit, Fix]]:
    every = [(each, fix) for each in audit.maps for fix in (*each.review.fixes, *each.review.problems)]
    every.sort(key=lambda pair: (pair[1].finding.severity.rank, -pair[1].points))
    yield from every


def _by_way(change: Change) -> list[tuple[str, list[MetricMoved]]]:
    """Return the metrics that moved by the word for their way, each once."""
    found: dict[str, list[MetricMoved]] = {}
    for word, lines in metrics(change):
        found.setdefault(word, []).extend(lines)
    return list(found.items())


def _moved(line: MetricMoved, maps: Mapping[str, MapAudit]) -> MovedMetric:
    before, after = measured(line.before, line.unit), measured(line.after, line.unit)
    states = ""
    if line.state_before != line.state_after:
        states = f"{line.state_before or 'not there'}, now {line.state_after or 'gone'}"
    return MovedMetric(line, maps.get(line.map), before, after, states)
