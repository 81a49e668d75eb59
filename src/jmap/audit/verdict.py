"""The verdict: how far the maps can be trusted and how the journeys are doing, in two sentences."""

from __future__ import annotations

from jmap.audit.audit import Audit, of_journey

TITLES = {
    "customer": "customer",
    "touchpoints": "touchpoints",
    "experience": "experience and evidence",
    "measurement": "measurement",
    "action": "action and governance",
}


def verdict(audit: Audit) -> str:
    """Return two sentences: how far the maps can be trusted, and how the journeys are doing."""
    if not audit.maps:
        return "No map could be audited."
    problems = sum(of_journey(finding) for finding in audit.report.findings)
    told = (
        f"{problems} problem{'s' if problems > 1 else ''} of the journey itself" if problems else "no problem"
    )
    return f"{_trust(audit)}. {_on_target(audit)}, and {told} {'are' if problems > 1 else 'is'} open."


def _trust(audit: Audit) -> str:
    score, count = audit.score, len(audit.maps)
    if all(each.draft for each in audit.maps):
        if count > 1:
            return f"All {count} maps are drafts, without a grade"
        return f"This map is a draft, at {audit.maps[0].score.shown} of 100 and without a grade"
    if score.overall is None or score.weakest is None:
        return "Nothing here could be scored"
    what = "this map" if count == 1 else f"these {count} maps"
    grade = f", grade {score.grade}" if score.grade else ""
    weakest = f"Weakest is {TITLES[score.weakest]} at {score.categories[score.weakest].shown}"
    return f"{weakest}; {what} can be trusted to {score.shown} of 100{grade}"


def _on_target(audit: Audit) -> str:
    def count(state: str) -> int:
        return sum(each.state.count(state) for each in audit.maps)

    held, missed, blind = count("on target"), count("missed"), count("no data")
    if held + missed:
        return f"{held} of {held + missed} metrics are on target"
    if blind:
        return f"None of {blind} metrics has a value yet" if blind > 1 else "The one metric has no value yet"
    return "No metric has a target"
