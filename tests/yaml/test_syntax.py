"""Syntax errors: where each slip is, what is said of it, and what is read after it."""

from typing import Any

import pytest

from jmap.faults import Span
from jmap.yaml.events import Backend, libyaml, pure
from jmap.yaml.nodes import Mapping
from jmap.yaml.reader import read_bytes
from tests.yaml.plain_nodes import data

# The text; the line, column and end column of its one fault; the message; the hint; what is read.
SLIPS: list[tuple[str, tuple[int, int, int], str, str, Any]] = [
    (
        "a:\n  - *Text and more\nb: c\n",
        (2, 5, 10),
        "text follows an alias that begins with `*`",
        "put quotes around a text that begins with `*`",
        {"a": [], "b": "c"},
    ),
    (
        "a: [*Text and more, d]\nb: c\n",
        (1, 5, 10),
        "text follows an alias that begins with `*`",
        "put quotes around a text that begins with `*`",
        {"b": "c"},
    ),
    (
        "a: &x 1\nb: *x more\nc: d\n",
        (2, 4, 6),
        "text follows an alias that begins with `*`",
        "put quotes around a text that begins with `*`",
        {"a": "1", "b": "1", "c": "d"},
    ),
    (
        "a:\n\tb: c\nd: e\n",
        (2, 1, 2),
        "a tab indents this line",
        "indent with spaces",
        {"d": "e"},
    ),
    (
        "a:\n  -\tb: c\n",
        (2, 4, 5),
        "a tab stands where a space is expected",
        "write a space",
        {"a": []},
    ),
    (
        "title: Foo: bar\nb: c\n",
        (1, 11, 12),
        "`: ` inside a value without quotes",
        "put quotes around the value, or write one key on each line",
        {"title": "Foo", "b": "c"},
    ),
    (
        'a: "b": c\n',
        (1, 7, 8),
        "a second `:` follows the value",
        "write one key on each line",
        {"a": "'b'"},
    ),
    (
        'a: "foo\nb: c\nd: e\n',
        (1, 4, 5),
        'quote `"` is never closed',
        'close it with `"` at the end of the text',
        {"b": "c", "d": "e"},
    ),
    (
        "a: 'foo\nb: c\n",
        (1, 4, 5),
        "quote `'` is never closed",
        "close it with `'` at the end of the text",
        {"b": "c"},
    ),
    (
        'a: "foo\nb: "c"\nd: e\n',
        (1, 4, 5),
        'quote `"` is never closed',
        'close it with `"` at the end of the text',
        {"b": "'c'", "d": "e"},
    ),
    (
        "a: 'it's fine'\nb: c\n",
        (1, 8, 9),
        "the text goes on after its closing `'`",
        "write `''` for an apostrophe in single quotes, or use double quotes",
        {"a": "'it'", "b": "c"},
    ),
    (
        'a: "foo" bar\nb: c\n',
        (1, 10, 11),
        'text follows the closing `"`',
        "put quotes around the whole value, and other quotes inside it",
        {"a": "'foo'", "b": "c"},
    ),
    (
        "a: [foo] bar\nb: c\n",
        (1, 10, 11),
        "text follows the closing `]`",
        "put quotes around the whole value",
        {"a": ["foo"], "b": "c"},
    ),
    (
        "a: [b, c\nd: e\nf: g\n",
        (1, 4, 5),
        "bracket `[` is never closed",
        "close it with `]`",
        {"d": "e", "f": "g"},
    ),
    (
        "x:\n  a: {b: [c}\n  d: e\nf: g\n",
        (2, 10, 11),
        "bracket `[` is never closed",
        "close it with `]`",
        {"x": {}, "f": "g"},
    ),
    (
        "a: {b: c\n",
        (1, 4, 5),
        "bracket `{` is never closed",
        "close it with `}`",
        {},
    ),
    ("a: [", (1, 4, 5), "bracket `[` is never closed", "close it with `]`", {}),
    (
        "a: {b: c d: e}\n",
        (1, 11, 12),
        "expected `,` or `}` here",
        "put `,` between the items, and quotes around a text with `: `, `[` or `{` in it",
        {},
    ),
    (
        "a: {\n  b: c\n  d: e\n}\nf: g\n",
        (3, 4, 5),
        "expected `,` or `}` here",
        "put `,` between the items, and quotes around a text with `: `, `[` or `{` in it",
        {"f": "g"},
    ),
    (
        "a: [{b: c} {d: e}]\n",
        (1, 12, 13),
        "expected `,` or `]` here",
        "put `,` between the items, and quotes around a text with `: `, `[` or `{` in it",
        {},
    ),
    (
        "a: [\n  - b\n]\n",
        (2, 3, 4),
        "a list item with `-` cannot stand in brackets",
        "write the items with `,` between them and without `-`",
        {},
    ),
    (
        "a: [b, > c]\n",
        (1, 8, 9),
        "a text that begins with `>` cannot stand in brackets",
        "put quotes around the text",
        {},
    ),
    (
        "a: @foo\nb: c\n",
        (1, 4, 5),
        "a value cannot begin with `@`",
        "put quotes around the value",
        {"b": "c"},
    ),
    (
        "a: [`foo`]\n",
        (1, 5, 6),
        "a value cannot begin with a backtick",
        "put quotes around the value",
        {"a": []},
    ),
    (
        "- %foo\n",
        (1, 3, 4),
        "a value cannot begin with `%`",
        "put quotes around the value",
        [],
    ),
    (
        "a: , b\n",
        (1, 4, 5),
        "a value cannot begin with `,`",
        "put quotes around the value",
        {},
    ),
    (
        "a: ? b\n",
        (1, 4, 5),
        "a value cannot begin with `? `",
        "put quotes around the value",
        {},
    ),
    (
        "a: > 5\nb: c\n",
        (1, 6, 7),
        "text follows `>` on its line",
        "begin the text on the next line, or put quotes around a value with `>` in front",
        {"b": "c"},
    ),
    (
        "a: |0\n  b\n",
        (1, 5, 6),
        "`|` takes a number from 1 to 9",
        "take the number out",
        {},
    ),
    (
        "a: & bar\n",
        (1, 4, 5),
        "`&` at the beginning of a value sets an anchor, and no name follows it",
        "put quotes around a text that begins with `&`",
        {},
    ),
    (
        "a:\n    b: c\n  d: e\nf: g\n",
        (3, 3, 5),
        "this line is indented by 2 spaces, which fits no line above",
        "line it up with the lines it belongs to",
        {"a": {"b": "c"}, "f": "g"},
    ),
    (
        "a:\n    - b\n  - c\n",
        (3, 3, 4),
        "this line is indented by 2 spaces, which fits no line above",
        "line it up with the lines it belongs to",
        {"a": ["b"]},
    ),
    (
        "a: b\n  c: d\ne: f\n",
        (2, 3, 4),
        "`c:` is indented as if it belonged to the value above it",
        "line it up with the key above, or put quotes around the whole value",
        {"e": "f"},
    ),
    (
        "a:\n  - b\n  c: d\n",
        (3, 3, 5),
        "a key stands among list items",
        "write `- ` in front, or indent it less to end the list",
        {"a": ["b"]},
    ),
    (
        "a:\n  c: d\n  - b\n",
        (3, 3, 4),
        "a list item stands among keys",
        "indent it below the key it belongs to",
        {"a": {"c": "d"}},
    ),
    (
        "a: - b\n",
        (1, 4, 5),
        "a list item stands on the line of its key",
        "start the list on a new line, or put quotes around the value",
        {},
    ),
    (
        "a:b\nc: d\n",
        (1, 2, 3),
        "no space after `:`",
        "write a space after it",
        {"c": "d"},
    ),
    (
        "x:\n  c: d\n  a:b\n  e: f\ng: h\n",
        (3, 4, 5),
        "no space after `:`",
        "write a space after it",
        {"x": {"c": "d"}, "g": "h"},
    ),
    (
        "a:\n  - b\n  -c\n",
        (3, 3, 4),
        "no space after `-`",
        "write a space after it",
        {"a": ["b"]},
    ),
    (
        "a: b\nfoo bar\nc: d\n",
        (2, 1, 8),
        "this line is neither a key with `:` nor a list item with `- `",
        "write `:` after a key, or indent the line to continue the text above it",
        {"a": "b", "c": "d"},
    ),
    (
        "hello\nworld: x\n",
        (1, 1, 6),
        "this line is neither a key with `:` nor a list item with `- `",
        "write `:` after a key, or indent the line to continue the text above it",
        {"world": "x"},
    ),
    (
        "%FOO bar\n---\na: b\n",
        (1, 1, 9),
        "a line that begins with `%` is not read in a map",
        "take the line out",
        {"a": "b"},
    ),
    (
        "%YAML 2.0\n---\na: b\n",
        (1, 1, 10),
        "a line that begins with `%` is not read in a map",
        "take the line out",
        {"a": "b"},
    ),
    (
        "%YAML 1.2\na: b\n",
        (2, 1, 2),
        "`---` is missing between the `%` lines and the map",
        "take the `%` lines at the top out, or write `---` below them",
        {"a": "b"},
    ),
    (
        'a: "c:\\Users"\nb: c\n',
        (1, 7, 9),
        r"`\U` is no escape that can be read in double quotes",
        r"write `\\` for a backslash, or use single quotes",
        {"b": "c"},
    ),
    (
        'a: "c:\\program"\nb: c\n',
        (1, 7, 9),
        r"`\p` is no escape that can be read in double quotes",
        r"write `\\` for a backslash, or use single quotes",
        {"b": "c"},
    ),
    (
        'a: "b\n---\nc: d"\n',
        (1, 4, 5),
        'quote `"` is never closed',
        'close it with `"` at the end of the text',
        {},
    ),
    (
        'a: "b\nc: "*d*"\ne: f\n',
        (1, 4, 5),
        'quote `"` is never closed',
        'close it with `"` at the end of the text',
        {"c": "'*d*'", "e": "f"},
    ),
    (
        "a: 'b\nc: '@d'\ne: f\n",
        (1, 4, 5),
        "quote `'` is never closed",
        "close it with `'` at the end of the text",
        {"c": "'@d'", "e": "f"},
    ),
    (
        "  a: b\nc: d\n",
        (2, 1, 3),
        "this line is indented less than the first one",
        "begin all keys of the top level at the left edge",
        {"a": "b", "c": "d"},
    ),
    (
        "[a]\nb: c\n",
        (2, 1, 3),
        "this follows the end of the map and does not belong to it",
        "begin the file with a key, such as `title: ...`, and indent what belongs to it",
        ["a"],
    ),
    (
        "a: b\nc: ]\n",
        (2, 4, 5),
        "a value cannot begin with `]`",
        "put quotes around the value",
        {"a": "b"},
    ),
    (
        "a: &x &y b\n",
        (1, 7, 8),
        "`&` does not fit here",
        "keep one, or put quotes around a text with it in front",
        {"a": ""},
    ),
]


