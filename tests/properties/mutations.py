"""Maps that something has happened to: bytes lost, doubled, swapped, and pieces that YAML stumbles over."""

from __future__ import annotations

from tests.properties.choices import Choices
from tests.properties.texts import any_text

_PIECES = (
    *(
        "\n",
        "\r",
        "\r\n",
        " ",
        "  ",
        "\t",
        ":",
        ": ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        " # ",
        "'",
        '"',
    ),
    *(
        "|",
        ">",
        "|-",
        "&a ",
        "*a",
        "!",
        "!!str ",
        "!x ",
        "%",
        "@",
        "`",
        "<<: ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
    ),
    *(
        "\\",
        "\\x00",
        "\\ud83d",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\x85",
        "\u2028",
        "\0",
        "\x1b[31m",
        "\ufffe",
        "é",
        "😀",
    ),
    *(
        "null",
        "~",
        "017",
        "1e999",
        ".nan",
        "yes",
        "2026-02-30",
        "jmap: 2\n",
        "x-: \n",
        "stages:\n",
        "uses: ..\n",
    ),
    *(
        "# jmap: ignore[JM101] x until=2026-99-99\n",
        "# jmap: ignore",
        "javascript:x",
        "../../etc/passwd",
        "C:\\x",
    ),
)
_RAW = (
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\x80",
    b"\xc0\x80",
)


def mutated(data: bytes, other: bytes, pick: Choices) -> bytes:
    """Return bytes after a few mishaps; `other` is where pieces of another file come from."""
    for _ in range(1 + pick.below(4)):
        data = pick.one_of(_MISHAPS)(data, other, pick)
    return data[:200_000]


def any_bytes(pick: Choices) -> bytes:
    """Return bytes that nobody meant to be a map."""
    length = pick.below(200)
    if pick.rarely(2):
        return bytes(pick.below(256) for _ in range(length))
    return "".join(pick.one_of(_PIECES) for _ in range(length)).encode()


def _stretch(data: bytes, pick: Choices) -> tuple[int, int]:
    first = pick.below(len(data) + 1)
    return first, min(len(data), first + pick.below(pick.one_of((2, 10, 100, 1000))))


def _flip(data: bytes, _: bytes, pick: Choices) -> bytes:
    if not data:
        return data
    at = pick.below(len(data))
    return data[:at] + bytes((data[at] ^ 1 << pick.below(8),)) + data[at + 1 :]


def _lose(data: bytes, _: bytes, pick: Choices) -> bytes:
    first, last = _stretch(data, pick)
    return data[:first] + data[last:]


def _double(data: bytes, _: bytes, pick: Choices) -> bytes:
    first, last = _stretch(data, pick)
    return data[:last] + data[first:last] * (1 + pick.below(3)) + data[last:]


def _splice(data: bytes, other: bytes, pick: Choices) -> bytes:
    first, last = _stretch(data, pick)
    start, end = _stretch(other, pick)
    return data[:first] + other[start:end] + data[last:]


def _cut_off(data: bytes, _: bytes, pick: Choices) -> bytes:
    return data[: pick.below(len(data) + 1)]


def _insert(data: bytes, _: bytes, pick: Choices) -> bytes:
    at = pick.below(len(data) + 1)
    piece = pick.one_of(_PIECES).encode() if not pick.rarely(5) else pick.one_of(_RAW)
    return data[:at] + piece * pick.one_of((1, 1, 1, 2, 60, 3000)) + data[at:]


def _insert_text(data: bytes, _: bytes, pick: Choices) -> bytes:
    at = pick.below(len(data) + 1)
    return data[:at] + any_text(pick).encode() + data[at:]


def _swap_lines(data: bytes, _: bytes, pick: Choices) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, other = pick.below(len(lines)), pick.below(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _indent_lines(data: bytes, _: bytes, pick: Choices) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = pick.below(len(lines))
    margin = pick.one_of((b" ", b"  ", b"\t", b"        ", b""))
    for index in range(at, min(len(lines), at + 1 + pick.below(5))):
        lines[index] = margin + (lines[index] if margin else lines[index].lstrip(b" "))
    return b"".join(lines)


def _end_lines(data: bytes, _: bytes, pick: Choices) -> bytes:
    return data.replace(b"\n", pick.one_of((b"\r\n", b"\r", b"\n\n", b"", b" \n", b"\xc2\x85")))


_MISHAPS = (
    *(_flip, _lose, _double, _splice, _cut_off, _insert, _insert),
    *(_insert_text, _swap_lines, _indent_lines, _end_lines),
)
