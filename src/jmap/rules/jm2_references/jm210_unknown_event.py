"""An event is mentioned that the tracking plan does not have.

What: where a map sees `events`, its own or those of a library that it uses, they are its tracking plan. Every
event that the map names is one of them, in conditions, touchpoints, measures and health scores, those of its
libraries included that concern the map; `*` stands for any characters and has to match at least one. A `from`
or `to` of a measure may be a stage instead. Every field that a `where` or a `field` asks for is one of the
event's `fields`, where it has any.

Why: a condition on an event that nobody sends never comes true, and nothing says so: the stage just has no
customers.

Fix: mend the name, or add the event or field to the tracking plan.

Source: ours; a tracking plan is common practice in product analytics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jmap.faults import On, Place, Severity
from jmap.model.binder import EventMention, FieldMention
from jmap.model.events import Event, matches
from jmap.nearest import nearest
from jmap.rules.mentions import by_archived
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM210",
    name="unknown-event",
    severity=Severity.WARNING,
    on="map",
    withheld_by=("events",),
)

_MOST_SUGGESTIONS = 100
_MOST_COMPARED = 1_000_000
"""So many times is a glob held against a name before further globs are let off."""
_FEW = 8


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look every event up in the tracking plan, and the fields that it should have."""
    plan = _Plan(journey)
    if not plan.known:
        return
    for file, mention in _mentions(journey):
        found = plan.events(mention)
        if found == [] and not (mention.or_stage and mention.name in journey.file.stages):
            yield _no_event(file, mention, plan, see)
        for field in mention.fields:
            if found and all(event.fields and field.name not in event.fields for event in found):
                yield _no_field(file, mention, field, found, plan, see)


def _mentions(journey: Journey) -> Iterator[tuple[str, EventMention]]:
    """Yield the events that the map mentions, and those of its libraries in what concerns it, with the file.

    The stages that a library's measure may mean are those of another map.
    """
    for mention in journey.document.bound.events:
        if not by_archived(journey.document, mention.route):
            yield journey.path, mention
    concern = {
        *(("plays", each.id) for each in journey.plays()),
        *(("metrics", each.id) for each in journey.metrics()),
        *(("health", each.id) for each in journey.health()),
    }
    for library in journey.libraries:
        for mention in library.bound.events:
            if mention.route[:2] in concern and not mention.or_stage:
                yield library.path, mention


class _Plan:
    """The events in sight, and how much it took so far to look for others in them."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.known = journey.sight.sections["events"]
        self._by_glob: dict[str, list[Event]] = {}
        self._compared = 0
        self._suggested = 0

    def events(self, mention: EventMention) -> list[Event] | None:
        """Return the events of a name or glob; None for a glob too many."""
        name = mention.name
        if name in self.known:
            return [self.known[name].object]
        if "*" not in name:
            return []
        if name not in self._by_glob:
            self._compared += len(self.known)
            if self._compared > _MOST_COMPARED:
                return None
            self._by_glob[name] = [each.object for id_, each in self.known.items() if matches(name, id_)]
        return self._by_glob[name]

    def nearest(self, name: str, choices: Iterable[str]) -> str | None:
        """Return the choice that is most likely meant; none past the first hundred of a map."""
        self._suggested += 1
        return nearest(name, choices) if self._suggested <= _MOST_SUGGESTIONS else None

    def place_of(self, name: str) -> Place:
        """Return where an event or stage is defined."""
        definition = self.known.get(name) or self.journey.sight.sections["stages"][name]
        return Place(definition.place.route, definition.place.on, definition.file, "defined here")

    def to_add(self, file: str) -> str:
        """Return where an event would be added, seen from a file."""
        files = list(dict.fromkeys(each.file for each in self.known.values()))
        return f"`events` of `{files[0]}`" if len(files) == 1 and files[0] != file else "`events`"


def _no_event(file: str, mention: EventMention, plan: _Plan, see: See) -> Outcome:
    message = f"the tracking plan has no event `{mention.name}`"
    hint = f"mend the name, or add it to {plan.to_add(file)}"
    if mention.or_stage:
        message = f"`{mention.name}` is no stage, and no event of the tracking plan"
    elif "*" in mention.name:
        message = f"no event of the tracking plan is like `{mention.name}`"
        hint = f"mend it, or add the events that it means to {plan.to_add(file)}"
    stages = plan.journey.file.stages if mention.or_stage else ()
    guess = plan.nearest(mention.name, (*plan.known, *stages)) if "*" not in mention.name else None
    related: tuple[Place, ...] = ()
    if guess is not None:
        hint, related = f"did you mean `{guess}`?", (plan.place_of(guess),)
    place = Place(mention.route, On.VALUE, file)
    return see.failed_at(place, message, hint, related=related, offending=mention.name)


def _no_field(
    file: str, mention: EventMention, field: FieldMention, found: list[Event], plan: _Plan, see: See
) -> Outcome:
    known = list(dict.fromkeys(name for event in found for name in event.fields))
    message = f"event `{found[0].id}` has no field `{field.name}`"
    if len(found) > 1:
        message = f"no event like `{mention.name}` has a field `{field.name}`"
    hint = f"mend the name, or add it to the fields there are: {_few(known)}"
    related: tuple[Place, ...] = ()
    guess = plan.nearest(field.name, known)
    if guess is not None:
        hint = f"did you mean `{guess}`?"
        owner = next(event for event in found if guess in event.fields)
        route = ("events", owner.id, "fields", guess)
        related = (Place(route, On.KEY, plan.known[owner.id].file, "defined here"),)
    place = Place(field.route, field.on, file)
    return see.failed_at(place, message, hint, related=related, offending=f"{mention.name} {field.name}")


def _few(names: list[str]) -> str:
    return keys(names[:_FEW], "and") + (" and more" if len(names) > _FEW else "")
