"""The numbers of findings and opportunities: the same on the page of a map and in every report on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from sys import intern

from jmap.findings.finding import Finding
from jmap.model.actions import Opportunity
from jmap.workspace.journey import Journey


def numbered(
    findings: Iterable[Finding], gains: Mapping[str, Fraction]
) -> Iterator[tuple[str, Finding, Fraction]]:
    """Yield the findings over a map, each once, with its number and the points that mending it recovers.

    They stand by severity, then by points, then by place. `gains` are points by fingerprint or by rule.
    """
    worth: dict[str, Fraction] = {}
    keyed: list[tuple[str, Finding]] = []
    for each in findings:
        key = each.fingerprint if each.fingerprint in gains else each.rule
        keyed.append((key, each))
        if key not in worth:
            worth[key] = gains.get(key, Fraction(0))
    # Fractions are compared once for each rule, not for each finding.
    places = {points: place for place, points in enumerate(sorted(set(worth.values()), reverse=True))}
    ranks = {key: places[points] for key, points in worth.items()}
    keyed.sort(key=lambda item: (item[1].severity.rank, ranks[item[0]], *item[1].order))
    index = 0
    last: Finding | None = None
    for key, finding in keyed:
        if finding != last:
            index, last = index + 1, finding
            # There are as many in other maps.
            yield intern(f"F-{index:02d}"), finding, worth[key]


def subject_of(finding: Finding) -> tuple[str, str]:
    """Return the section and the id of the object that a finding concerns, both '' where that is the map."""
    route = finding.route
    if len(route) >= 2 and isinstance(route[0], str) and isinstance(route[1], str):
        return route[0], route[1]
    return "", ""


def opportunities_shown(journey: Journey) -> list[Opportunity]:
    """Return the opportunities of a map, archived ones last, each numbered by its place."""
    live = [*journey.opportunities()]
    shown = {each.id for each in live}
    mine = {*journey.file.stages, *journey.file.touchpoints}
    for found in journey.sight.sections["opportunities"].values():
        each: Opportunity = found.object
        if each.id not in shown and each.archived and mine & {*each.stages, *each.touchpoints}:
            live.append(each)
    return live


def opportunity_numbers(journey: Journey) -> dict[str, str]:
    """Return the number of each opportunity that a map's page shows, by id."""
    return {each.id: f"O-{place}" for place, each in enumerate(opportunities_shown(journey), 1)}
