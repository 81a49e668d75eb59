"""What is to be done, in Markdown: opportunities by rank, and plays."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.numbered import opportunities_shown, opportunity_numbers
from jmap.model.actions import Opportunity, Play
from jmap.render.conditions_in_words import in_words
from jmap.render.drawing import Drawing
from jmap.render.lanes_insight import scores
from jmap.render.markdown_text import BREAK, plain, rich, table
from jmap.render.words import Words
from jmap.rules.priorities import by_worth
from jmap.workspace.journey import Journey


def opportunities_section(drawing: Drawing) -> Iterator[str]:
    """Yield the opportunities, the most worthwhile first, then those that are done or dropped."""
    journey, words = drawing.judged.journey, drawing.view.words
    shown = opportunities_shown(journey)
    if not shown:
        return
    numbers = opportunity_numbers(journey)
    ranked = by_worth(journey.opportunities())
    open_ = {each.id for each in ranked}
    ranked.extend(each for each in shown if each.id not in open_)
    yield from (f"## {plain(words('Opportunities'))}", "")
    heads = ("", words("Opportunity"), words("Score"), words("Where"), words("Owner"), words("Due"))
    rows = (_opportunity(each, numbers[each.id], journey, words) for each in ranked)
    yield from table([plain(each) for each in heads], rows)


def plays_section(drawing: Drawing) -> Iterator[str]:
    """Yield the plays: what we do, for whom, when."""
    journey, words = drawing.judged.journey, drawing.view.words
    if not journey.plays():
        return
    yield from (f"## {plain(words('Plays'))}", "")
    heads = (words("Play"), words("Starts when"), words("Stops when"), words("At most"), words("Where"))
    rows = (_play(each, journey, words) for each in journey.plays())
    yield from table([plain(each) for each in heads], rows)


def _opportunity(each: Opportunity, number: str, journey: Journey, words: Words) -> list[str]:
    name = f"**{plain(each.title)}**"
    owner = journey.title_of("teams", each.owner) if each.owner else ""
    return [
        number,
        f"{name}{BREAK}{rich(each.problem)}" if each.problem else name,
        plain(" · ".join(scores(each, words))),
        plain(_where(each, journey, words)),
        plain(owner),
        plain(words.day(each.due)) if each.due is not None else "",
    ]


def _play(each: Play, journey: Journey, words: Words) -> list[str]:
    name = f"**{plain(each.title)}**"
    state = plain(words(each.state)) if each.state else ""
    parts = [name, rich(each.goal or ""), state]
    return [
        BREAK.join(part for part in parts if part),
        plain(in_words(each.when, journey, words)),
        plain(in_words(each.stop, journey, words)),
        plain(each.cap or ""),
        plain(_where(each, journey, words)),
    ]


def _where(each: Opportunity | Play, journey: Journey, words: Words) -> str:
    """Return the stages and touchpoints of this map that something concerns."""
    file = journey.file
    stages = [file.stages[id_].title for id_ in each.stages if id_ in file.stages]
    steps = [file.touchpoints[id_].title for id_ in each.touchpoints if id_ in file.touchpoints]
    return words.language.comma.join(words.theirs(name) for name in (*stages, *steps))
