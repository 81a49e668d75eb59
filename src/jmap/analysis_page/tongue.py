"""Names of a map on a page in English, marked with their language where that is another."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup

from jmap.analysis_page.chart import Chart
from jmap.analyze.plan import MapPlan
from jmap.render.language import primary
from jmap.render.tongues import marked

_PAGE = "en"


def marker(plan: MapPlan) -> Callable[[str], str]:
    """Return what marks the names of a map in a text: text as it is where the map is in English."""
    if primary(plan.lang) == _PAGE:
        return lambda text: text
    names = sorted(_names(plan), key=lambda name: (-len(name), name))
    found = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))

    def mark(text: str) -> str:
        parts, done = [], 0
        for match in found.finditer(text):
            parts += [Markup.escape(text[done : match.start()]), Markup(marked(match[0], plan.lang, _PAGE))]  # noqa: S704
            done = match.end()
        return Markup("").join([*parts, Markup.escape(text[done:])]) if parts else text

    return mark


def spoken(chart: Chart, plan: MapPlan) -> Chart:
    """Return a drawing whose rows have the language of the map where a name of it stands there alone."""
    if primary(plan.lang) == _PAGE:
        return chart
    names = _names(plan)
    rows = tuple(
        replace(row, lang=plan.lang) if " ".join(text for _, text in row.name) in names else row
        for row in chart.rows
    )
    return replace(chart, rows=rows)


def _names(plan: MapPlan) -> set[str]:
    """Return what a map calls its parts."""
    named = {plan.title}
    named |= {each.title for each in plan.stages} | {each.title for each in plan.contacts}
    named |= {each.title for each in plan.segments} | {each.text for each in plan.signs}
    named |= {each.title for each in plan.figures.metrics.values()}
    named |= {each.title for each in plan.figures.models}
    return {name for name in named if name}
