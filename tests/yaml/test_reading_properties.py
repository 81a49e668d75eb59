"""For any bytes, no exception and no place outside the file."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from jmap.yaml.comments import comments
from jmap.yaml.events import libyaml, pure
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Point, walk
from jmap.yaml.reader import Reading, read_bytes

TINY = Limits(file_size=200, depth=4, nodes=12, scalar_size=10)
PIECES = [
    *("a", "b: ", "- ", "? ", ": ", "[", "]", "{", "}", ",", "\n", "\n  ", "\n    ", "\r\n", "\r"),
    *("\t", " ", "'", '"', "|", "|2-", ">+", "&a ", "*a", "!!str ", "!x ", "!<x>", "%YAML 1.2\n"),
    *("%TAG ! x\n", "---\n", "...\n", "# c\n", "\\", "\\x00", "\\ud800", "\\U00110000", "<<: "),
    *("é", "😀", "\ufeff", "\u200b", "\x85", "\u2028", "\0", "@", "`", "~", "\u00a0", "\ufffe"),
]


def check(reading: Reading) -> None:
    """Check that all places are in the file, and that what is not whole says so."""
    if reading.source is None:
        assert not reading.whole
        return
    lines = reading.source.lines()

    def inside(point: Point) -> bool:
        return 0 <= point[0] < len(lines) and 0 <= point[1] <= len(lines[point[0]])

    for fault in reading.faults:
        for place in (fault.place, *fault.related):
            span = place.span
            assert span is not None
            assert (span.line, span.column) < (span.end_line, span.end_column)
            assert inside((span.line - 1, span.column - 1))
            assert span.end_line <= len(lines)
            assert span.end_column - 1 <= len(lines[span.end_line - 1]) + 1
        assert fault.message
        assert fault.hint
    if {fault.code for fault in reading.faults} & {"JM001", "JM002", "JM004", "JM009"}:
        assert not reading.whole
    for _, key, node in walk(reading.root) if reading.root is not None else ():
        assert inside(node.start)
        assert inside(node.end)
        assert node.start <= node.end
        assert key is None or inside(key.end)
    list(comments(reading.source))


@given(st.binary(max_size=200))
@example(b"? \xef\xbb\xbf")
def test_any_bytes(data: bytes) -> None:
    for backend in (libyaml(), pure()):
        check(read_bytes("x.yaml", data, None, backend))
        check(read_bytes("x.yaml", data, TINY, backend))


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("[ {{ fo")
@example(": b\n:")
@example("a: [\n")
@example("-  : ")
@example("a: &xa:&xa: &x & b\n &y b")
def test_anything_like_yaml(text: str) -> None:
    for backend in (libyaml(), pure()):
        check(read_bytes("x.yaml", text.encode(), None, backend))
        check(read_bytes("x.yaml", text.encode(), TINY, backend))
