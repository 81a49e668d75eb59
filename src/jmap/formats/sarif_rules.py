"""The rules of a run as SARIF describes them, with what a viewer shows beside a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from jmap.faults import Severity
from jmap.project import rule_page
from jmap.rules import registry
from jmap.rules.page import Page, page, severities
from jmap.rules.page_markdown import page_markdown
from jmap.rules.registry import Registered

LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_MOST_WORDS = 1000
"""GitHub takes descriptions of at most 1,024 characters."""


def descriptor(code: str) -> dict[str, Any]:
    """Return a rule as a `reportingDescriptor`; a baseline may still name one that is gone."""
    if code not in registry.names():
        text = {"text": f"{code} is no rule of this version of jmap."}
        return {"id": code, "shortDescription": text, "fullDescription": text, "help": text}
    registered = registry.get(code)
    shown = replace(page(registered), cases=None)
    rule = registered.rule
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": shown.summary},
        "fullDescription": {"text": _cut(shown.sections.get("What", shown.summary))},
        "helpUri": rule_page(code),
        "help": {"text": "\n\n".join(_paragraphs(shown)), "markdown": _markdown(shown)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": _tags(registered),
            "precision": _precision(registered),
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def level(code: str) -> str:
    """Return the level of a rule that is not said otherwise."""
    if code not in registry.names():
        return LEVELS[Severity.WARNING]
    return LEVELS[registry.get(code).rule.severity]


def _tags(registered: Registered) -> list[str]:
    """Return the tags that GitHub filters alerts by, of which it shows ten."""
    kind = "correctness" if registered.rule.code.startswith(registry.CORRECTNESS) else "quality"
    tags = {"customer-journey", kind, registered.title.lower().replace(" ", "-")}
    if registered.rule.of_journey:
        tags.add("state-of-the-journey")
    return sorted(tags)


def _precision(registered: Registered) -> str:
    """Return how often a finding of the rule is one that its reader agrees with.

    Correctness is a matter of fact. Quality rests on published thresholds, or on some that are ours.
    """
    if registered.rule.code.startswith(registry.CORRECTNESS):
        return "very-high"
    return "medium" if any(option.ours for option in registered.rule.options.values()) else "high"


def _paragraphs(shown: Page) -> Iterator[str]:
    yield shown.summary
    for heading, text in shown.sections.items():
        yield f"{heading}: {text}"
    yield f"Severity: {' or '.join(severities(shown.rule))}"
    yield f"Examples: {rule_page(shown.rule.code)}"


def _markdown(shown: Page) -> str:
    code = shown.rule.code
    return f"{page_markdown(shown)}\n[What fails and what passes]({rule_page(code)})\n"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_WORDS else f"{text[: _MOST_WORDS - 1]}…"
