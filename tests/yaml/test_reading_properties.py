"""For any bytes, no exception and no place outside the file; for any data, in any style, itself."""

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from jmap.yaml.comments import comments
from jmap.yaml.events import libyaml, pure
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Mapping, Node, Point, Scalar, walk
from jmap.yaml.reader import Reading, read_bytes
from tests.yaml.plain_nodes import placed

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


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("[ {{ fo")
@example(": b\n:")
@example("a: [\n")
@example("a: &xa:&xa: &x & b\n &y b")
def test_anything_like_yaml(text: str) -> None:
    for backend in (libyaml(), pure()):
        check(read_bytes("x.yaml", text.encode(), None, backend))
        check(read_bytes("x.yaml", text.encode(), TINY, backend))


TEXTS = st.text(
    st.sampled_from("abcXYZ019 é😀ש-:#'\"\\,[]{}&*!|>%@`?~"), min_size=0, max_size=12
) | st.sampled_from(["yes", "017", "null", "<<", "- a", "a: b", "a #b", "http://a.b/c", "why?"])
DATA = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXTS.filter(lambda text: text != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)


class Printer:
    """Writes data as YAML, choosing a style for every node."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.anchors = 0

    def choose(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def scalar(self, text: str, *, key: bool = False) -> str:
        styles = [self.single(text), json.dumps(text, ensure_ascii=False)]
        word = text.replace(" ", "").replace("-", "")
        if word.isalnum() and text == text.strip() and not text.startswith("-"):
            styles.append(text)
        written: str = self.choose(*styles)
        prefix = "" if key else self.choose("", "", "!!str ", "! ", self.anchor())
        return prefix + written

    def single(self, text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    def anchor(self) -> str:
        self.anchors += 1
        return f"&n{self.anchors} "

    def flow(self, value: Any) -> str:
        gap = self.choose("", " ", "  ")
        if isinstance(value, str):
            return self.scalar(value)
        if isinstance(value, list):
            return f"[{gap}{f',{gap}'.join(self.flow(item) for item in value)}{gap}]"
        pairs = [f"{self.scalar(key, key=True)}: {self.flow(item)}" for key, item in value.items()]
        return f"{{{gap}{f',{gap}'.join(pairs)}{gap}}}"

    def block(self, value: Any, indent: int) -> str:
        """Return what follows a colon or dash, with its blank or line break."""
        step = " " * (indent + self.choose(1, 2, 4))
        note = self.choose("", "", " # note: [\"'")
        if isinstance(value, str):
            if value.strip() and value == value.strip() and self.choose(True, False):
                return f" {self.choose('|', '>')}-{note}\n{step}{value}\n"
            return f" {self.scalar(value)}{note}\n"
        if not value or self.choose(True, False, False):
            return f" {self.flow(value)}{note}\n"
        between = self.choose("", "", "\n", f"{step}# between\n")
        lines = []
        for item in value.items() if isinstance(value, dict) else value:
            if isinstance(value, dict):
                lines.append(f"{step}{self.scalar(item[0], key=True)}:")
                lines.append(self.block(item[1], len(step)) + between)
            else:
                lines.append(f"{step}-{self.block(item, len(step))}{between}")
        head = self.choose("", f" {self.anchor()}".rstrip())
        return f"{head}{note}\n{''.join(lines)}"


def texts(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {name: texts(value) for name, (_, value) in node.entries.items()}
    return [texts(item) for item in node.items]


def cut(text: str, node: Scalar) -> str:
    """Return the text of a scalar's span."""
    lines = text.splitlines(keepends=True)
    if node.start[0] == node.end[0]:
        return lines[node.start[0]][node.start[1] : node.end[1]]
    middle = lines[node.start[0] + 1 : node.end[0]]
    return "".join((lines[node.start[0]][node.start[1] :], *middle, lines[node.end[0]][: node.end[1]]))


@settings(max_examples=300, deadline=None)
@given(DATA, st.data())
def test_any_data_in_any_style(value: Any, drawn: st.DataObject) -> None:
    text = "top:" + Printer(drawn.draw).block(value, 0)
    text = text.replace("\n", drawn.draw(st.sampled_from(["\n", "\r\n", "\r"])))
    fast = read_bytes("x.yaml", text.encode(), None, libyaml())
    slow = read_bytes("x.yaml", text.encode(), None, pure())
    assert fast.faults == []
    assert fast.root is not None
    assert texts(fast.root) == {"top": value}
    assert placed(fast.root) == placed(slow.root)
    for _, key, node in walk(fast.root):
        for leaf in (key, node):
            if isinstance(leaf, Scalar):
                written = cut(text, leaf)
                alone = read_bytes("x.yaml", written.encode()).root
                if written[:1] in ("|", ">"):
                    assert written.endswith(leaf.text)
                else:
                    assert isinstance(alone, Scalar) or not leaf.text
                    assert alone is None or texts(alone) == leaf.text
