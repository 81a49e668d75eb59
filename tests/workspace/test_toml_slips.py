"""What is said of a file that is no TOML: where, in our words, and what to do."""

from __future__ import annotations

import pytest

from jmap.workspace.toml_nodes import read_toml

SLIPS = [
    ('a = "open\n', (1, 5, 6), 'quote `"` is never closed', 'close it with `"` at the end of the text'),
    (
        "a = 'open\nb = 1\n",
        (1, 5, 6),
        "quote `'` is never closed",
        "close it with `'` at the end of the text",
    ),
    (
        'a = """x\nb = 1\n',
        (1, 5, 8),
        'quote `"""` is never closed',
        'close it with `"""` at the end of the text',
    ),
    ('"a = 1\n', (1, 1, 2), 'quote `"` is never closed', 'close it with `"` at the end of the text'),
    (
        'b = 1\r\na = "x\r\n',
        (2, 5, 6),
        'quote `"` is never closed',
        'close it with `"` at the end of the text',
    ),
    ("a = [1,\n2\nb = 3\n", (1, 5, 6), "bracket `[` is never closed", "close it with `]`"),
    ('a = ["x",\nb = ["y"]\n', (1, 5, 6), "bracket `[` is never closed", "close it with `]`"),
    ('a = ["x",\n[b]\nc = 1\n', (1, 5, 6), "bracket `[` is never closed", "close it with `]`"),
    ("a = {b = 1\nc = 2\n", (1, 5, 6), "bracket `{` is never closed", "close it with `}`"),
    (
        'a = ["x" "y"]\n',
        (1, 10, 11),
        "expected `,` or `]` here",
        "put `,` between the items, and quotes around a text",
    ),
    (
        'a = [\n "x"\n "y"\n]\n',
        (3, 2, 3),
        "expected `,` or `]` here",
        "put `,` between the items, and quotes around a text",
    ),
    ("a = error\n", (1, 5, 10), "`error` is no value", "put quotes around a text"),
    ('a = ["x", b]\n', (1, 11, 12), "`b` is no value", "put quotes around a text"),
    ("a = True\n", (1, 5, 9), "`True` is no value", "write `true`"),
    ("a = off\n", (1, 5, 8), "`off` is no value", "write `false`"),
    ("a = null\n", (1, 5, 9), "`null` is no value", "take the key out: what is not set has its default"),
    ("a = [,]\n", (1, 6, 7), "a value is missing before `,`", "write one before it"),
    ("a = \n", (1, 3, 4), "a value is missing after `=`", "write one, or take the key out"),
    ("a =", (1, 3, 4), "a value is missing after `=`", "write one, or take the key out"),
    (
        "a = 01\n",
        (1, 5, 7),
        "`01` is no value",
        "put quotes around a text, and no zeros in front of a number",
    ),
    (
        "a = 1 b = 2\n",
        (1, 7, 8),
        "`b` follows the value on its line",
        "write each key on a line of its own, and quotes around a text",
    ),
    ("a: 1\n", (1, 2, 3), "`:` stands where `=` is expected", "write `=` in its place"),
    ("a\n", (1, 1, 2), "`=` is missing after the key", "write `=` and a value after it"),
    ("a b\n", (1, 3, 4), "`=` is missing after the key", "write it before the value"),
    ("= 3\n", (1, 1, 2), "a key is missing before `=`", "write one"),
    ("[a\n", (1, 1, 2), "bracket `[` is never closed", "write `]` after the name of the table"),
    ("[[a]\n", (1, 1, 3), "bracket `[[` is never closed", "write `]]` after the name of the table"),
    (
        "é = 1\n",
        (1, 1, 2),
        "a key cannot begin with `é`",
        "write a key of letters, digits, `_` and `-`, or put quotes around it",
    ),
    (
        'a = "c:\\maps"\n',
        (1, 8, 10),
        "`\\m` begins no escape that can be read in double quotes",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    ("a = 1\r", (1, 6, 7), "a carriage return stands here without a line feed", "end every line in one way"),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), SLIPS, ids=[each[0] for each in SLIPS])
def test_a_slip_is_said_where_it_is(text: str, place: tuple[int, int, int], message: str, hint: str) -> None:
    root, (fault,) = read_toml(text)
    span = fault.place.span
    assert root is None
    assert span is not None
    assert (fault.code, fault.message, fault.hint) == ("JM004", message, hint)
    assert (span.line, span.column, span.end_column) == place


TWICE = [
    ("a = 1\nb = 2\na = 3\n", (3, 1), (1, 1), "key `a` is repeated"),
    ("[a]\nb = 1\n[c]\n[a]\n", (4, 2), (1, 2), "table `[a]` is repeated"),
    ("a = {b = 1, b = 2}\n", (1, 13), (1, 6), "key `b` is repeated"),
    ("[[a]]\nb = 1\n[[a]]\nb = 2\nb = 3\n", (5, 1), (4, 1), "key `b` is repeated"),
    ("a.b = 1\na = 2\n", (2, 1), (1, 1), "key `a` does not fit with what is written above"),
    ("a = 1\n[a.b]\n", (2, 2), (1, 1), "table `[a.b]` does not fit with what is written above"),
]


@pytest.mark.parametrize(("text", "again", "first", "message"), TWICE, ids=[each[0] for each in TWICE])
def test_what_is_there_already_is_shown_with_the_first(
    text: str, again: tuple[int, int], first: tuple[int, int], message: str
) -> None:
    _, (fault,) = read_toml(text)
    spans = [fault.place.span, *(place.span for place in fault.related)]
    assert (fault.code, fault.message) == ("JM005", message)
    assert [(span.line, span.column) for span in spans if span is not None] == [again, first]


def test_a_table_in_braces_ends_on_its_line() -> None:
    """Until the readers of all Pythons take one that goes on, it is refused in our words."""
    root, faults = read_toml("a = {\n  b = 1}\n")
    said = [(fault.message, fault.hint) for fault in faults]
    assert root is not None or said == [
        ("a table in braces goes on on the next line", "write it on one line, or give it a header of its own")
    ]
