"""What a map rests on and where it stands: its market and segments, its ends, its place, its review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from jmap.model.people import Market, Segment
from jmap.render.cells import Item, Row
from jmap.render.conditions_in_words import in_words
from jmap.render.header import review_days, segments_of
from jmap.render.scene import Scene
from jmap.render.touchpoint_card import link_item
from jmap.render.words import term


def about(scene: Scene) -> tuple[Row, ...]:
    """Return what is told of a map as a whole; what it does not say is left out."""
    return tuple(row for row in _rows(scene) if row.items)


def market_of(scene: Scene) -> Market | None:
    """Return the target market that a map describes, else that of the first library that does."""
    files = [scene.journey.file, *(each.bound.file for each in scene.journey.libraries)]
    return next((each.market for each in files if each.market is not None), None)


def _rows(scene: Scene) -> Iterator[Row]:
    file, journey, words = scene.journey.file, scene.journey, scene.words
    yield _texts(term("About"), [file.summary] if file.summary and file.scenario else [])
    market = market_of(scene)
    if market is not None:
        yield _texts(term("Target market"), [market.summary] if market.summary else [])
        yield _texts(term("Who they are"), market.demographics)
        yield _texts(term("Their needs"), market.needs)
        yield _texts(term("Their preferences"), market.preferences)
        yield _texts(term("Their challenges"), market.challenges)
        evidence = [scene.evidence(id_) for id_ in market.evidence]
        yield Row(term("Market known by"), tuple(Item(text, whose="ours") for text in evidence))
    segments = [each for each in journey.segments() if _meant(scene, each)]
    yield Row(term("Segments"), tuple(_segment(scene, each) for each in segments))
    for label, condition in (
        (term("Starts when"), file.starts_when),
        (term("Ends when"), file.ends_when),
        (term("Purchase"), file.conversion),
    ):
        if condition is not None:
            yield Row(label, (Item(in_words(condition, journey, words), whose="ours"),))
    yield Row(term("Links"), tuple(link_item(each, scene) for each in file.links))
    yield Row(term("Reviewed"), (_review(scene),))
    yield Row(term("Validated"), (_validated(scene),))


def _texts(label: str, texts: Iterable[str]) -> Row:
    return Row(label, tuple(Item(text, rich=True) for text in texts))


def part_of(scene: Scene) -> Iterator[Item]:
    """Yield the parts of other maps that this one is the detail of, with the way there."""
    for each in scene.parents:
        href = scene.href_to(each.path)
        yield Item(f"{each.title} › {each.part}", href=href)


def _meant(scene: Scene, segment: Segment) -> bool:
    named = segments_of(scene.journey)
    return not named or segment.title in named


def _segment(scene: Scene, segment: Segment) -> Item:
    """Return a segment's name, its size and its needs."""
    words = scene.words
    text = words.theirs(segment.title)
    if segment.size is not None:
        text = words("{name}: {text}", name=text, text=words.percent(segment.size))
    if segment.needs:
        needs = words.language.semicolon.join(words.theirs(each) for each in segment.needs)
        text = words("{label} ({text})", label=text, text=needs)
    return Item(text, whose="ours")


def _review(scene: Scene) -> Item:
    file, words = scene.journey.file, scene.words
    if file.reviewed is None:
        return Item(words("never"), missing=True, whose="ours")
    due = file.reviewed + timedelta(days=review_days(scene.journey))
    text = words("{day}, {age}", day=words.day(file.reviewed), age=words.age(file.reviewed, scene.as_of))
    late = due < scene.as_of
    then = term("the next was due on {day}") if late else term("the next is due on {day}")
    text = words.language.semicolon.join((text, words(then, day=words.day(due))))
    return Item(text, missing=late, whose="ours")


def _validated(scene: Scene) -> Item:
    words, validated = scene.words, scene.journey.file.validated
    if validated is None:
        return Item(words("never, with customers"), missing=True, whose="ours")
    text = words("{day}, {age}", day=words.day(validated), age=words.age(validated, scene.as_of))
    return Item(text, whose="ours")
