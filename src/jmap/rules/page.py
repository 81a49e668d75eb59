"""The manual page of a rule: what its module says, what its docstring tells, what its case file shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from jmap.records import frozen
from jmap.rules.case_files import case_file
from jmap.rules.cases import CaseFile, Example
from jmap.rules.registry import QUALITY, Registered
from jmap.rules.rule import Rule

VERSION: Final = 1
HEADINGS: Final = ("What", "Why", "Fix", "Source")

MEASURED: Final = "measures, by `--measures` or by `measures` under `[events]`"
"""What a page says of a rule that applies only to what was measured in a log."""

FIXED: Final = "cannot be left out, and is always an error: a file was not read whole"
"""What a page says of a rule that no config changes."""

_HEADING = re.compile(rf"({'|'.join(HEADINGS)}): ")


@frozen
class Page:
    """A rule, one sentence of what is wrong, the sections by heading, and the examples if there are any."""

    registered: Registered
    summary: str
    sections: Mapping[str, str]
    cases: CaseFile | None

    @property
    def rule(self) -> Rule:
        """Return the rule."""
        return self.registered.rule


def page(registered: Registered) -> Page:
    """Return the page of a rule, its examples read from the case file."""
    code = registered.rule.code
    return Page(registered, summary(registered), _sections(registered.page), case_file(code))


def summary(registered: Registered) -> str:
    """Return the first sentence of a rule's page."""
    return _joined(registered.page.partition("\n\n")[0])


def severities(rule: Rule) -> tuple[str, ...]:
    """Return the severity of a rule, and the other one where it has two."""
    return (rule.severity.value, *((rule.worse.value,) if rule.worse is not None else ()))


def scoring(rule: Rule) -> str:
    """Return what a rule has to do with the audit's score."""
    if rule.code[:3] not in QUALITY:
        return "none, `jmap validate` checks it"
    if rule.of_journey:
        return "none, it says how the journey is doing"
    return f"counts for {QUALITY[rule.code[:3]]}"


def rule_data(registered: Registered) -> dict[str, Any]:
    """Return a rule as plain data, for the catalogue in JSON."""
    rule = registered.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "category": registered.title,
        "severity": rule.severity.value,
        "worse": rule.worse.value if rule.worse is not None else None,
        "on": rule.on,
        "revision": rule.revision,
        "measured": rule.measured,
        "scored": rule.code[:3] in QUALITY and not rule.of_journey,
        "summary": summary(registered),
        "options": [
            {
                "name": name,
                "default": option.default,
                "least": option.least,
                "most": option.most,
                "whole": option.whole,
                "meaning": option.doc,
                "ours": option.ours,
            }
            for name, option in rule.options.items()
        ],
    }


def page_data(page: Page) -> dict[str, Any]:
    """Return a page as plain data, for `jmap explain` in JSON."""
    examples = page.cases.examples if page.cases is not None else ()
    return {
        **rule_data(page.registered),
        **{heading.lower(): text for heading, text in page.sections.items()},
        "examples": [_example_data(example) for example in examples],
    }


def _example_data(example: Example) -> dict[str, Any]:
    return {
        "bad": example.bad,
        "title": example.title,
        "prose": example.prose,
        "files": [
            {"path": file.path, "language": file.language, "text": file.text} for file in example.files
        ],
        "output": example.command + example.output,
    }


def _sections(text: str) -> dict[str, str]:
    """Return the paragraphs of a docstring by heading; one without goes on with the last."""
    sections: dict[str, str] = {}
    heading = ""
    for paragraph in text.split("\n\n")[1:]:
        found = _HEADING.match(paragraph)
        if found is not None:
            heading = found[1]
            told = _joined(paragraph[found.end() :])
            sections[heading] = told[:1].upper() + told[1:]
        elif heading:
            sections[heading] += "\n\n" + _joined(paragraph)
    return sections


def _joined(paragraph: str) -> str:
    return " ".join(paragraph.split())
