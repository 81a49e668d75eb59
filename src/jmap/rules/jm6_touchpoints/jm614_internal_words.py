"""A step is called by a word that only the company knows.

What: the names of stages and touchpoints are free of the names of the workspace's own teams, of the systems
that its backstage and support run on, and of acronyms that nothing explains. A team called by an everyday
word, such as Sales or Support, is let off, and so is a system that is a channel of the same name or that
the frontstage shows. An acronym is explained where the `summary` of the object, or its `content`, has it.

Why: a map tells the journey as the customer lives it. Where the steps are called by team and system, it tells
how the company is built, and customers asked about it do not know what is meant.

Fix: call the step by what the customer does or sees there. Put teams and systems on the layers of the
blueprint, under `team` and `system`.

Source: Kalbach, "Mapping Experiences" (2nd ed. 2020): use the language of the people whose experience it is.
Which acronyms everyone knows is ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.rules.jm6_touchpoints.jm613_same_thing_twice import normalised
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(code="JM614", name="internal-words", severity=Severity.INFO, on="map")

_ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{1,4}(?![\w-])")
_EVERYDAY = frozenset(
    {
        *("accounting", "advice", "billing", "care", "community", "delivery", "design", "education"),
        *("engineering", "finance", "growth", "legal", "logistics", "marketing", "onboarding", "operations"),
        *("partner", "partners", "product", "purchasing", "quality", "research", "returns", "sales"),
        *("security", "service", "shop", "store", "success", "support", "training", "workshop"),
    }
)
_KNOWN = frozenset(
    {
        *("ATM", "CEO", "CSV", "CV", "DIY", "DVD", "EU", "EUR", "FAQ", "GBP", "GPS", "HTML", "ID", "IP"),
        *("IT", "PC", "PDF", "PIN", "PR", "QR", "SIM", "SMS", "TV", "UK", "UN", "URL", "US", "USA", "USB"),
        *("USD", "VAT", "VIP", "VR", "AI", "API", "APP", "APR", "AUG", "DEC", "FEB", "JAN", "JUL", "JUN"),
        *("MAR", "MAY", "NOV", "OCT", "SEP", "AM", "PM", "OK", "HR", "Q1", "Q2", "Q3", "Q4", "CD", "WC"),
        *("XL", "WIFI", "B2B", "B2C", "SOS"),
    }
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for internal words in the name of every stage and touchpoint."""
    teams = _teams(journey)
    systems = _systems(journey)
    named: list[Stage | Touchpoint] = [*journey.stages, *journey.touchpoints]
    for each in named:
        found = _internal(each, teams, systems)
        if found is None:
            yield see.passed(each)
            continue
        what, word, hint = found
        one = "stage" if isinstance(each, Stage) else "touchpoint"
        message = f"{one} `{each.id}` is called by {what}, `{word}`"
        yield see.failed(each, message, hint, at=("name",) if each.name is not None else (), offending=word)


def _internal(
    each: Stage | Touchpoint, teams: dict[str, str], systems: dict[str, str]
) -> tuple[str, str, str] | None:
    """Return what sort of word the name has, the word, and what to do."""
    name = f" {normalised(each.title)} "
    for known, what in ((teams, "a team of ours"), (systems, "a system of ours")):
        for word, title in known.items():
            if f" {word} " in name:
                return what, title, "call it by what the customer does or sees there"
    content = each.content if isinstance(each, Touchpoint) else ()
    explained = " ".join((each.summary or "", *content))
    for acronym in _ACRONYM.findall(each.title):
        if acronym not in _KNOWN and acronym not in explained:
            return "an acronym", acronym, "write it out, or say in the `summary` what it stands for"
    return None


def _teams(journey: Journey) -> dict[str, str]:
    """Return the names of the teams in sight but for everyday words, normalised and as they are."""
    titles = (found.object.title for found in journey.sight.sections["teams"].values())
    return {word: title for title in titles if (word := normalised(title)) and word not in _EVERYDAY}


def _systems(journey: Journey) -> dict[str, str]:
    """Return the systems that customers do not see, normalised and as they are."""
    seen = {normalised(found.object.title) for found in journey.sight.sections["channels"].values()}
    hidden: dict[str, str] = {}
    for each in journey.touchpoints:
        seen |= {normalised(item.system) for item in each.frontstage if item.system}
        for item in (*each.backstage, *each.support):
            if item.system and normalised(item.system):
                hidden.setdefault(normalised(item.system), item.system)
    return {word: system for word, system in hidden.items() if word not in seen | _EVERYDAY}
