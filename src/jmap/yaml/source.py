"""Bytes to text: size, UTF-8, and the characters that no map may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jmap.characters import INVISIBLE, in_place
from jmap.faults import Fault, Place, Severity, Span
from jmap.records import frozen
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Point

REPORTED = 20
"""How many faults of one kind in one file are told one by one; the rest are counted."""

_BREAK = re.compile("\r\n|\r|\n")
# Everything below U+0020 but tab and line ends, DEL, C1 with NEL, LS, PS, and the noncharacters
# that YAML forbids. libyaml counts NEL, LS and PS as line ends, so they must not reach it.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_NAMES = {
    "\0": "NUL",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
}
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")


@frozen
class Source:
    """The text of one file, its byte order mark taken off and forbidden characters replaced.

    `path` is the name that the user sees. `hidden` holds every character that cannot be seen and
    its point: whether it stands in a key, a text or a comment is for the reader to say. `sound` is
    False where a character had to be replaced; `written` is the text as it was before that, or None
    where nothing was.
    """

    path: str
    text: str
    hidden: tuple[tuple[str, Point], ...] = ()
    sound: bool = True
    written: str | None = None

    def lines(self) -> list[str]:
        r"""Return the lines as they are written, without their ends: `\n`, `\r\n` or `\r` and no other."""
        return _BREAK.split(self.text if self.written is None else self.written)

    def line(self, number: int) -> str:
        """Return line `number`, from 1; empty where the file has no such line."""
        lines = self.lines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


def decode(path: str, data: bytes, limits: Limits) -> tuple[Source | None, list[Fault]]:
    """Decode a file and check its characters; no source where it cannot be read at all."""
    if len(data) > limits.file_size:
        return None, [too_big(len(data), limits)]
    wide = _wide_encoding(data)
    if wide:
        message = f"the file is written in {wide}, not in UTF-8"
        return None, [Fault("JM001", message, at(0, 0), "save it as UTF-8")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, error.start)]
    text = text.removeprefix("\ufeff")
    if text.isascii() and text.isprintable():
        return Source(path, text), []
    faults = list(capped(_forbidden(text), "JM002", "control characters"))
    sound = not faults
    written = text
    if faults:
        text = _FORBIDDEN.sub("\ufffd", text)
    if text.isascii():
        return Source(path, text, (), sound), faults
    found = [match.start() for match in INVISIBLE.finditer(text)]
    odd = [index for index in found if not in_place(text, index)]
    hidden = tuple((text[index], point) for index, point in points(text, odd))
    # A byte order mark further on would start a stream anew for libyaml.
    text = text.replace("\ufeff", "\u2060")
    return Source(path, text, hidden, sound, written if written != text else None), faults


def too_big(size: int | None, limits: Limits) -> Fault:
    """Return the fault of a file over the limit of its size in bytes; None is a size that no one counted."""
    most = f"{limits.file_size:,}"
    message = f"the file has more than {most} bytes"
    if size is not None:
        message = f"the file has {size:,} bytes, more than {most}"
    hint = "split it into several maps, or raise `file_size` under `[limits]`"
    return Fault("JM009", message, at(0, 0), hint)


def at(line: int, column: int, end_line: int = -1, end_column: int = -1) -> Place:
    """Return the place from one point to another, both from 0; by default one character wide."""
    if end_line < 0:
        end_line, end_column = line, column + 1
    return Place(span=Span(line + 1, column + 1, end_line + 1, end_column + 1))


def points(text: str, indexes: list[int]) -> Iterator[tuple[int, Point]]:
    """Yield each of some ascending indexes with its line and column."""
    if not indexes:
        return
    line, start = 0, 0
    breaks = _BREAK.finditer(text)
    after = next(breaks, None)
    for index in indexes:
        while after is not None and after.end() <= index:
            line, start = line + 1, after.end()
            after = next(breaks, None)
        yield index, (line, index - start)


def capped(faults: Iterator[Fault], code: str, what: str) -> Iterator[Fault]:
    """Yield the first faults, then one that counts the others."""
    last = None
    more = 0
    for number, fault in enumerate(faults):
        if number < REPORTED:
            yield fault
        else:
            last = last or fault
            more += 1
    if last is not None:
        yield Fault(code, f"{more:,} more {what} from here on", last.place, last.hint)


def name_of(character: str) -> str:
    """Return how a message names a character: its number, and its name where it has one."""
    number = f"U+{ord(character):04X}"
    name = _NAMES.get(character)
    return f"`{number}` ({name})" if name else f"`{number}`"


def is_forbidden(character: str) -> bool:
    """Tell whether no map may hold this character."""
    return _FORBIDDEN.match(character) is not None or "\ud800" <= character <= "\udfff"


def is_invisible(character: str) -> bool:
    """Tell whether this character cannot be seen where it stands alone."""
    return INVISIBLE.match(character) is not None


def seen(text: str) -> str:
    """Return a text without the characters that cannot be seen."""
    return INVISIBLE.sub("", text)


def control(character: str, place: Place, *, escaped: bool = False) -> Fault:
    """Return the fault of a forbidden character."""
    how = "written as an escape" if escaped else "in the file"
    if "\ud800" <= character <= "\udfff":
        hint = "write the character itself: half of a pair stands for none"
        return Fault("JM002", f"surrogate {name_of(character)} {how}", place, hint)
    kind = "line end" if character in "\x85\u2028\u2029" else "control character"
    hint = "start a new line in its place" if kind == "line end" else "take it out"
    word = f"{kind} {name_of(character)} {how}"
    return Fault("JM002", word, place, hint, offending=f"U+{ord(character):04X}")


def invisible(character: str, place: Place, *, in_text: bool) -> Fault:
    """Return the fault of a character that cannot be seen: a warning where it is in a text."""
    kind = "text-direction mark" if _BIDI.match(character) else "invisible character"
    message = f"{kind} {name_of(character)}{'' if in_text else ' outside of a text'}"
    severity = Severity.WARNING if in_text else Severity.ERROR
    offending = f"U+{ord(character):04X}"
    return Fault("JM003", message, place, "take it out", offending=offending, severity=severity)


def _forbidden(text: str) -> Iterator[Fault]:
    found = [match.start() for match in _FORBIDDEN.finditer(text)]
    for index, (line, column) in points(text, found):
        yield control(text[index], at(line, column))


def _wide_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    head = data[:64]
    if len(head) < 4 or len(data) % 2:
        return ""
    zeros = [index for index, byte in enumerate(head) if not byte]
    if len(data) % 4 == 0 and len(zeros) >= len(head) * 3 // 4 - 3 and len(zeros) > len(head) // 2:
        return "UTF-32"
    if len(zeros) >= len(head) * 2 // 5 and len({index % 2 for index in zeros}) == 1:
        return "UTF-16"
    return ""


def _not_utf8(data: bytes, start: int) -> Fault:
    before = data[:start].decode("utf-8").removeprefix("\ufeff")
    # The mark at the end stands for the bad byte, so that a break before it ends its line.
    [(_, (line, column))] = points(before + "\0", [len(before)])
    message = f"byte `0x{data[start]:02X}` is not UTF-8"
    return Fault("JM001", message, at(line, column), "save the file as UTF-8")
