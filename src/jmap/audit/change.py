"""What changed since an earlier audit: the score, by content and by ruler, and the state of each finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from jmap.audit.snapshot import FindingThen
from jmap.records import frozen

State: TypeAlias = Literal["new", "reopened", "expired", "unchanged", "fixed", "accepted"]
STATES: Final[tuple[State, ...]] = ("new", "reopened", "expired", "unchanged", "fixed", "accepted")
"""Of a finding against an earlier audit: those open now first.

`expired` was accepted then and is open now, `reopened` had gone before then and is back, `accepted` is
accepted now, `fixed` was open then and is gone, although its rule was asked and its map audited.
"""


Way: TypeAlias = Literal["better", "worse", "same", ""]
"""Whether a change is good; empty where it cannot be told."""


@frozen
class Moved:
    """A score then and now, from 0 to 100, None where there was or is none, with the grades."""

    before: Fraction | None
    after: Fraction | None
    grade_before: str
    grade_after: str

    @property
    def by(self) -> Fraction | None:
        """Return how many points it rose, or None where one of them is missing."""
        return None if self.before is None or self.after is None else self.after - self.before


@frozen
class MetricMoved:
    """A metric whose state or value is another than then, and whether that is good."""

    map: str
    id: str
    title: str
    unit: str
    before: float | None
    after: float | None
    state_before: str
    state_after: str
    way: Way


@frozen
class Change:
    """What changed since an earlier audit, or since the files of a revision.

    `since` is the day of the snapshot, or the revision as it was named. `content` and `ruler` are points of
    the overall score and sum to `score.by`; against a snapshot made with another ruler, `content` is what
    changed on the rules that both rulers share and measure alike, and `shared` how many those are. They are
    None where nothing can be compared: `why` says so in words, or what else is to be known of them.
    `ruler_changes` say in words what differs between the rulers.

    `states` has the open and accepted findings by fingerprint; `fixed` those gone.
    `not_looked_at` counts those of then whose rule or map was not looked at now. Where several findings share
    a fingerprint, `states` has the gravest of theirs, and `more` counts the others by state. `of_drafts` are
    the states of what drafts have, which count for nothing.
    """

    kind: Literal["snapshot", "revision"]
    since: str
    score: Moved
    weakest_before: str
    content: Fraction | None
    ruler: Fraction | None
    shared: int | None
    why: str
    ruler_before: str
    ruler_changes: tuple[str, ...]
    categories: Mapping[str, Moved]
    maps: Mapping[str, Moved]
    maps_added: tuple[str, ...]
    maps_gone: tuple[str, ...]
    states: Mapping[str, State]
    fixed: tuple[FindingThen, ...]
    not_looked_at: int
    metrics: tuple[MetricMoved, ...]
    more: Mapping[State, int] = field(default_factory=dict)
    of_drafts: Mapping[str, State] = field(default_factory=dict)

    def count(self, state: State) -> int:
        """Return how many findings are in a state."""
        if state == "fixed":
            return len(self.fixed)
        return sum(each == state for each in self.states.values()) + self.more.get(state, 0)
