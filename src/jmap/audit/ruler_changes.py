"""What differs between two rulers, in words, and which rules both measure alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from jmap.rules import registry

_MOST = 5
"""So many rules that came, or went, are named one by one."""

_SEVERITIES: Final = {"error": "an error", "warning": "a warning", "info": "an info"}


def shared_rules(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """Return the codes of the scored rules that two rulers, given by their parts, measure alike."""
    rules = before["rules"]
    return frozenset(
        code
        for code, measure in after["rules"].items()
        if rules.get(code) == measure and not registry.get(code).rule.of_journey
    )


def ruler_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return in words what differs between two rulers, given by their parts."""
    return tuple(_changes(before, after))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    if before["formula"] != after["formula"]:
        yield f"the formula of the score is of version {after['formula']}, was {before['formula']}"
    rules_before, rules_after = before["rules"], after["rules"]
    added = sorted(rules_after.keys() - rules_before.keys())
    yield from _named(added, "is new", "rules are new")
    gone = sorted(rules_before.keys() - rules_after.keys())
    yield from _named(gone, "is not asked now", "rules are not asked now")
    both = sorted(rules_before.keys() & rules_after.keys())
    elsewhere = [code for code in both if rules_before[code][3:] != rules_after[code][3:]]
    yield from _named(elsewhere, "is asked of other files", "rules are asked of other files")
    for code in both:
        yield from _of_rule(code, rules_before[code], rules_after[code])
    for name in sorted(before["categories"].keys() | after["categories"].keys()):
        yield from _moved(f"weight of {name}", before["categories"].get(name), after["categories"].get(name))
    for name in sorted(before["severities"].keys() | after["severities"].keys()):
        was, is_ = before["severities"].get(name), after["severities"].get(name)
        yield from _moved(f"weight of a rule that is {_SEVERITIES.get(name, name)}", was, is_)
    if before["bands"] != after["bands"]:
        yield "the bands of the grades are others"


def _named(codes: list[str], one: str, many: str) -> Iterator[str]:
    if len(codes) > _MOST:
        yield f"{len(codes)} {many}: {', '.join(codes[:_MOST])} and {len(codes) - _MOST} more"
        return
    for code in codes:
        yield f"{_called(code)} {one}"


def _of_rule(code: str, before: Any, after: Any) -> Iterator[str]:
    revision_before, severity_before, options_before = before[:3]
    revision, severity, options = after[:3]
    if revision != revision_before:
        yield f"{_called(code)} answers otherwise (revision {revision}, was {revision_before})"
    if severity != severity_before:
        is_, was = _SEVERITIES.get(severity, severity), _SEVERITIES.get(severity_before, severity_before)
        yield f"{_called(code)} is {is_}, was {was}"
    for name in sorted(options_before.keys() | options.keys()):
        yield from _moved(f"{code} `{name}`", options_before.get(name), options.get(name))


def _moved(what: str, before: float | None, after: float | None) -> Iterator[str]:
    if before != after:
        yield f"{what}: {_figure(after)}, was {_figure(before)}"


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.12g}"


def _called(code: str) -> str:
    return f"{code} {registry.get(code).rule.name}" if code in registry.names() else code
