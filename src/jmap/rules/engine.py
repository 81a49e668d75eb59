"""Runs rules over a map, and knows for each what passed and to how much it applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from jmap.faults import Fault, Severity
from jmap.measures.measured import Measures
from jmap.model.journey_file import SECTIONS
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.all_maps import AllMaps
from jmap.rules.clock import Clock
from jmap.rules.outline import Outline
from jmap.rules.overview import Overview
from jmap.rules.registry import Registered
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.config import Config
from jmap.workspace.journey import Journey
from jmap.workspace.patterns import matches
from jmap.workspace.workspace import Workspace


@frozen
class Answer:
    """Everything that a rule said of one map."""

    rule: Rule
    outcomes: tuple[Outcome, ...]

    @property
    def applicable(self) -> int:
        """Return the number of subjects that the rule applies to."""
        return len(self.outcomes)

    @property
    def passed(self) -> int:
        """Return the number of subjects that pass."""
        return sum(outcome.passed for outcome in self.outcomes)

    @property
    def faults(self) -> list[tuple[str, Fault]]:
        """Return the faults, each with its file."""
        return [(each.file, each.fault) for each in self.outcomes if each.fault is not None]


@frozen
class Settings:
    """What a run is asked for: the config, codes chosen and left out, the date, and what was measured."""

    config: Config
    as_of: date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    measures: Measures | None = None

    def wants(self, code: str) -> bool:
        """Tell whether a rule is wanted; the command line goes before the config.

        One that tells that a file could not be read always is.
        """
        if registry.get(code).rule.fixed:
            return True
        select = self.select or self.config.select
        return registry.chosen(code, select, self.ignore + self.config.ignore)

    def for_file(self, path: str) -> Settings:
        """Return the settings for one file: those of every `[[override]]` whose patterns match it.

        The `ignore` of all of them count; of `select` the last, unless the command line says one.
        """
        select, ignore = self.config.select, self.ignore
        for override in self.config.override:
            if matches(override.paths, path):
                select = override.select or select
                ignore = (*ignore, *override.ignore)
        select = self.select or (select if select != self.config.select else ())
        if ignore == self.ignore and select == self.select:
            return self
        return replace(self, select=select, ignore=ignore)

    def for_correctness(self) -> Settings:
        """Return the settings for checks that come before an audit or a picture.

        What is selected there are quality rules; whether a map is sound is not a matter of choice.
        """
        return replace(self, select=registry.CORRECTNESS)

    def options(self, rule: Rule) -> dict[str, float]:
        """Return the options of a rule: the config's, else the defaults."""
        said = self.config.rules.get(rule.code, {})
        return {name: said.get(name, option.default) for name, option in rule.options.items()}

    def severity(self, rule: Rule, fault: Fault) -> Severity:
        """Return the severity of a fault: the config's, else its own, else the rule's."""
        said = self.config.severity.get(rule.code)
        if said is not None:
            return Severity(said)
        return fault.severity if fault.severity is not None else rule.severity


SUBJECTS: Final[Mapping[str, Callable[[Journey], Iterable[Any]]]] = {
    "file": lambda _: (),
    "map": lambda journey: (journey,),
    "lifecycle": lambda journey: (journey,) if journey.is_lifecycle else (),
    "stage": lambda journey: journey.stages,
    "stage of a lifecycle": lambda journey: journey.stages if journey.is_lifecycle else (),
    "stage after purchase of a lifecycle": lambda journey: (
        journey.after_purchase() if journey.is_lifecycle else ()
    ),
    "stage after purchase": lambda journey: journey.after_purchase(),
    "touchpoint": lambda journey: journey.touchpoints,
    "moment of truth": lambda journey: (
        each for each in journey.touchpoints if each.moment_of_truth is not None
    ),
    "persona": lambda journey: journey.personas(),
    "segment": lambda journey: journey.segments(),
    "metric": lambda journey: journey.metrics(),
    "evidence": lambda journey: journey.evidence(),
    "opportunity": lambda journey: journey.opportunities(),
    "play": lambda journey: journey.plays(),
    "health": lambda journey: journey.health(),
}
"""For each kind of subject, how a map's subjects are found; those of the workspace are none of a map's."""


