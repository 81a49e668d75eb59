"""What a rule is, and what it says of a subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from jmap.faults import Fault, On, Place, Route, Severity
from jmap.measures.measured import MapMeasured
from jmap.model.actions import Opportunity, Play
from jmap.model.binder import as_written
from jmap.model.evidence import Evidence
from jmap.model.health import Health
from jmap.model.metrics import Metric
from jmap.model.people import Channel, Persona, Segment, Team
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.rules.clock import Clock
from jmap.workspace.config_kinds import Figure
from jmap.workspace.journey import Journey

Subject: TypeAlias = (
    Journey
    | Stage
    | Touchpoint
    | Persona
    | Segment
    | Metric
    | Evidence
    | Opportunity
    | Play
    | Health
    | Channel
    | Team
)

SubjectKind: TypeAlias = Literal[
    "file",
    "map",
    "lifecycle",
    "stage",
    "stage of a lifecycle",
    "stage after purchase of a lifecycle",
    "stage after purchase",
    "touchpoint",
    "moment of truth",
    "persona",
    "segment",
    "metric",
    "evidence",
    "opportunity",
    "play",
    "health",
    "workspace",
    "workspace with a lifecycle",
    "segment of the workspace",
    "team of the workspace",
]
"""What a rule looks at, one at a time.

`file` is for rules that the reader or the binder applies. A rule on the `workspace`, or on what is of it,
looks at all files at once: its check takes an `Overview` alone, that of a quality rule `AllMaps`.
"""

_OF_WORKSPACE: Final = "workspace"

SECTION_OF: Final[Mapping[type[Any], str]] = {
    Stage: "stages",
    Touchpoint: "touchpoints",
    Persona: "personas",
    Segment: "segments",
    Metric: "metrics",
    Evidence: "evidence",
    Opportunity: "opportunities",
    Play: "plays",
    Health: "health",
    Channel: "channels",
    Team: "teams",
}


@frozen
class Option:
    """A threshold of a rule: its default and what it means; `ours` where no source sets it.

    `least` and `most` bound what a config may set, both included; `whole` where only whole numbers mean
    something. `up_to` names another option of the rule that this one may not pass.
    """

    default: float
    doc: str
    ours: bool = False
    least: float | None = None
    most: float | None = None
    whole: bool = False
    up_to: str = ""

    @property
    def kind(self) -> Figure:
        """Return the type that the config binds it by."""
        return Figure(self.least, self.most, self.whole)

    @property
    def bounds(self) -> str:
        """Return what may be set, such as `a whole number from 1 to 5`; empty where any number may."""
        phrase = self.kind.phrase()
        return "" if phrase == "a number" else phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule. Its manual page is the docstring of its module, its examples are its case file.

    `severity` is the one named first where it has two, `worse` the other. `revision` goes up whenever the
    rule answers otherwise for the same map. A rule with `of_journey` says how the journey is doing and
    stays out of the score. `withheld_by` names sections in which an error withholds the rule's findings.
    One that is `measured` applies only to what was measured in a log.
    A `fixed` rule tells that a file could not be read whole: it is always checked and always an error.
    """

    code: str
    name: str
    severity: Severity
    on: SubjectKind
    worse: Severity | None = None
    revision: int = 1
    options: Mapping[str, Option] = field(default_factory=dict)
    of_journey: bool = False
    withheld_by: tuple[str, ...] = ()
    fixed: bool = False
    measured: bool = False

    @property
    def of_workspace(self) -> bool:
        """Tell whether it looks at all files at once, and not at one map after the other."""
        return _OF_WORKSPACE in self.on


@frozen
class Outcome:
    """What a rule says of one subject: it passes, or its fault. `file` is where the subject stands."""

    file: str
    subject: Route
    fault: Fault | None

    @property
    def passed(self) -> bool:
        """Tell whether the subject passes."""
        return self.fault is None


@frozen
class See:
    """What a rule sees beside its subject, and how it answers: the map, its options, the date.

    `measured` is what was measured of the map, where anything was; below `min_n` cases nothing is judged.
    """

    rule: Rule
    journey: Journey
    clock: Clock
    options: Mapping[str, float]
    measured: MapMeasured | None = None
    min_n: int = 0

    @property
    def as_of(self) -> date:
        """Return the date to judge by. Where days are only compared, `has_come` lets the answer be kept."""
        return self.clock.today

    def has_come(self, day: date) -> bool:
        """Tell whether a day is the date to judge by, or before it."""
        return self.clock.has_come(day)

    def passed(self, subject: Subject, at: Route = ()) -> Outcome:
        """Return that a subject, or the part of it at a route, passes."""
        route, file = self._written(subject, at)
        return Outcome(file, route, None)

    def failed(
        self,
        subject: Subject,
        message: str,
        hint: str = "",
        *,
        at: Route = (),
        on: On | None = None,
        label: str = "",
        related: tuple[Place, ...] = (),
        severity: Severity | None = None,
        offending: str = "",
    ) -> Outcome:
        """Return that a subject fails, blaming the part of it at a route.

        Without `at` the place is the key of the object; with it the value there, unless `on` says the key.
        """
        route, file = self._written(subject, at)
        where = on if on is not None else On.VALUE if at else On.KEY
        place = Place(route, where, file, label)
        return self.failed_at(place, message, hint, related=related, severity=severity, offending=offending)

    def failed_at(
        self,
        place: Place,
        message: str,
        hint: str = "",
        *,
        related: tuple[Place, ...] = (),
        severity: Severity | None = None,
        offending: str = "",
    ) -> Outcome:
        """Return that what stands at a place fails; the map's own file where the place names none."""
        file = place.file if place.file is not None else self.journey.path
        fault = Fault(self.rule.code, message, place, hint, related, offending, severity)
        return Outcome(file, place.route, fault)

    def place_of(self, subject: Subject) -> tuple[Route, str]:
        """Return the route of a subject and the file that defines it."""
        if isinstance(subject, Journey):
            return (), subject.path
        section = SECTION_OF[type(subject)]
        return (section, subject.id), self.journey.file_of(section, subject.id)

    def related(self, subject: Subject, label: str, at: Route = ()) -> Place:
        """Return a place to show beside the finding."""
        route, file = self._written(subject, at)
        return Place(route, On.VALUE if at else On.KEY, file, label)

    def _written(self, subject: Subject, at: Route) -> tuple[Route, str]:
        """Return the route of a part of a subject as its file has it, and the file."""
        route, file = self.place_of(subject)
        return as_written((*route, *at), self.journey.sight.gaps.get(file, {})), file


Check: TypeAlias = Callable[..., Iterator[Outcome]]
"""Looks at one subject, with a `See`, and yields what it finds; nothing where the rule does not apply.

The check of a rule on the workspace takes an `Overview`, or `AllMaps`, in place of both.
"""
