"""What one file yields by itself: its findings and its facts, and how long both stay true."""

from __future__ import annotations

from datetime import date
from functools import partial

from jmap.faults import Fault
from jmap.findings import crowd
from jmap.findings.build import Builder
from jmap.findings.finding import Finding
from jmap.findings.looked import BETWEEN_FILES, EVERY
from jmap.findings.reach import Reach
from jmap.findings.suppressions import Suppression, suppressions
from jmap.records import frozen
from jmap.rules import engine, registry
from jmap.rules.clock import Clock
from jmap.rules.engine import Settings
from jmap.workspace.facts import Facts
from jmap.workspace.journey import Journey
from jmap.workspace.workspace import Workspace


@frozen
class Examined:
    """The result of one file.

    It holds as long as the files that `reads` names stay as they are, every mention of `paths`, a file and a
    path that it mentions, leads where it leads now, and the date lies from `first` to `last`, where these
    are said. `lasting` is False where it rests on more than that.

    `suppressions` are those written in the file itself, and `withheld` the codes of rules, or how these
    begin, of which nothing could be said there for the errors in it.
    """

    facts: Facts
    findings: tuple[Finding, ...]
    reads: tuple[str, ...]
    paths: tuple[tuple[str, str], ...]
    first: date | None = None
    last: date | None = None
    lasting: bool = True
    suppressions: tuple[Suppression, ...] = ()
    withheld: tuple[str, ...] = ()


class Examiner:
    """Looks at the files of a workspace one by one, by the correctness rules.

    With `every`, findings past the limit of a file are built too, as whoever compares them with a baseline
    needs.
    """

    def __init__(self, workspace: Workspace, settings: Settings, *, every: bool) -> None:
        self._workspace = workspace
        self._every = every
        self._settings = settings
        self._builder = Builder(workspace.documents.get, settings.severity)
        self._rules = registry.matching(registry.CHECKED)

    def examine(self, path: str) -> Examined:
        """Return the result of a file; what is wrong with the libraries of a map is not part of it."""
        workspace = self._workspace
        workspace.consulted_elsewhere = False
        journey = workspace.look_at(path)
        if journey is None:
            return self.library(path)
        clock = Clock(self._settings.as_of)
        of_libraries = {each for library in journey.sight.libraries for each in self._faults_of(library)}
        faults = [each for each in journey.faults if each not in of_libraries]
        for answer in engine.run(journey, self._rules, self._settings.for_file(path), clock):
            faults.extend(answer.faults)
        return self._examined(path, faults, journey, clock)

    def library(self, path: str) -> Examined:
        """Return the result of a library that has been looked at."""
        return self._examined(path, list(self._faults_of(path)), None, Clock(self._settings.as_of))

    def _faults_of(self, library: str) -> tuple[tuple[str, Fault], ...]:
        return self._workspace.faults_of_library(library)

    def _examined(
        self, path: str, faults: list[tuple[str, Fault]], journey: Journey | None, clock: Clock
    ) -> Examined:
        workspace = self._workspace
        facts = workspace.facts[path]
        wanted = [(file, fault) for file, fault in faults if self._settings.for_file(file).wants(fault.code)]
        targets = [lead.target for lead in facts.leads]
        shown = {spot.file for _, fault in wanted for spot in fault.related if spot.file is not None}
        seen = (path, *facts.sees)
        map_ = journey.id if journey is not None else ""
        read = workspace.documents.get
        own = suppressions(read(path))
        reach = Reach(lambda file: own if file == path else suppressions(read(file)), read)
        return Examined(
            facts,
            tuple(crowd.build(self._builder, wanted, map_, partial(self._accepts, reach))),
            tuple(sorted({*seen, *targets, *shown})),
            tuple(sorted({(file, each) for file in seen for each in workspace.mentions(file)})),
            clock.first,
            clock.last,
            journey is None or not workspace.consulted_elsewhere,
            own,
            self._withheld(path, journey),
        )

    def _accepts(self, reach: Reach, file: str, fault: Fault) -> bool:
        """Tell whether a finding may be accepted, by the baseline or by a comment."""
        return self._every or reach.holds(file, fault)

    def _withheld(self, path: str, journey: Journey | None) -> tuple[str, ...]:
        if not self._workspace.documents.get(path).whole:
            return EVERY
        if journey is None:
            return ()
        between = () if journey.sight.whole else BETWEEN_FILES
        return (*between, *engine.withheld(journey, self._rules))
