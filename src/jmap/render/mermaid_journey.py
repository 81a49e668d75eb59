"""The journey as Mermaid's `journey` diagram: stages are its sections, touchpoints its tasks.

A feeling from -2 to 2 is a score from 1 to 5, its fraction kept: Mermaid draws the face where it belongs.
Actors are the personas who meet a touchpoint. There is one score for each task, so it is that of the point of
view, else of the personas who do meet it.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.people import called, people_shown
from jmap.model.described_objects import Emotion
from jmap.model.people import Persona
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.render.mermaid_text import DESCRIPTION, actor, label
from jmap.render.words import Words, bare
from jmap.workspace.journey import Journey

_NEUTRAL = 3


@frozen
class Task:
    """A face of the diagram: what it is called, its feeling from -2 to 2, and who has it."""

    name: str
    value: float
    actors: tuple[str, ...]


@frozen
class Section:
    """A stage and its tasks."""

    name: str
    tasks: tuple[Task, ...]


def sections_of(journey: Journey, words: Words) -> list[Section]:
    """Return the stages of a map that have a feeling, each with its tasks in journey order."""
    people = people_shown(journey)
    found = []
    for stage in journey.stages:
        tasks: list[Task] = []
        for each in journey.touchpoints_of(stage.id):
            tasks.extend(_tasks(each.title, each.emotion, _met_by(each, people), people, words))
        if not tasks:
            tasks.extend(_tasks(stage.title, stage.emotion, people, people, words))
        if tasks:
            found.append(Section(stage.title, tuple(tasks)))
    return found


def journey_diagram(title: str, about: str, sections: list[Section]) -> Iterator[str]:
    """Yield the lines of the diagram."""
    yield "journey"
    yield f"  title {label(title)}"
    yield f"  accTitle: {label(title)}"
    if about:
        yield f"  accDescr: {label(about, DESCRIPTION)}"
    for section in sections:
        yield f"  section {label(section.name)}"
        for task in section.tasks:
            who = f": {', '.join(actor(name) for name in task.actors)}" if task.actors else ""
            yield f"    {label(task.name)}: {score(task.value)}{who}"


def score(value: float) -> str:
    """Return the score from 1 to 5 of a feeling from -2 to 2, with at most two decimals."""
    return f"{value + _NEUTRAL:.2f}".rstrip("0").rstrip(".")


def other_feelings(journey: Journey) -> int:
    """Return how many feelings of personas differ from the one that is drawn."""
    people = people_shown(journey)
    count = 0
    for each in journey.touchpoints:
        if each.emotion is not None:
            met = _met_by(each, people)
            drawn = _points(each.emotion, met, people)
            count += sum(each.emotion.points(person.id) not in ((), drawn) for person in met)
    return count


def _met_by(touchpoint: Touchpoint, people: tuple[Persona, ...]) -> tuple[Persona, ...]:
    if not touchpoint.personas:
        return people
    return tuple(each for each in people if each.id in touchpoint.personas)


def _points(emotion: Emotion, met: tuple[Persona, ...], people: tuple[Persona, ...]) -> tuple[float, ...]:
    """Return the feeling of the point of view, who is the first persona, else that of all who meet it."""
    if met and met[0] is people[0]:
        found = emotion.points(met[0].id)
        if found:
            return found
    return emotion.points(None)


def _tasks(
    name: str,
    emotion: Emotion | None,
    met: tuple[Persona, ...],
    people: tuple[Persona, ...],
    words: Words,
) -> Iterator[Task]:
    if emotion is None:
        return
    points = _points(emotion, met, people)
    actors = _names(met, people)
    if len(points) == 2:
        first, last = points
        yield Task(bare(words("{name}, at first", name=name)), first, actors)
        yield Task(bare(words("{name}, in the end", name=name)), last, actors)
    else:
        for value in points:
            yield Task(name, value, actors)


def _names(met: tuple[Persona, ...], people: tuple[Persona, ...]) -> tuple[str, ...]:
    """Return the names of personas, short ones where no two are the same."""
    short = [called(each.title) for each in people]
    if len(set(short)) < len(short):
        return tuple(each.title for each in met)
    return tuple(called(each.title) for each in met)
