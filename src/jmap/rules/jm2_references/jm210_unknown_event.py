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

from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice

from jmap.faults import On, Place, Severity
from jmap.model.binder import EventMention, FieldMention
from jmap.model.events import Event, matches
from jmap.nearest import nearest
from jmap.rules.mentions import events_of
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

_MOST_WEIGHED = 200_000
"""So many names are weighed for suggestions in one map."""
_MOST_COMPARED = 1_000_000
"""So many times is a glob held against a name before further globs are let off."""
_FEW = 8


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look every event up in the tracking plan, and the fields that it should have."""
    plan = _Plan(journey)
    if plan.known:
        yield from list(_faults(journey, plan, see)) or [see.passed(journey)]


def _faults(journey: Journey, plan: _Plan, see: See) -> Iterator[Outcome]:
    for file, mention in events_of(journey):
        if plan.knows(mention):
            fields = plan.fields(mention.name) if mention.fields else {}
            for field in mention.fields:
                if fields and field.name not in fields:
                    yield _no_field(file, mention, field, plan, see)
        else:
            yield _no_event(file, mention, plan, see)


class _Plan:
    """The events in sight, and how much it took so far to look for others in them."""

    def __init__(self, journey: Journey) -> None:
        self.known = journey.sight.sections["events"]
        self.stages = journey.sight.sections["stages"]
        self._by_glob: dict[str, list[str]] = {}
        self._fields: dict[str, dict[str, str]] = {}
        self._compared = 0
        self._weighed = 0

    def knows(self, mention: EventMention) -> bool:
        """Tell whether it has an event of a name, or like a glob; a glob too many it knows as well."""
        name = mention.name
        if name in self.known or (mention.or_stage and name in self.stages):
            return True
        return "*" in name and (bool(self._like(name)) or self._compared > _MOST_COMPARED)

    def fields(self, name: str) -> dict[str, str]:
        """Return the fields of the events of a name or glob, each with an event that has it.

        Empty where one of the events does not say its fields.
        """
        if name not in self._fields:
            events: list[Event] = [self.known[id_].object for id_ in self._like(name)]
            told = all(event.fields for event in events)
            self._fields[name] = {field: each.id for each in events for field in each.fields if told}
        return self._fields[name]

    def nearest(self, name: str, choices: Collection[str]) -> str | None:
        """Return the choice that is most likely meant; none where many have been looked for in a map."""
        self._weighed += len(choices)
        return nearest(name, choices) if self._weighed <= _MOST_WEIGHED else None

    def place_of(self, name: str) -> Place:
        """Return where an event or stage is defined."""
        definition = self.known.get(name) or self.stages[name]
        return Place(definition.place.route, definition.place.on, definition.file, "defined here")

    def to_add(self, file: str) -> str:
        """Return where an event would be added, seen from a file."""
        return f"`events` of `{self._file}`" if self._file not in ("", file) else "`events`"

    @cached_property
    def _file(self) -> str:
        """Return the file that holds all events, or ''."""
        files = {each.file for each in self.known.values()}
        return files.pop() if len(files) == 1 else ""

    def _like(self, name: str) -> list[str]:
        if name in self.known:
            return [name]
        if name not in self._by_glob:
            self._compared += len(self.known)
            names = self.known if self._compared <= _MOST_COMPARED else ()
            self._by_glob[name] = [id_ for id_ in names if matches(name, id_)]
        return self._by_glob[name]


def _no_event(file: str, mention: EventMention, plan: _Plan, see: See) -> Outcome:
    message = f"the tracking plan has no event `{mention.name}`"
    hint = f"mend the name, or add it to {plan.to_add(file)}"
    if mention.or_stage:
        message = f"`{mention.name}` is no stage, and no event of the tracking plan"
    elif "*" in mention.name:
        message = f"no event of the tracking plan is like `{mention.name}`"
        hint = f"mend it, or add the events that it means to {plan.to_add(file)}"
    stages = plan.stages if mention.or_stage else ()
    guess = plan.nearest(mention.name, (*plan.known, *stages)) if "*" not in mention.name else None
    related: tuple[Place, ...] = ()
    if guess is not None:
        hint, related = f"did you mean `{guess}`?", (plan.place_of(guess),)
    place = Place(mention.route, On.VALUE, file)
    return see.failed_at(place, message, hint, related=related, offending=mention.name)


def _no_field(file: str, mention: EventMention, field: FieldMention, plan: _Plan, see: See) -> Outcome:
    fields = plan.fields(mention.name)
    message = f"event `{mention.name}` has no field `{field.name}`"
    if "*" in mention.name:
        message = f"no event like `{mention.name}` has a field `{field.name}`"
    hint = f"mend the name, or add it to the fields there are: {_few(fields)}"
    related: tuple[Place, ...] = ()
    guess = plan.nearest(field.name, fields)
    if guess is not None:
        hint, event = f"did you mean `{guess}`?", fields[guess]
        route = ("events", event, "fields", guess)
        related = (Place(route, On.KEY, plan.known[event].file, "defined here"),)
    place = Place(field.route, field.on, file)
    return see.failed_at(place, message, hint, related=related, offending=f"{mention.name} {field.name}")


def _few(names: Collection[str]) -> str:
    return keys(islice(names, _FEW), "and") + (" and more" if len(names) > _FEW else "")
