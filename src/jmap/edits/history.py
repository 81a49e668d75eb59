"""An observation added to the `history` of a metric, and the proof that nothing else has changed."""

from __future__ import annotations

from jmap.edits.entries import append
from jmap.edits.fault import EditError
from jmap.edits.patch import Patch, patched
from jmap.edits.stream import Entry, Shape, Stream
from jmap.records import frozen
from jmap.yaml.comments import comments
from jmap.yaml.events import Kind
from jmap.yaml.source import Source

_SPELLED_OUT = "write the history out where it is used"


@frozen
class Observed:
    """What is to be recorded of a metric: a value, and the cases behind it where they are known."""

    metric: str
    period: str
    value: float
    n: int | None = None


def with_observation(text: str, observed: Observed) -> str:
    """Return the text of a file with one more observation of a metric.

    Comments, layout and line ends stay. Raises EditError where that cannot be done, and where what came of it
    would say anything else than the file and the observation.
    """
    stream = Stream(text)
    metric = _metric(stream, observed.metric)
    entry = stream.entry(metric, "history")
    if entry is None:
        patches = list(append(stream, metric, f"history: {{{_entry(observed, None, stream)}}}"))
        place, gone, new = _last(stream, metric), 0, f"history: {{{_entry(observed, None, stream)}}}"
    elif stream.is_mapping(entry.value):
        if stream.entry(entry.value, observed.period) is not None:
            raise EditError(f"it has a value of {observed.period} already")
        new = _entry(observed, entry, stream)
        patches = list(append(stream, entry.value, new))
        place, gone = _last(stream, entry.value), 0
    else:
        new = f"{{{_entry(observed, None, stream)}}}"
        patches = [_in_place_of_nothing(stream, entry, new)]
        place, gone = entry.value, 1
    after = patched(text, patches)
    _prove(stream, after, place, gone, _shapes(new))
    return after


def _metric(stream: Stream, id_: str) -> int:
    """Return where the mapping of a metric begins."""
    place = stream.root()
    for step in ("metrics", id_):
        found = stream.entry(place, step) if stream.is_mapping(place) else None
        if found is None:
            raise EditError("it is not written in this file")
        place = found.value
        _check_alone(stream, place)
    if not stream.is_mapping(place):
        raise EditError("it is not written as an object", "write its keys out")
    history = stream.entry(place, "history")
    if history is not None:
        _check_alone(stream, history.value)
    return place


def _check_alone(stream: Stream, place: int) -> None:
    """Raise EditError where a change of a node would change others too, or it stands elsewhere."""
    if stream.kind(place) is Kind.ALIAS:
        raise EditError(f"it is `*{stream.events[place].anchor}`, which is written elsewhere", _SPELLED_OUT)
    anchor = stream.shared(place)
    if anchor is not None:
        raise EditError(f"`&{anchor}` is used in other places too", _SPELLED_OUT)


def _last(stream: Stream, mapping: int) -> int:
    """Return the place of the event that ends a mapping: there what is new comes in."""
    return stream.after(mapping) - 1


def _entry(observed: Observed, history: Entry | None, stream: Stream) -> str:
    """Return the observation as its neighbours are written: with the number of cases or without."""
    value = number(observed.value)
    neighbours = stream.entries(history.value) if history is not None else []
    plain = neighbours and not any(stream.is_mapping(each.value) for each in neighbours)
    if observed.n is None or plain:
        return f"{observed.period}: {value}"
    return f"{observed.period}: {{value: {value}, n: {observed.n}}}"


def number(value: float) -> str:
    """Return a value with two decimals, or as many as show three digits of a small one; never as `1e6`."""
    places = 2
    while abs(value) < 10 ** (2 - places) and value and places < 8:
        places += 1
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _in_place_of_nothing(stream: Stream, entry: Entry, new: str) -> Patch:
    """Return the patch that puts braces where a key has no value, or null."""
    event = stream.events[entry.value]
    if stream.kind(entry.value) is not Kind.SCALAR or event.style or event.value not in ("", "~", "null"):
        raise EditError("its `history` is no mapping", "write it as `{2026-Q3: 12}`")
    if event.value:
        return Patch(event.start_mark.index, event.end_mark.index, new)
    key = stream.end(entry.value)
    colon = stream.text.find(":", key)
    if colon < 0 or stream.text[key:colon].strip():
        raise EditError("its `history` is no mapping", "write it as `{2026-Q3: 12}`")
    return Patch(colon + 1, colon + 1, f" {new}")


def _shapes(written: str) -> list[Shape]:
    """Return what an entry, or a mapping in braces, says."""
    if written.startswith("{"):
        return Stream(f"{written}\n").shapes()[2:-2]
    return Stream(f"{{{written}}}\n").shapes()[3:-3]


def _prove(stream: Stream, after: str, place: int, gone: int, new: list[Shape]) -> None:
    """Raise EditError unless a text says what another says, but for what is new at a place."""
    before = stream.shapes()
    expected = [*before[:place], *new, *before[place + gone :]]
    if Stream(after).shapes() != expected:
        raise EditError("the change would say more than it should", "add it by hand")
    if _comments(stream.text) != _comments(after):
        raise EditError("the change would touch a comment", "add it by hand")


def _comments(text: str) -> list[str]:
    return [each for _, _, each in comments(Source("", text))]