@pytest.mark.parametrize("backend", [libyaml(), pure()], ids=["libyaml", "pure"])
@pytest.mark.parametrize(("text", "where", "message", "hint", "found"), SLIPS)
def test_slip(
    text: str, where: tuple[int, int, int], message: str, hint: str, found: Any, backend: Backend
) -> None:
    reading = read_bytes("x.yaml", text.encode(), None, backend)
    [fault] = reading.faults
    line, column, end = where
    assert (fault.code, fault.message, fault.hint) == ("JM004", message, hint)
    assert fault.place.span == Span(line, column, line, end)
    assert data(reading.root) == found
    assert not reading.whole


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize(("text", "where", "message", "hint", "found"), SLIPS)
def test_line_ends_and_other_planes_move_nothing(
    text: str, where: tuple[int, int, int], message: str, hint: str, found: Any, newline: str
) -> None:
    changed = "\ufeff# 😀\n" + text if not text.startswith("%") else "\ufeff" + text
    down = not text.startswith("%")
    [fault] = read_bytes("x.yaml", changed.replace("\n", newline).encode()).faults
    line, column, end = where
    assert fault.message == message
    assert fault.place.span == Span(line + down, column, line + down, end)


@pytest.mark.parametrize("backend", [libyaml(), pure()], ids=["libyaml", "pure"])
@pytest.mark.parametrize(
    "text",
    [
        "a: &x [b, c\nd: *x\n",
        "a:\n  b: @c\n  d: &x e\nf: *x\n",
        "a: &x\n  - b: [c\n  - d\ne: *x\n",
    ],
)
def test_an_anchor_that_a_slip_hides_is_not_missed(text: str, backend: Backend) -> None:
    reading = read_bytes("x.yaml", text.encode(), None, backend)
    assert [fault.code for fault in reading.faults] == ["JM004"]
    again = read_bytes("x.yaml", f"{text}g: *y\n".encode(), None, backend)
    assert [fault.code for fault in again.faults] == ["JM004", "JM010"]


