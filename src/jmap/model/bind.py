"""From the root node of a file to its model."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import field, replace

from jmap.faults import Fault, On, Route
from jmap.model.binder import BandMention, Binder, EventMention, PathMention, Reference
from jmap.model.described import Shape, shape_of
from jmap.model.journey_file import LIBRARY_KEYS, MAP_REQUIRES, JourneyFile
from jmap.records import frozen
from jmap.yaml.nodes import Mapping, Node, Sequence


@frozen
class Bound:
    """The model of a file, with every fault of its shape and everything that it mentions.

    `gaps` are those of the binder.
    """

    file: JourneyFile
    is_map: bool
    faults: tuple[Fault, ...]
    references: tuple[Reference, ...]
    paths: tuple[PathMention, ...]
    events: tuple[EventMention, ...]
    bands: tuple[BandMention, ...]
    gaps: MappingOf[Route, tuple[int, ...]] = field(default_factory=dict)


def bind(root: Node | None, *, whole: bool = True) -> Bound:
    """Return the model of a file; `whole` is False where it could not be read to its end.

    Of a file cut short, keys are missed only in objects that were read whole.
    """
    binder = Binder(whole=whole)
    shape = shape_of(JourneyFile)
    is_map = False
    file = JourneyFile()
    if isinstance(root, Mapping):
        is_map = bool({"stages", "touchpoints"} & root.entries.keys())
        is_map = is_map or (not whole and bool(shape.fields.keys() & root.entries.keys() - {*LIBRARY_KEYS}))
        if is_map:
            shape = _map_shape(shape)
        else:
            # Of a file cut short, what would make it a map may be what is missing.
            shape = _library_shape(shape) if whole else replace(shape, noun="this file")
        file = binder.bind_object(shape, root, {})
    elif root is None:
        hint = "begin with `jmap: 1`, or start from `jmap init`"
        binder.fault("JM102", "this file is empty", hint, on=On.KEY, offending="jmap")
    else:
        binder.wrong_type(root, "a mapping of keys such as `jmap`, `title` and `stages`")
    faults = binder.faults
    if not whole:
        faults = [fault for fault in faults if fault.code != "JM102" or _was_read(root, fault.place.route)]
    references = binder.references
    if is_map and isinstance(root, Mapping) and "stages" not in root.entries:
        references = [each for each in references if each.section != "stages"]
    return Bound(
        file,
        is_map,
        tuple(faults),
        tuple(references),
        tuple(binder.paths),
        tuple(binder.events),
        tuple(binder.bands),
        binder.gaps,
    )


def _was_read(root: Node | None, route: Route) -> bool:
    """Tell whether an object was read whole, so that a key that is not there was not written.

    Of a text in place of an object, and of nothing in place of one, a slip near it may be the cause.
    """
    node = root
    for step in route:
        if isinstance(node, Mapping) and step in node.entries and "\ufffd" not in str(step):
            node = node.entries[str(step)][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return False
    return isinstance(node, Mapping) and node.whole


def _map_shape(shape: Shape) -> Shape:
    required = {key: replace(shape.fields[key], required=True) for key in MAP_REQUIRES}
    return replace(shape, fields={**shape.fields, **required}, required=(*shape.required, *required))


def _library_shape(shape: Shape) -> Shape:
    allowed = {key: field for key, field in shape.fields.items() if key in LIBRARY_KEYS}
    allowed["stages"] = shape.fields["stages"]
    hint = "a file without `stages` is a library, and only a map has this key"
    elsewhere = dict.fromkeys(shape.fields.keys() - allowed.keys(), hint)
    return replace(shape, noun="a library", fields=allowed, elsewhere=elsewhere)
