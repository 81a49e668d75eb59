"""A parser's error to a fault in our own words: what was expected, and how to mend the slip."""

from __future__ import annotations

import re
from collections.abc import Callable

from jmap.faults import Fault
from jmap.yaml import slips
from jmap.yaml import text as places
from jmap.yaml.composer import Composer
from jmap.yaml.events import Stopped
from jmap.yaml.scene import Scene, Slip, scene_of, stretch, syntax_fault, word_end
from jmap.yaml.source import REPORTED

MOST_DIRECTIVES = 10
_DIRECTIVE = re.compile(r"(?<![^\r\n])%[^\r\n]*+")
_VERSION = re.compile(r"%YAML[ \t]+1\.[12](?:[ \t]+#.*|[ \t]*)\Z")
_TAG = re.compile(r"%TAG[ \t]+!(?:[\w-]*!)?[ \t]+[!-~]+(?:[ \t]+#.*|[ \t]*)\Z")
_CONTENT = re.compile(r"(?<![^\r\n])[ \t]*+[^%#\s]")
_IMPOSSIBLE = re.compile(r"\\U(?!00(?:0[0-9A-Fa-f]|10))[0-9A-Fa-f]{8}")
_ALIAS_BEFORE = re.compile(r"(?:^|[\s,\[{])(\*[^\s,\[\]{}]+)[ \t]*\Z")
_AFTER_ALIAS = ("", "\n", "\r", ":", "]", "}", "*")


def explain(text: str, stop: Stopped, composer: Composer) -> Slip:
    """Return the slip behind a parser's error."""
    leaf = composer.leaf
    flow = next((frame.node for frame in reversed(composer.stack) if frame.flow), None)
    bracket = places.index_of(text, flow.start) if flow is not None else -1
    scene = scene_of(text, stop, leaf, bracket)
    if stop.mark is None:
        found = _IMPOSSIBLE.search(text, scene.index)
        if found:
            message = f"there is no character `U+{found[0][2:].lstrip('0')}`"
            place = stretch(text, found.start(), found.end())
            fault = Fault("JM002", message, place, "write the character itself")
            return Slip(fault, found.start())
        return slips.unknown(scene)
    swallowing = scene.swallowing
    if swallowing is not None:
        return slips.unclosed_quote(scene, swallowing.start_mark.index, drop_leaf=True)
    alias = _ALIAS_BEFORE.search(scene.before)
    if alias and scene.letter not in _AFTER_ALIAS:
        return _after_alias(scene, alias[1])
    for problem, context, explanation in _EXPLANATIONS:
        if problem in scene.problem and context in scene.context:
            return explanation(scene)
    return _plain_mistake(scene)


def directives(text: str) -> tuple[str, list[Fault]]:
    """Return the text with those `%` lines blanked out that mean nothing here, and their faults.

    One `%YAML 1.1` or `%YAML 1.2` may stand in front, and a few `%TAG`: libyaml compares each
    with all before it.
    """
    end = _CONTENT.search(text)
    parts: list[str] = []
    faults: list[Fault] = []
    done = good = 0
    versions = 0
    for found in _DIRECTIVE.finditer(text, 0, end.start() if end else len(text)):
        version = _VERSION.match(found[0]) is not None
        versions += version
        if (version and versions == 1) or (_TAG.match(found[0]) and good < MOST_DIRECTIVES):
            good += 1
            # ruamel.yaml takes only blanks here.
            parts += text[done : found.start()], found[0].replace("\t", " ")
            done = found.end()
            continue
        message = "a line that begins with `%` is not read in a map"
        if len(faults) < REPORTED:
            start, stop = found.span()
            faults.append(syntax_fault(text, message, "take the line out", start, stop))
        parts += text[done : found.start()], " " * len(found[0])
        done = found.end()
    return "".join([*parts, text[done:]]), faults


def after_the_end(text: str, index: int, composer: Composer) -> Slip:
    """Explain what follows the end of the map without belonging to it."""
    root = composer.root
    end = word_end(text, index)
    if root is not None and root.start[1] > 0:
        message = "this line is indented less than the first one"
        hint = "begin all keys of the top level at the left edge"
    else:
        message = "this follows the end of the map and does not belong to it"
        hint = "begin the file with a key, such as `title: ...`, and indent what belongs to it"
    return Slip(syntax_fault(text, message, hint, index, end), index)


def _after_alias(scene: Scene, alias: str) -> Slip:
    """Explain a text that begins with `*` and goes on after its first word."""
    first = scene.index - len(scene.before) + scene.before.rindex(alias)
    hint = "put quotes around a text that begins with `*`"
    slip = scene.slip("text follows an alias that begins with `*`", hint, first, first + len(alias))
    return Slip(slip.fault, scene.index, drop_flow=scene.bracket >= 0)


def _directive(scene: Scene) -> Slip:
    line = scene.line
    if line.startswith("%"):
        first = scene.index - len(scene.before)
        message = "a line that begins with `%` is not read in a map"
        return scene.slip(message, "take the line out", first, first + len(line))
    hint = "take the `%` lines at the top out, or write `---` below them"
    return scene.slip("`---` is missing between the `%` lines and the map", hint)