def test_text_that_begins_with_a_star() -> None:
    for text in (b"a: *foo* bar\n", b"a: ** bar\n", b"a:\n  - *\n"):
        for backend in (libyaml(), pure()):
            reading = read_bytes("x.yaml", text, None, backend)
            assert {fault.code for fault in reading.faults} <= {"JM004", "JM010"}
            assert "begins with `*`" in reading.faults[-1].hint
            assert not reading.whole


def test_a_tag_whose_handle_nothing_declares() -> None:
    for backend in (libyaml(), pure()):
        reading = read_bytes("x.yaml", b"a: b\nc: !e!foo bar\nd: e\n", None, backend)
        [fault] = reading.faults
        assert (fault.code, fault.place.span) == ("JM006", Span(2, 4, 2, 10))
        assert data(reading.root) == {"a": "b", "d": "e"}
        assert not reading.whole


def test_reading_goes_on_at_the_next_key_of_the_top_level() -> None:
    text = b"a: @\nb:\n  c: [d\n  e: f\ng: 'h\nx-i: j\ng: k\na: l\n"
    for backend in (libyaml(), pure()):
        reading = read_bytes("x.yaml", text, None, backend)
        assert [(fault.code, fault.place.span) for fault in reading.faults] == [
            ("JM004", Span(1, 4, 1, 5)),
            ("JM004", Span(3, 6, 3, 7)),
            ("JM004", Span(5, 4, 5, 5)),
        ]
        assert data(reading.root) == {"b": {}, "x-i": "j", "g": "k", "a": "l"}


