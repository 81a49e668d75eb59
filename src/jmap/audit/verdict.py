"""The verdict: how far the maps can be trusted and how the journeys are doing, in two sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jmap.audit.audit import Audit, MapAudit, of_journey
from jmap.audit.change import Change
from jmap.audit.metric_lines import MetricLine
from jmap.audit.moved import moved, split
from jmap.audit.score import Score, shown
from jmap.faults import Severity
from jmap.findings.finding import Finding
from jmap.records import frozen
from jmap.rules import registry

TITLES = {
    "customer": "customer",
    "touchpoints": "touchpoints",
    "experience": "experience and evidence",
    "measurement": "measurement",
    "action": "action and governance",
}
_LONGEST = 160


def verdict(audit: Audit, change: Change | None = None) -> str:
    """Return two sentences: the weakest category and the score, then the journey and what to fix first."""
    if not audit.maps:
        return _nothing(audit)
    told = judged_maps(audit)
    trust = _trust(audit, change)
    return f"{trust[0].upper()}{trust[1:]}. {_journey(told)}; {_first(audit, told)}."


def judged_maps(audit: Audit) -> tuple[MapAudit, ...]:
    """Return the maps that the verdict speaks of: those that are no drafts, or all where all are drafts."""
    return tuple(each for each in audit.maps if not each.draft) or audit.maps


def distinct_metrics(maps: tuple[MapAudit, ...]) -> list[MetricLine]:
    """Return the metrics of maps, each once however many of them use it."""
    found: dict[tuple[str, str, int], MetricLine] = {}
    for each in maps:
        for line in each.review.metrics:
            found.setdefault((line.id, line.where.file, line.where.line), line)
    return list(found.values())


def _nothing(audit: Audit) -> str:
    errors = audit.errors.count(Severity.ERROR)
    if not errors:
        return "No map could be audited. There is none here that is not archived."
    files = audit.errors.files_with()
    keep = f"{errors} error{'s' if errors > 1 else ''} in {files} file{'s' if files > 1 else ''}"
    return f"No map could be audited. Mend the {keep} first; `jmap validate` shows them."


def _trust(audit: Audit, change: Change | None) -> str:
    graded = [each for each in audit.maps if not each.draft]
    if not graded:
        if len(audit.maps) > 1:
            return f"All {len(audit.maps)} maps are drafts, so there is no grade yet"
        own = audit.maps[0].score
        if own.overall is None:
            return "This map is a draft, and nothing in it could be scored yet"
        return f"{_weakest(own)}this map is a draft at {own.shown} of 100, without a grade yet"
    drafts = len(audit.maps) - len(graded)
    left_out = f", {drafts} draft{'s' if drafts > 1 else ''} left out" if drafts else ""
    score = audit.score
    if score.overall is None:
        return f"No rule that counts for the score applies here, so there is none{left_out}"
    what = _what(audit, graded)
    grade = f", grade {score.grade}"
    if score.capped_by is not None:
        grade += f" for an open error of {_rule(score.capped_by)}"
    return f"{_weakest(score)}{what} can be trusted to {score.shown} of 100{grade}{_since(change)}{left_out}"


def _what(audit: Audit, graded: list[MapAudit]) -> str:
    kept_out = bool(audit.errors.count(Severity.ERROR))
    if len(graded) > 1:
        return f"the {len(graded)} maps that could be audited" if kept_out else f"these {len(graded)} maps"
    if kept_out:
        return "the one map that could be audited"
    # Where rules on the workspace count too, the score is not that of the map alone.
    return "this map" if graded[0].score.overall == audit.score.overall else "this workspace"


def _weakest(score: Score) -> str:
    """Return the weakest category with its score, or several that are alike; '' where only one is scored."""
    scored = [each for each in score.categories.values() if each.score is not None]
    lowest = score.categories[score.weakest] if score.weakest is not None else None
    if lowest is None or len(scored) < 2:
        return ""
    names = [TITLES[each.name] for each in scored if each.score == lowest.score]
    if len(names) == len(scored):
        return f"All {len(names)} categories that apply are at {lowest.shown}; "
    if len(names) == 1:
        return f"Weakest is {names[0]} at {lowest.shown}; "
    # A name with an "and" of its own would read as two.
    comma = "," if any(" and " in each for each in names) else ""
    return f"Weakest are {', '.join(names[:-1])}{comma} and {names[-1]}{comma} at {lowest.shown}; "


def _since(change: Change | None) -> str:
    if change is None:
        return ""
    told = moved(change.score)
    if not told:
        return ""
    since = _short(change.since, 60)
    since = since if change.kind == "snapshot" else f"`{since}`"
    parts = split(change)
    if parts is None:
        return f", {told} since {since}" + (", with another ruler" if change.ruler_changes else "")
    if not change.ruler:
        return f", {told} since {since}"
    return f", {told} since {since} ({parts[0]} by content, {parts[1]} by the ruler)"


def _journey(told: tuple[MapAudit, ...]) -> str:
    """Return how the journeys are doing: metrics on target, floors breached, problems open."""
    metrics = distinct_metrics(told)
    problems = len({one.fingerprint for each in told for one in each.findings if of_journey(one)})
    valued = any(each.standing.actual is not None for each in metrics)
    if not (valued or problems or any(_told(each) for each in told)):
        # Where nothing is known, that no problem is open says nothing either.
        if not metrics:
            return "How the journey is doing cannot be told, as nothing of it is measured or rated"
        none = (
            "its one metric has no value"
            if len(metrics) == 1
            else f"none of {len(metrics)} metrics has a value"
        )
        return f"How the journey is doing cannot be told, as {none} yet and nothing of it is rated"
    held = _on_target(metrics) + _out_of_date(told)
    if problems:
        are = f"{problems} problems of the journey are" if problems > 1 else "1 problem of the journey is"
        text = f"{held}, and {are} open"
    else:
        text = f"{held}, and no problem of the journey is open"
    return text[0].upper() + text[1:]


def _on_target(metrics: list[MetricLine]) -> str:
    states = [each.standing.state for each in metrics]
    held, missed = states.count("on target"), states.count("missed")
    breached = sum(each.standing.breached for each in metrics)
    if not metrics:
        return "the journey has no metric"
    if not any(each.standing.actual is not None for each in metrics):
        one = len(metrics) == 1
        return "the one metric has no value yet" if one else f"none of {len(metrics)} metrics has a value yet"
    judged = held + missed
    if not judged:
        said = "no metric that has a value has a target"
    elif judged == 1:
        said = f"the one metric that can be judged {'meets' if held else 'misses'} its target"
    elif not held:
        said = f"none of the {missed} metrics that can be judged is on target"
    elif not missed:
        said = f"all {held} metrics that can be judged are on target"
    else:
        said = f"{held} of the {judged} metrics that can be judged {'is' if held == 1 else 'are'} on target"
    if not breached:
        return said
    return f"{said}, {breached} {'is past its' if breached == 1 else 'are past their'} floor"


def _out_of_date(told: tuple[MapAudit, ...]) -> str:
    old = {(line.id, line.where.file, line.where.line) for each in told for line in each.review.out_of_date()}
    return f", {len(old)} by {'a value' if len(old) == 1 else 'values'} out of date" if old else ""


def _told(each: MapAudit) -> bool:
    """Tell whether a map says anything of how its journey is doing."""
    review = each.review
    rated = any(moment.gap is not None for moment in review.moments)
    return rated or review.emotion is not None or bool(review.levels) or review.behaviour.measured


@frozen
class First:
    """The one thing to mend first: the finding, the map that has it or None, and the points it recovers."""

    finding: Finding
    map: MapAudit | None
    points: Fraction


def first_to_fix(audit: Audit) -> First | None:
    """Return what caps the grade, else what recovers most, else the journey's worst, or None."""
    cap = audit.score.capped_by

    def key(each: First) -> tuple[bool, bool, Fraction, int, tuple[str | int, ...]]:
        capping = each.finding.rule == cap and each.finding.severity is Severity.ERROR
        rank = each.finding.severity.rank
        return (not capping, of_journey(each.finding), -each.points, rank, each.finding.order)

    return min(_candidates(audit), key=key, default=None)


