"""Any map in any style: the reader gives the data that was written, and each node its own text."""

from typing import Any

from hypothesis import given

from jmap.faults import Route
from jmap.model.binder import plain_data
from jmap.yaml.comments import comments
from jmap.yaml.events import libyaml, pure
from jmap.yaml.nodes import Mapping, Node, Point, Scalar, walk
from jmap.yaml.reader import Reading, read_bytes
from tests.properties.any_map import any_library, any_map, any_sound_map, bound_of, schema
from tests.properties.choices import Choices, choices, examples, seeded
from tests.properties.page import Page
from tests.properties.schema_values import SchemaValues
from tests.properties.yaml_printer import Printer
from tests.yaml.plain_nodes import placed

# What only several keys together show, or a calendar: no JSON Schema says it.
BEYOND_A_SCHEMA = (
    "ends before it begins",
    "but the metric has no unit",
    "compares with something that is no number, percentage or date",
    "is not a period",
)


def bytes_of(text: str, pick: Choices) -> bytes:
    """Return a text with line ends of any kind, and now and then a byte order mark."""
    ends = pick.one_of((["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]))
    lines = text.split("\n")
    written = lines[0] + "".join(pick.one_of(ends) + line for line in lines[1:])
    return (("\ufeff" if pick.rarely(6) else "") + written).encode()


def read(data: bytes, *, both: bool = True) -> Reading:
    """Read bytes that have no fault but characters that cannot be seen, by both parsers."""
    fast = read_bytes("any.journey.yaml", data, None, libyaml())
    assert [fault for fault in fast.faults if fault.code != "JM003"] == []
    if both:
        slow = read_bytes("any.journey.yaml", data, None, pure())
        assert slow.faults == fast.faults
        assert placed(slow.root) == placed(fast.root)
    return fast


def data_of(node: Node | None) -> Any:
    return None if node is None else plain_data(node)


def check_places(root: Node, page: Page) -> None:
    """Check every node against what the printer wrote down."""
    seen = set()
    for route, key, node in walk(root):
        if route in page.values:
            seen.add(route)
            assert (route, node.start, node.end) == (route, *page.values[route])
        if key is not None and route in page.keys:
            assert (route, key.start, key.end) == (route, *page.keys[route])
    assert seen == page.values.keys()


def cut(lines: list[str], start: Point, end: Point) -> str:
    """Return what stands between two points."""
    if start[0] == end[0]:
        return lines[start[0]][start[1] : end[1]]
    middle = lines[start[0] + 1 : end[0]]
    return "\n".join((lines[start[0]][start[1] :], *middle, lines[end[0]][: end[1]]))


def alone(text: str, node: Node, above: Node | None) -> Node | None:
    """Return what a piece of a file reads to by itself, standing where it stood."""
    if text[:1] in ("|", ">"):
        # Its indentation counts from that of the collection around it.
        column = above.start[1] if above is not None else 0
        root = read(f"{' ' * column}k: {text}\n".encode(), both=False).root
        assert isinstance(root, Mapping)
        return root.entries["k"][1]
    return read(f"{' ' * node.start[1]}{text}".encode(), both=False).root


def stands_alone(text: str, node: Node) -> bool:
    """Tell whether a piece of a file says all that it means, with nothing from around it.

    An alias or a tag's handle has its meaning from above, a text its end from what follows, and a pair in
    brackets without braces may be broken as no block is.
    """
    if isinstance(node, Scalar):
        return bool(text) and text[:1] != "*"
    pair = isinstance(node, Mapping) and len(node.entries) == 1 and text[:1] != "{"
    return not any(sign in text for sign in ("*", "!m!", "|", ">", *("\n", "?") * pair))


def check_pieces(reading: Reading) -> None:
    """Check that the text of each node, by itself, means what the node means."""
    assert reading.source is not None
    assert reading.root is not None
    lines = reading.source.lines()
    nodes: dict[Route, Node] = {}
    for route, key, node in walk(reading.root):
        nodes[route] = node
        above = nodes[route[:-1]] if route else None
        for each in (key, node):
            text = cut(lines, each.start, each.end) if each is not None else ""
            if each is None or not stands_alone(text, each):
                continue
            found = alone(text, each, above)
            if not isinstance(each, Scalar):
                assert (text, repr(data_of(found))) == (text, repr(data_of(each)))
                continue
            assert isinstance(found, Scalar)
            trimmed = " \t\n" if text[0] in "|>" else ""
            assert (text, found.text.rstrip(trimmed)) == (text, each.text.rstrip(trimmed))


@examples(120)
@given(choices())
def test_any_map_in_any_style(pick: Choices) -> None:
    data = any_map(pick)
    page = Printer(pick).document(data)
    reading = read(bytes_of(page.text, pick))
    assert repr(data_of(reading.root)) == repr(data)
    assert reading.root is not None
    check_places(reading.root, page)


@examples(60)
@given(choices())
def test_the_text_of_a_node_means_the_node(pick: Choices) -> None:
    data = any_map(pick)
    page = Printer(pick).document(data)
    check_pieces(read(bytes_of(page.text, pick), both=False))


@examples(80)
@given(choices())
def test_comments_are_those_written(pick: Choices) -> None:
    page = Printer(pick).document(any_library(pick))
    source = read(bytes_of(page.text, pick), both=False).source
    assert source is not None
    for backend in (libyaml(), pure()):
        assert list(comments(source, backend)) == page.comments


def shuffled(value: Any, pick: Choices) -> Any:
    """Return data with the keys of every mapping in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], pick) for key in pick.shuffled(list(value))}
    return [shuffled(item, pick) for item in value] if isinstance(value, list) else value


@examples(80)
@given(choices())
def test_the_order_of_keys_changes_no_value(pick: Choices) -> None:
    data = any_map(pick)
    again = shuffled(data, pick)
    assert data_of(read(Printer(pick).document(again).text.encode(), both=False).root) == data
    first, second = bound_of(data), bound_of(again)
    assert first.file == second.file
    assert sorted(fault.message for fault in first.faults) == sorted(fault.message for fault in second.faults)


@examples(150)
@given(choices())
def test_what_the_schema_allows_the_model_takes(pick: Choices) -> None:
    data = any_sound_map(pick)
    bound = bound_of(data)
    told = [fault for fault in bound.faults if fault.code != "JM113"]
    assert [each for each in told if not any(words in each.message for words in BEYOND_A_SCHEMA)] == []
    for each in bound.references:
        assert each.soft or each.id in getattr(bound.file, each.section)


def keys_of(value: Any) -> set[str]:
    """Return every key that a schema names."""
    if not isinstance(value, dict | list):
        return set()
    inner = [keys_of(each) for each in (value.values() if isinstance(value, dict) else value)]
    named = value.get("properties", {}) if isinstance(value, dict) else {}
    return {key for key, each in named.items() if each is not False}.union(*inner)


def names_in(value: Any) -> set[str]:
    """Return every key that is in some data."""
    if isinstance(value, dict):
        return set(value).union(*(names_in(each) for each in value.values()))
    return set().union(*(names_in(each) for each in value)) if isinstance(value, list) else set()


def test_the_maps_have_every_key_of_the_format() -> None:
    whole = schema()
    used = set().union(*(any_map(seeded(seed)) for seed in range(200)))
    assert whole["properties"].keys() - used == set()
    for definition in whole["$defs"].values():
        made = [SchemaValues(whole, seeded(seed)).value(definition) for seed in range(300)]
        assert keys_of(definition) - set().union(*map(names_in, made)) == set()
