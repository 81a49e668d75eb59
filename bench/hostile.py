"""`jmap validate` on files of 1 MB that are made to hurt: seconds and peak memory of each kind."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from maps import make_map
from measure import JMAP, cost

SIZE = 999_000
SECONDS = 2.0
MEGABYTES = 300

_HEAD = "jmap: 1\ntitle: x\nstages: {a: {}}\n"


def _filled(piece: str, head: str = "", tail: str = "") -> str:
    """Return as many of a piece as fit into the size."""
    return head + piece * ((SIZE - len((head + tail).encode())) // len(piece.encode())) + tail


def _counted(piece: str, head: str = "", tail: str = "", most: int = 1_000_000) -> str:
    """Return as many numbered pieces as fit into the size."""
    parts = [head]
    size = len((head + tail).encode())
    for number in range(most):
        part = piece.replace("%", str(number))
        size += len(part.encode())
        if size > SIZE:
            break
        parts.append(part)
    return "".join((*parts, tail))


def _laughs(levels: int, width: int) -> str:
    """Return lists of aliases of lists of aliases."""
    lines = [f"{_HEAD}x-a0: &a0 [{', '.join('x' * width)}]\n"]
    for level in range(1, levels):
        aliases = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"x-a{level}: &a{level} [{aliases}]\n")
    return "".join(lines)


def _nested(opening: str, closing: str, times: int) -> str:
    return f"{_HEAD}x-deep: {opening * times}{closing * times}\n"


FAMILIES: dict[str, Callable[[], str | bytes]] = {
    "a sound map": lambda: make_map(1, SIZE),
    "- - -": lambda: _filled("- "),
    "- on each line": lambda: _filled("- \n"),
    "? ? ?": lambda: _filled("? "),
    "[[[": lambda: _filled("["),
    "[ on each line": lambda: _filled("[\n"),
    "{{{": lambda: _filled("{"),
    "{a: {a:": lambda: _filled("{a: "),
    "]]]": lambda: _filled("]"),
    "closed brackets": lambda: _nested("[", "]", 490_000),
    "brackets as keys": lambda: _filled("[]: ", "a: {", "}"),
    "&a &a": lambda: _filled("&a "),
    "*a *a": lambda: _filled("*a "),
    "- *a": lambda: _filled("- *a\n"),
    "[*a, *a": lambda: _filled("*a,", f"{_HEAD}x-a: &a b\nx-b: [", "]\n"),
    "anchors": lambda: _counted("x-%: &a% b\n", _HEAD),
    "anchors and aliases": lambda: _counted("x-%: [&a% b, *a%]\n", _HEAD),
    "alias bomb": lambda: _laughs(30, 9),
    "wide alias bomb": lambda: _laughs(5, 40_000),
    "deep alias": lambda: _counted("x-%: &a% [*b, *b]\n", f"{_HEAD}x-b: &b {'[' * 40}{']' * 40}\n"),
    '"""': lambda: _filled('"'),
    "'''": lambda: _filled("'"),
    'a: "b': lambda: _filled('a: "b\n'),
    "a: 'b": lambda: _filled("a: 'b\n"),
    "a: [b": lambda: _filled("a: [b\n"),
    "a: {b": lambda: _filled("a: {b\n"),
    "a: @": lambda: _counted("a%: @\n"),
    "a: b: c": lambda: _counted("a%: b: c\n"),
    "a:b": lambda: _counted("a%:b\n"),
    "bad indentation": lambda: _counted("k%:\n    b: c\n  d: e\n"),
    "tabs indent": lambda: _counted("k%:\n\tb: c\n"),
    "|||": lambda: _filled("|"),
    "a: | a: |": lambda: _filled("a: |\n b\n"),
    "a: |9": lambda: _counted("x-%: |9\n", _HEAD),
    "a long block scalar": lambda: _filled(" b\n", f"{_HEAD}x-a: |\n"),
    "a folded text": lambda: _filled("b\n\n ", f"{_HEAD}summary: >\n "),
    "%": lambda: _filled("%"),
    "% on each line": lambda: _filled("%\n"),
    "%TAG": lambda: _counted("%TAG !a%! x\n", tail="--- a\n"),
    "%YAML": lambda: _filled("%YAML 1.2\n", tail="---\n"),
    "!a !a": lambda: _filled("!a "),
    "tags": lambda: _counted("x-%: !t b\n", _HEAD),
    "a tag that is long": lambda: _filled("t", "a: !", " b\n"),
    "an anchor that is long": lambda: _filled("t", "a: &", " b\n"),
    "tabs": lambda: _filled("\t"),
    "tabs on lines": lambda: _filled("\t\n"),
    "blanks": lambda: _filled(" "),
    "line feeds": lambda: _filled("\n"),
    "carriage returns": lambda: _filled("\r"),
    "NUL": lambda: _filled("\0"),
    "bytes that are no UTF-8": lambda: b"a: b\n" * 100_000 + b"\xff" * 400_000,
    "byte order marks": lambda: _filled("\ufeff"),
    "zero-width": lambda: _filled("\u200b", "a: "),
    "zero-width keys": lambda: _counted("k\u200b%: b\n"),
    "escapes of NUL": lambda: _filled("\\0", 'a: "', '"'),
    "escapes of zero-width": lambda: _filled("\\u200b", 'a: "', '"'),
    "bad escapes": lambda: _counted('a%: "\\y"\n'),
    "emoji": lambda: _filled("👩‍👩‍👧", f"{_HEAD}summary: "),
    "combining": lambda: _filled("\u0301", f"{_HEAD}summary: e"),
    "a long line": lambda: _filled("b", f"{_HEAD}summary: "),
    "a long key": lambda: _filled("k", tail=": b"),
    "a long key with ?": lambda: _filled("k", f"{_HEAD}? ", "\n: b\n"),
    "a long number": lambda: _filled("9", f"{_HEAD}reviewed: "),
    "a long comment": lambda: _filled("c", f"{_HEAD}# "),
    "comments": lambda: _filled("# c\n", _HEAD),
    "comments behind": lambda: _counted("x-%: a # b # c\n", _HEAD),
    "suppressions": lambda: _counted("x-%: a # jmap: ignore[JM603] b\n", _HEAD),
    "one line of flow": lambda: _counted("x-%: {a: b}, ", f"{{{_HEAD.replace(chr(10), ', ')}", "x-z: 1}"),
    "words in a list": lambda: _filled("b, ", f"{_HEAD}x-a: [", "]\n"),
    "100,000 keys": lambda: _counted("x-%:\n", _HEAD),
    "100,000 unknown keys": lambda: _counted("k%:\n", _HEAD),
    "repeated keys": lambda: _filled("title: b\n", _HEAD),
    "merge keys": lambda: _filled("<<: b\n", _HEAD),
    "empty keys": lambda: _filled(": b\n", _HEAD),
    "documents": lambda: _filled("---\n", _HEAD),
    "100,000 errors": lambda: _counted(" b%: {x: }\n", f"{_HEAD}personas:\n"),
    "unknown keys of a map": lambda: _counted(" k%: b\n", f"{_HEAD}market:\n"),
    "nearly known keys": lambda: _counted(" p%: {namee: b, kindd: c}\n", f"{_HEAD}personas:\n"),
    "wrong types": lambda: _counted(" p%: {name: [b]}\n", f"{_HEAD}personas:\n"),
    "bad ids": lambda: _counted(" P %: b\n", f"{_HEAD}personas:\n"),
    "empty values": lambda: _counted(" p%:\n", f"{_HEAD}personas:\n"),
    "unknown references": lambda: _counted(" t%: {stage: b%}\n", f"{_HEAD}touchpoints:\n", most=30_000),
    "nearly known references": lambda: (
        "jmap: 1\ntitle: x\n"
        "stages:\n"
        + "".join(f" stage-number-{number}: {{}}\n" for number in range(15_000))
        + "touchpoints:\n"
        + "".join(f" t{number}: {{stage: stage-numbr-{number}}}\n" for number in range(15_000))
    ),
    "references of one touchpoint": lambda: _counted(
        "r%, ", f"{_HEAD}touchpoints: {{t: {{stage: a, channels: [", "]}}\n"
    ),
    "stages": lambda: _counted(" s%: {}\n", "jmap: 1\ntitle: x\nstages:\n"),
    "stages in a ring": lambda: _counted(
        " s%: {phase: after, next: s0}\n", "jmap: 1\ntitle: x\nscope: lifecycle\nstages:\n"
    ),
    "ways on": lambda: _counted("a, ", "jmap: 1\ntitle: x\nstages: {a: {next: [", "]}}\n"),
    "touchpoints": lambda: _counted(" t%: {stage: a}\n", f"{_HEAD}touchpoints:\n"),
    "a history": lambda: _counted(" %: 1,\n", f"{_HEAD}metrics: {{m: {{history: {{\n", "}}}\n", most=9_999),
    "conditions": lambda: _filled("{event: a}, ", f"{_HEAD}leave: [", "text]\n"),
    "deep conditions": lambda: f"{_HEAD}leave: {'{any: [' * 22}text{']}' * 22}\n",
    "paths": lambda: _counted("p%, ", f"{_HEAD}uses: [", "]\n"),
    "long paths": lambda: _filled("p/", f"{_HEAD}uses: ", "\n"),
    "dotted paths": lambda: _filled("../", f"{_HEAD}uses: ", "\n"),
    "links": lambda: _counted("http://a.b/%, ", f"{_HEAD}links: [", "]\n"),
    "bad links": lambda: _counted("javascript:%, ", f"{_HEAD}links: [", "]\n"),
    "a long bad value": lambda: _filled("b", f"{_HEAD}lang: ", "\n"),
    "a long bad id": lambda: _filled("B", f"{_HEAD}touchpoints: {{a: {{stage: ", "}}\n"),
    "long unknown words": lambda: _counted(f" p%: {{kind: {'b' * 900}}}\n", f"{_HEAD}personas:\n"),
    "a comparison": lambda: _filled(" ", f'{_HEAD}leave: {{attribute: a, is: ">=', '1"}\n'),
    "a percentage": lambda: _filled("9", f"{_HEAD}metrics: {{m: {{target: ", "%}}\n"),
    "ranges": lambda: _filled("..", f"{_HEAD}x: 1\nstages: {{a: {{duration: 1d", "2d}}\n"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="families; all where none is named")
    parser.add_argument("--format", default="full")
    parser.add_argument("--command", default="validate")
    arguments = parser.parse_args()
    print(f"{'family':<32}{'wall s':>8}{'CPU s':>8}{'MB':>8}")
    for name, make in FAMILIES.items():
        if arguments.names and name not in arguments.names:
            continue
        made = make()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "hostile.journey.yaml"
            file.write_bytes(made if isinstance(made, bytes) else made.encode())
            command = (*JMAP, arguments.command, "--format", arguments.format, file.name)
            taken = cost(command, Path(folder), runs=1)
        over = "  over" if taken.cpu > SECONDS or taken.memory > MEGABYTES else ""
        print(f"{name:<32}{taken.wall:>8.2f}{taken.cpu:>8.2f}{taken.memory:>8.0f}{over}", flush=True)


if __name__ == "__main__":
    main()