def _candidates(audit: Audit) -> Iterator[First]:
    """Yield what may be mended, once each; a draft's points are its own, others those of the workspace."""
    found: dict[str, First] = {}
    for each in judged_maps(audit):
        for fix in (*each.review.fixes, *each.review.problems):
            points = fix.points if each.draft else worth(fix.finding, audit)
            before = found.get(fix.finding.fingerprint)
            found[fix.finding.fingerprint] = (
                First(fix.finding, each, points)
                if before is None
                else First(before.finding, before.map, before.points + points)
            )
    yield from found.values()
    for finding in audit.of_workspace:
        yield First(finding, None, worth(finding, audit))


def worth(finding: Finding, audit: Audit) -> Fraction:
    """Return what the score of all maps gains where a finding of one of them is mended."""
    return Fraction(0) if of_journey(finding) else audit.score.gains.get(finding.rule, Fraction(0))


def _first(audit: Audit, told: tuple[MapAudit, ...]) -> str:
    found = first_to_fix(audit)
    if found is None:
        return "nothing is left to fix"
    where = f' in "{_short(found.map.title, 60)}"' if found.map is not None and len(told) > 1 else ""
    # With several maps a map's own list has its own points, so whose these are is said.
    of = " over all maps" if len([each for each in told if not each.draft]) > 1 else ""
    points = f" for {shown(found.points)} points{of}" if found.points >= Fraction(1, 10) else ""
    alike = sum(each.finding.rule == found.finding.rule for each in _candidates(audit))
    one_of = f" ({found.finding.rule}, 1 of {alike})" if alike > 1 else ""
    return f"fix first{where}{points}: {_short(found.finding.message, _LONGEST)}{one_of}"


def _rule(code: str) -> str:
    return f"{code} {registry.get(code).rule.name}"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