def _no_content(scene: Scene) -> Slip:
    letter = scene.letter
    if scene.bracket >= 0 and (not letter or _ends_elsewhere(scene)):
        return slips.unclosed_bracket(scene, scene.bracket)
    if scene.bracket >= 0 and letter == "-":
        message = "a list item with `-` cannot stand in brackets"
        slip = scene.slip(message, "write the items with `,` between them and without `-`")
        return Slip(slip.fault, slip.index, drop_flow=True)
    if letter in ("]", "}", ","):
        slip = scene.slip(f"a value cannot begin with `{letter}`", "put quotes around the value")
        return Slip(slip.fault, slip.index, drop_flow=scene.bracket >= 0)
    return _plain_mistake(scene)


def _plain_mistake(scene: Scene) -> Slip:
    if scene.letter == ":":
        return scene.slip("a key is missing before `:`", "write it, or put quotes around a value")
    if scene.line.startswith("..."):
        first = scene.index - len(scene.before)
        return scene.slip("`...` does not fit here", "take the line out", first, first + 3)
    return slips.unknown(scene)


def _ends_elsewhere(scene: Scene) -> bool:
    closing = "}" if scene.text[scene.bracket] == "{" else "]"
    return scene.letter in ("]", "}") and scene.letter != closing


def _misplaced(scene: Scene) -> Slip:
    """Explain what stands among the keys or items of a block and is neither."""
    letter = scene.letter
    before = scene.before.rstrip()
    if letter in ("]", "}"):
        hint = "take it out, or put quotes around the value"
        return scene.slip(f"`{letter}` closes nothing", hint)
    if letter == ":":
        return _plain_mistake(scene)
    if not scene.before.strip():
        return _misaligned(scene)
    if before.endswith(("'", '"')):
        return _after_quote(scene, before)
    if before.endswith(("]", "}")):
        hint = "put quotes around the whole value"
        return scene.slip(f"text follows the closing `{before[-1]}`", hint)
    if letter in ("&", "*", "!"):
        hint = "keep one, or put quotes around a text with it in front"
        return scene.slip(f"`{letter}` does not fit here", hint)
    return slips.unknown(scene)


def _after_quote(scene: Scene, before: str) -> Slip:
    quote = before[-1]
    if quote == "'" and len(before) == len(scene.before) and scene.letter.isalpha():
        hint = "write `''` for an apostrophe in single quotes, or use double quotes"
        return scene.slip("the text goes on after its closing `'`", hint)
    hint = "put quotes around the whole value, and other quotes inside it"
    return scene.slip(f"text follows the closing `{quote}`", hint)


def _misaligned(scene: Scene) -> Slip:
    indent = len(scene.before)
    same = indent == scene.indent_of(scene.since)
    item = scene.line.lstrip().startswith(("- ", "-\t")) or scene.line.strip() == "-"
    end = scene.index + len(scene.line) - len(scene.before)
    end = min(end, word_end(scene.text, scene.index))
    if same and item:
        hint = "indent it below the key it belongs to"
        return scene.slip("a list item stands among keys", hint, last=end)
    if same and "collection" in scene.context:
        hint = "write `- ` in front, or indent it less to end the list"
        return scene.slip("a key stands among list items", hint, last=end)
    spaces = "1 space" if indent == 1 else f"{indent} spaces" if indent else "no space"
    message = f"this line is indented by {spaces}, which fits no line above"
    return scene.slip(message, "line it up with the lines it belongs to", last=end)


# What the problem, or the context before it, has to hold. The first that fits explains it; the
# words are those of libyaml and of ruamel.yaml, which agree in most.
_EXPLANATIONS: tuple[tuple[str, str, Callable[[Scene], Slip]], ...] = (
    ("", "directive", _directive),
    ("tab character", "", slips.bad_start),
    ("cannot start any token", "", slips.bad_start),
    ("mapping values are not allowed", "", slips.second_colon),
    ("sequence entries are not allowed", "", slips.item_on_key_line),
    ("mapping keys are not allowed", "", slips.question_mark),
    ("could not find expected ':'", "", slips.no_colon),
    ("unexpected end of stream", "quoted", slips.unclosed_quote),
    ("unexpected document", "quoted", slips.unclosed_quote),
    ("", "quoted", slips.escape),
    ("", "a flow sequence", slips.in_brackets),
    ("", "a flow mapping", slips.in_brackets),
    ("", "an alias", slips.after_alias_sign),
    ("", "an anchor", slips.after_alias_sign),
    ("", "a block scalar", slips.block_header),
    ("tag handle", "", slips.tag),
    ("", "a tag", slips.tag),
    ("", "an tag", slips.tag),
    ("node content", "", _no_content),
    ("", "a block", _misplaced),
    ("YAML", "", _directive),
    ("TAG", "", _directive),
    ("document start", "", _directive),
)