def test_a_repeat_beyond_a_syntax_error_is_found() -> None:
    reading = read_bytes("x.yaml", b"a: 1\nb: @\na: 2\n")
    assert [fault.code for fault in reading.faults] == ["JM004", "JM005"]
    assert reading.faults[1].related[0].span == Span(1, 1, 1, 2)


def test_objects_that_an_error_cut_short_say_so() -> None:
    reading = read_bytes("x.yaml", b"a: {b: c}\nd:\n  e: f\n  g: @\nh: {i: j}\n")
    assert isinstance(reading.root, Mapping)
    whole = {name: getattr(node, "whole", None) for name, (_, node) in reading.root.entries.items()}
    assert whole == {"a": True, "d": False, "h": True}
    assert not reading.root.whole


def test_an_end_after_an_error_stays_in_the_part_that_was_read() -> None:
    reading = read_bytes("x.yaml", b"a:\n  b: [c, d]\n  e: @\n")
    assert isinstance(reading.root, Mapping)
    assert reading.root.entries["a"][1].end == (2, 3)


def test_the_number_of_syntax_errors_told_is_capped() -> None:
    faults = read_bytes("x.yaml", b"".join(b"k%d: @\n" % at for at in range(100))).faults
    assert [fault.code for fault in faults] == ["JM004"] * 20