def run(
    journey: Journey, rules: Iterable[Registered], settings: Settings, clock: Clock | None = None
) -> list[Answer]:
    """Return the answer of every rule that is wanted and has a check of its own.

    `clock` is asked for the date, for a caller that wants to know how long the answers hold.
    """
    hurt = faulty_sections(journey)
    clock = clock or Clock(settings.as_of)
    measures = settings.measures
    measured = measures.maps.get(journey.id) if measures is not None else None
    min_n = measures.min_n if measures is not None else 0
    answers = []
    for registered in rules:
        rule, check = registered.rule, registered.check
        if check is None or rule.of_workspace:
            continue
        if not settings.wants(rule.code) or hurt.intersection(rule.withheld_by):
            continue
        see = See(rule, journey, clock, settings.options(rule), measured, min_n)
        outcomes = [outcome for subject in SUBJECTS[rule.on](journey) for outcome in check(subject, see)]
        answers.append(Answer(rule, tuple(outcomes)))
    return answers


def run_over(
    workspace: Workspace, rules: Iterable[Registered], settings: Settings
) -> Iterator[tuple[str, Fault]]:
    """Yield what the rules on the whole workspace find, each fault with its file.

    To be asked for when the facts of all files are known.
    """
    for registered in rules:
        rule, check = registered.rule, registered.check
        if not rule.of_workspace or check is None:
            continue
        overview = Overview(
            rule,
            workspace.facts,
            workspace.asked.complete,
            settings.options(rule),
            workspace.documents.get,
        )
        for outcome in check(overview):
            if outcome.fault is not None and settings.for_file(outcome.file).wants(rule.code):
                yield outcome.file, outcome.fault


def run_over_maps(
    maps: Sequence[Outline], rules: Iterable[Registered], settings: Settings, *, whole: bool
) -> list[Answer]:
    """Return the answers of the quality rules on the whole workspace, given the outlines of all its maps.

    Without the `whole` of it, nothing is applicable.
    """
    answers = []
    for registered in rules:
        rule, check = registered.rule, registered.check
        if not rule.of_workspace or check is None:
            continue
        found: Iterable[Outcome] = ()
        if whole and (rule.on != "workspace with a lifecycle" or any(each.lifecycle for each in maps)):
            found = check(AllMaps(rule, maps, settings.options(rule)))
        outcomes = tuple(each for each in found if settings.for_file(each.file).wants(rule.code))
        if outcomes or settings.wants(rule.code):
            answers.append(Answer(rule, outcomes))
    return answers


def withheld(journey: Journey, rules: Iterable[Registered]) -> tuple[str, ...]:
    """Return the codes of rules of which nothing can be said over a map, for the errors in it, sorted."""
    hurt = faulty_sections(journey)
    return tuple(sorted(each.rule.code for each in rules if hurt.intersection(each.rule.withheld_by)))


def faulty_sections(journey: Journey) -> frozenset[str]:
    """Return the sections that hold an error; all of them where a file could not be read whole.

    What a rule says of a section with an error may only follow from the error.
    """
    if not journey.sight.whole:
        return frozenset(SECTIONS)
    hurt = set()
    for _, fault in journey.faults:
        if severity_of(fault) is Severity.ERROR and fault.place.route:
            hurt.add(str(fault.place.route[0]))
    return frozenset(hurt)


def has_hole(journey: Journey) -> bool:
    """Tell whether reading and binding left something out of a map.

    What the reader, the binder and the workspace call an error does, whatever severity a config gives it,
    and whoever accepts it.
    """
    return any(severity_of(fault) is Severity.ERROR for _, fault in journey.faults)


def severity_of(fault: Fault) -> Severity:
    """Return the severity of a fault before any config."""
    return fault.severity if fault.severity is not None else registry.get(fault.code).rule.severity
