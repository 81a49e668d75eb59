"""Who owns what over all maps, and how much of it wants doing; gathered map by map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from jmap.audit.portfolio import OwnerLoad
from jmap.audit.review import Fix, Review
from jmap.audit.score import shown
from jmap.audit.where import answers_for
from jmap.faults import Severity
from jmap.findings.build import Same, same
from jmap.model.actions import Opportunity
from jmap.rules.outline import IN_HAND
from jmap.workspace.journey import Journey

_NOBODY = ""


class _Load:
    """What is counted of one owner."""

    __slots__ = (
        "errors",
        "findings",
        "in_hand",
        "maps",
        "metrics",
        "opportunities",
        "overdue",
        "plays",
        "points",
        "problems",
        "stages",
        "title",
        "touchpoints",
    )

    def __init__(self) -> None:
        self.title = ""
        self.maps = self.stages = self.touchpoints = self.metrics = 0
        self.opportunities = self.in_hand = self.overdue = self.plays = 0
        self.findings = self.errors = self.problems = 0
        self.points = Fraction(0)


class Owners:
    """Gathers what each owner answers for; keeps counts, and the names of what libraries define."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self._loads: dict[str, _Load] = {}
        self._counted: set[tuple[str, str, str]] = set()
        self._told: set[Same] = set()

    def add(self, journey: Journey, review: Review) -> None:
        """Count what a map and the objects in it want of whom."""
        future = journey.file.state == "future"
        self._of(journey, journey.file.owner).maps += 1
        if not future:
            for stage in journey.stages:
                self._of(journey, stage.owner).stages += 1
            for touchpoint in journey.touchpoints:
                self._of(journey, journey.owner_of(touchpoint)).touchpoints += 1
        for metric in journey.metrics():
            own = journey.file_of("metrics", metric.id) == journey.path
            if not (future and own) and self._new(journey, "metrics", metric.id):
                self._of(journey, metric.owner).metrics += 1
        for each in self._seen(journey, "opportunities"):
            self._opportunity(self._of(journey, each.owner), each)
        for each in self._seen(journey, "plays"):
            # One that is done runs.
            self._of(journey, each.owner).plays += each.state != "dropped"
        self._findings(journey, review)

    def loads(self) -> tuple[OwnerLoad, ...]:
        """Return what each owner answers for: most findings first, then points; what nobody owns last."""
        ordered = sorted(
            self._loads.items(),
            key=lambda item: (item[0] == _NOBODY, -item[1].findings, -item[1].points, item[0]),
        )
        loads = (_owner_load(id_, load) for id_, load in ordered)
        return tuple(each for each in loads if each.id != _NOBODY or _any(each))

    def _opportunity(self, load: _Load, opportunity: Opportunity) -> None:
        if opportunity.state in ("done", "dropped"):
            return
        load.opportunities += 1
        load.in_hand += opportunity.state in IN_HAND
        load.overdue += opportunity.due is not None and opportunity.due < self._as_of

    def _findings(self, journey: Journey, review: Review) -> None:
        whose: dict[tuple[str, str], str] = {}
        worth: Counter[tuple[str, Fraction]] = Counter()
        for fix in (*review.fixes, *review.problems):
            subject = fix.where.section, fix.where.id
            owner = whose.get(subject)
            if owner is None:
                owner = whose[subject] = answers_for(journey, *subject)
            load = self._of(journey, owner)
            first = self._first(journey, fix)
            if fix.of_journey:
                load.problems += first
                continue
            worth[owner, fix.points] += 1
            load.findings += first
            load.errors += first and fix.finding.severity is Severity.ERROR
        for (owner, points), amount in worth.items():
            self._of(journey, owner).points += points * amount

    def _of(self, journey: Journey, owner: str | None) -> _Load:
        id_ = owner or _NOBODY
        load = self._loads.get(id_)
        if load is None:
            load = self._loads[id_] = _Load()
        if load.title in ("", id_) and id_ != _NOBODY:
            load.title = journey.title_of("teams", id_)
        return load

    def _seen(self, journey: Journey, section: str) -> Iterator[Any]:
        """Yield what is in a map's sight, whether or not it concerns the map, and was in no other's."""
        for each in journey.sight.sections[section].values():
            if not each.object.archived and self._new(journey, section, each.id):
                yield each.object

    def _new(self, journey: Journey, section: str, id_: str) -> bool:
        """Tell whether an object was not counted for another map; remember those that others may see."""
        file = journey.file_of(section, id_)
        if file == journey.path:
            return True
        key = section, file, id_
        if key in self._counted:
            return False
        self._counted.add(key)
        return True

    def _first(self, journey: Journey, fix: Fix) -> bool:
        """Tell whether a finding was not counted for another map, which sees the same library."""
        if fix.finding.spot.file == journey.path:
            return True
        key = same(fix.finding)
        if key in self._told:
            return False
        self._told.add(key)
        return True


def _owner_load(id_: str, load: _Load) -> OwnerLoad:
    return OwnerLoad(
        id_,
        load.title,
        load.maps,
        load.stages,
        load.touchpoints,
        load.metrics,
        load.opportunities,
        load.plays,
        load.in_hand,
        load.overdue,
        load.findings,
        load.errors,
        shown(load.points),
        load.problems,
    )


def _any(load: OwnerLoad) -> bool:
    owned = (load.maps, load.stages, load.touchpoints, load.metrics, load.opportunities, load.plays)
    return any(owned) or load.findings > 0 or load.problems > 0
