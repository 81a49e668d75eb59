"""Case files: the examples of a rule in Markdown, which are its tests and part of its page.

A file begins with `# CODE name` and goes on with sections `## Bad: TITLE` and `## Good: TITLE`. In a section
every fenced block but `text` is a file of a small workspace, named in the info string; a `yaml` block is
`example.journey.yaml`, a `toml` block `jmap.toml` and a `json` block `measures.json` where it is not. With a
`measures.json` the run is one with `--measures measures.json`. Words of the info string:

- `encoding=NAME`: the file is saved in that encoding instead of UTF-8.
- `as-of=DATE`, of the `text` block: the day of the run, `AS_OF` where none is said.

The block `text` of a bad example is the exact output. A first line `$ jmap validate PATH...` names paths.
A `yaml-escaped` block holds what Markdown cannot: see `unescape`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from jmap.records import frozen

AS_OF: Final = "2026-10-15"
"""The day of a run where an example says none."""

FILE: Final = "example.journey.yaml"
"""The name of the first file of an example."""

MEASURES: Final = "measures.json"
"""The name of the file of measures of an example that has one."""

_DEFAULT_NAMES: Final = {"yaml": FILE, "yaml-escaped": FILE, "toml": "jmap.toml", "json": MEASURES}
_TITLE = re.compile(r"# (JM[0-9]{3}) ([a-z0-9-]+)")
_SECTION = re.compile(r"## (Bad|Good): (.+)")
_FENCE = re.compile(r"(`{3,})(.*)")
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.?))", re.DOTALL)
_LETTERS: Final = {"r": b"\r", "n": b"\n", "t": b"\t", "\\": b"\\"}


@frozen
class ExampleFile:
    """A file of an example: its path in the workspace, its text as the page shows it, its bytes."""

    path: str
    language: str
    text: str
    data: bytes


@frozen
class Example:
    """One section: a small workspace, and the output where it is a bad one.

    `prose` is the text between heading and blocks. `paths` are those that the run names; none means
    the workspace. `line` is the heading's, from 1; `output_lines` are the first line inside the block of
    output and the one after its last, from 0, for whoever writes it anew.
    """

    bad: bool
    title: str
    prose: str
    files: tuple[ExampleFile, ...]
    output: str
    as_of: str
    paths: tuple[str, ...]
    line: int
    output_lines: tuple[int, int] | None

    @property
    def measured(self) -> bool:
        """Tell whether the run is given a file of measures."""
        return any(file.path == MEASURES for file in self.files)

    @property
    def command(self) -> str:
        """Return the command line that the output begins with, and its line end; empty without paths."""
        return f"$ jmap validate {' '.join(self.paths)}\n" if self.paths else ""


@frozen
class CaseFile:
    """All examples of a rule."""

    code: str
    name: str
    examples: tuple[Example, ...]

    @property
    def bad(self) -> tuple[Example, ...]:
        """Return the examples that the rule finds fault with."""
        return tuple(example for example in self.examples if example.bad)

    @property
    def good(self) -> tuple[Example, ...]:
        """Return the examples that pass."""
        return tuple(example for example in self.examples if not example.bad)


@frozen
class _Block:
    language: str
    name: str
    words: dict[str, str]
    text: str
    lines: tuple[int, int]


def parse(text: str) -> CaseFile:
    """Return the case file that a text holds. Raises ValueError, with the line, where it is none."""
    lines = text.split("\n")
    title = _TITLE.fullmatch(lines[0])
    if title is None:
        raise ValueError("line 1: the first line is not `# CODE name`")
    starts = [*_sections(lines), len(lines)]
    examples = [_example(lines, start, end) for start, end in pairwise(starts)]
    return CaseFile(title[1], title[2], tuple(examples))


def unescape(text: str) -> bytes:
    r"""Return the bytes of a `yaml-escaped` block.

    `\xNN` is a byte, `\uNNNN` and `\UNNNNNNNN` a character in UTF-8, `\r`, `\n` and `\t` are themselves and
    `\\` is a backslash; all digits in lower case. Raises ValueError for any other escape.
    """
    parts = []
    done = 0
    for found in _ESCAPE.finditer(text):
        parts.append(text[done : found.start()].encode())
        done = found.end()
        if found[1]:
            parts.append(bytes([int(found[1], 16)]))
        elif found[2] or found[3]:
            parts.append(chr(int(found[2] or found[3], 16)).encode())
        elif found[4] in _LETTERS:
            parts.append(_LETTERS[found[4]])
        else:
            raise ValueError(f"no escape: `{found[0]}`")
    return b"".join([*parts, text[done:].encode()])


def _sections(lines: list[str]) -> list[int]:
    """Return the indexes of the headings of sections; a `#` inside a block is none."""
    starts = []
    fence = ""
    for index, line in enumerate(lines):
        found = _FENCE.fullmatch(line)
        if found and not fence:
            fence = found[1]
        elif fence:
            fence = "" if line == fence else fence
        elif line.startswith("## "):
            starts.append(index)
    if fence:
        raise ValueError("a block is never closed")
    return starts


def _example(lines: list[str], start: int, end: int) -> Example:
    heading = _SECTION.fullmatch(lines[start])
    if heading is None:
        raise ValueError(f"line {start + 1}: a section is `## Bad: TITLE` or `## Good: TITLE`")
    blocks, prose = _blocks(lines, start + 1, end)
    outputs = [block for block in blocks if block.language == "text"]
    bad = heading[1] == "Bad"
    if len(outputs) != bad:
        raise ValueError(f"line {start + 1}: a bad example has one `text` block, a good one none")
    output = outputs[0].text if bad else ""
    first, _, rest = output.partition("\n")
    paths: tuple[str, ...] = ()
    if first.startswith("$ jmap validate "):
        paths, output = tuple(first.split()[3:]), rest
    return Example(
        bad=bad,
        title=heading[2],
        prose=prose,
        files=tuple(_file(block) for block in blocks if block.language != "text"),
        output=output,
        as_of=outputs[0].words.get("as-of", AS_OF) if bad else AS_OF,
        paths=paths,
        line=start + 1,
        output_lines=outputs[0].lines if bad else None,
    )


def _blocks(lines: list[str], start: int, end: int) -> tuple[list[_Block], str]:
    blocks = []
    prose = []
    index = start
    while index < end:
        fence = _FENCE.fullmatch(lines[index])
        if fence is None:
            prose.append(lines[index])
            index += 1
            continue
        last = lines.index(fence[1], index + 1)
        language, *info = fence[2].split()
        words = dict(word.split("=", 1) for word in info if "=" in word)
        name = next((word for word in info if "=" not in word), _DEFAULT_NAMES.get(language, ""))
        if not name and language != "text":
            raise ValueError(f"line {index + 1}: a block of `{language}` needs the name of its file")
        text = "".join(f"{line}\n" for line in lines[index + 1 : last])
        blocks.append(_Block(language, name, words, text, (index + 1, last)))
        index = last + 1
    return blocks, "\n".join(prose).strip()


def _file(block: _Block) -> ExampleFile:
    if block.language == "yaml-escaped":
        data = unescape(block.text)
    else:
        data = block.text.encode(block.words.get("encoding", "utf-8"))
    return ExampleFile(block.name, block.language.removesuffix("-escaped"), block.text, data)
