"""The common slips of people who write YAML, each in our own words."""

from __future__ import annotations

import re

from jmap.faults import Fault
from jmap.yaml.complaints import shown
from jmap.yaml.scene import Scene, Slip, stretch, syntax_fault, word_end
from jmap.yaml.source import control, name_of

_LONGEST_KEY = 1024
_NO_SPACE = re.compile(r"""[ \t]*(?:- +)*(?:[^\s:"'#]+|"[^"]*"|'[^']*')(:)[^\s:/]""")
_QUOTE_IT = "put quotes around the value"
_HEX = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


def bad_start(scene: Scene) -> Slip:
    """Explain a character that begins nothing: a tab, or one that YAML reserves."""
    letter = scene.letter
    if letter == "\t":
        end = scene.index + len(scene.line) - len(scene.line.lstrip("\t"))
        if scene.before.strip():
            end = scene.index + 1
            return scene.slip("a tab stands where a space is expected", "write a space", last=end)
        return scene.slip("a tab indents this line", "indent with spaces", last=end)
    if letter in ("@", "`", "%"):
        word = "a backtick" if letter == "`" else f"`{letter}`"
        return scene.slip(f"a value cannot begin with {word}", _QUOTE_IT)
    if letter in ("|", ">"):
        message = f"a text that begins with `{letter}` cannot stand in brackets"
        slip = scene.slip(message, "put quotes around the text")
        return Slip(slip.fault, slip.index, drop_flow=True)
    return unknown(scene)


def second_colon(scene: Scene) -> Slip:
    """Explain a `: ` where no key can be."""
    leaf = scene.leaf
    if leaf is None or not scene.follows(leaf):
        hint = "put quotes around a text that holds `: `"
        return scene.slip("`: ` where no key can be", hint)
    first, last = leaf.start_mark, leaf.end_mark
    if leaf.style:
        return scene.slip("a second `:` follows the value", "write one key on each line")
    if last.index - first.index > _LONGEST_KEY:
        message = f"a key is longer than {_LONGEST_KEY:,} characters"
        return scene.slip(message, "shorten it, or close the quote above it", first.index)
    if first.line == last.line:
        hint = "put quotes around the value, or write one key on each line"
        return scene.slip("`: ` inside a value without quotes", hint)
    return _run_on(scene, first.index)


def _run_on(scene: Scene, first: int) -> Slip:
    """Explain a key that the parser took for a further line of the text above it."""
    start = scene.index - len(scene.before)
    key = scene.before.strip()
    line = first - _column(scene.text, first)
    if not scene.text[line:first].strip():
        return neither(scene, first)
    message = f"`{shown(key)}:` is indented as if it belonged to the value above it"
    hint = "line it up with the key above, or put quotes around the whole value"
    first = start + len(scene.before) - len(scene.before.lstrip())
    slip = scene.slip(message, hint, first, scene.index)
    return Slip(slip.fault, slip.index, drop_leaf=True)


def neither(scene: Scene, first: int) -> Slip:
    """Explain a line that is neither a key nor an item of a list."""
    line = scene.line_of(first)
    indent = len(line) - len(line.lstrip())
    start = first - _column(scene.text, first)
    end = start + len(line.rstrip())
    content = line.strip()
    missing = _NO_SPACE.match(line)
    if missing:
        colon = start + missing.start(1)
        slip = scene.slip("no space after `:`", "write a space after it", colon)
    elif content[:1] in ('"', "'") and content.count(content[0]) == 1:
        return unclosed_quote(scene, start + indent)
    elif content.startswith("-") and not content.startswith("--"):
        slip = scene.slip("no space after `-`", "write a space after it", start + indent)
    else:
        message = "this line is neither a key with `:` nor a list item with `- `"
        hint = "write `:` after a key, or indent the line to continue the text above it"
        slip = scene.slip(message, hint, first, end)
    return Slip(slip.fault, first, drop_leaf=scene.follows(scene.leaf))


def no_colon(scene: Scene) -> Slip:
    """Explain a key whose colon never came."""
    return neither(scene, scene.since)


def item_on_key_line(scene: Scene) -> Slip:
    """Explain `key: - item`."""
    hint = "start the list on a new line, or put quotes around the value"
    return scene.slip("a list item stands on the line of its key", hint)


def question_mark(scene: Scene) -> Slip:
    """Explain a value that begins with `? `."""
    return scene.slip("a value cannot begin with `? `", _QUOTE_IT)


def unclosed_quote(scene: Scene, first: int = -1, *, drop_leaf: bool = False) -> Slip:
    """Explain a quote that is never closed, where it opens."""
    first = scene.since if first < 0 else first
    quote = scene.text[first : first + 1]
    hint = f"close it with `{quote}` at the end of the text"
    fault = syntax_fault(scene.text, f"quote `{quote}` is never closed", hint, first)
    return Slip(fault, first, drop_leaf=drop_leaf)


def unclosed_bracket(scene: Scene, first: int) -> Slip:
    """Explain a bracket that is never closed, where it opens."""
    bracket = scene.text[first : first + 1]
    hint = f"close it with `{'}' if bracket == '{' else ']'}`"
    fault = syntax_fault(scene.text, f"bracket `{bracket}` is never closed", hint, first)
    return Slip(fault, first, drop_flow=True)


def in_brackets(scene: Scene) -> Slip:
    """Explain what is neither the next item nor the end of brackets."""
    lower = scene.indent_of(scene.index) <= scene.indent_of(scene.since)
    far = lower and _newlines_between(scene)
    if far or scene.letter in ("", "]", "}", "\n", "\r"):
        return unclosed_bracket(scene, scene.since)
    close = "}" if scene.text[scene.since : scene.since + 1] == "{" else "]"
    message = f"expected `,` or `{close}` here"
    hint = "put `,` between the items, and quotes around a text with `: `, `[` or `{` in it"
    fault = syntax_fault(scene.text, message, hint, scene.index)
    return Slip(fault, scene.index, drop_flow=True)


def after_alias_sign(scene: Scene) -> Slip:
    """Explain a text that begins with `*` or `&`."""
    sign = scene.text[scene.since : scene.since + 1]
    what = "repeats an anchor" if sign == "*" else "sets an anchor"
    hint = f"put quotes around a text that begins with `{sign}`"
    message = f"`{sign}` at the beginning of a value {what}, and no name follows it"
    if scene.index > scene.since + 1:
        message = f"`{sign}` at the beginning of a value {what}, whose name ends in `{scene.letter}`"
    return scene.slip(message, hint, scene.since, scene.index)


def block_header(scene: Scene) -> Slip:
    """Explain what follows `|` or `>` on its line."""
    sign = scene.text[scene.since : scene.since + 1]
    hint = f"begin the text on the next line, or put quotes around a value with `{sign}` in front"
    if scene.letter.isdigit() and "indent" in scene.problem:
        message = f"`{sign}` takes a number from 1 to 9"
        return scene.slip(message, "take the number out")
    return scene.slip(f"text follows `{sign}` on its line", hint)


def tag(scene: Scene) -> Slip:
    """Explain a tag that cannot be read, or whose handle nothing declares."""
    first = scene.since
    end = word_end(scene.text, first)
    word = shown(scene.text[first:end])
    hint = "take it out, or put quotes around a text that begins with `!`"
    place = stretch(scene.text, first, end)
    fault = Fault("JM006", f"tag `{word}` does not belong here", place, hint, offending=word)
    return Slip(fault, max(first, scene.index))


def escape(scene: Scene) -> Slip:
    r"""Explain a `\` in double quotes that begins no escape, or one that stands for nothing."""
    first = scene.text.rfind("\\", scene.since, scene.index + 1)
    first = first if first >= 0 else scene.index
    found = _HEX.match(scene.text, first)
    if found is not None:
        code = int(found[1] or found[2] or found[3], 16)
        place = stretch(scene.text, first, found.end())
        if 0xD800 <= code <= 0xDFFF:
            return Slip(control(chr(code), place, escaped=True), scene.index)
        message = f"there is no character `U+{code:X}`"
        return Slip(Fault("JM002", message, place, "write the character itself"), scene.index)
    end = first + 2
    message = f"`{scene.text[first:end].strip()}` is no escape that can be read in double quotes"
    hint = r"write `\\` for a backslash, or use single quotes"
    return scene.slip(message, hint, first, end)


def unknown(scene: Scene) -> Slip:
    """Explain what no other explanation fits."""
    hint = "check the quotes, brackets and indentation here and on the line above"
    letter = scene.letter.strip()
    word = "a backtick" if letter == "`" else f"`{letter}`"
    if letter and not letter.isprintable():
        word = name_of(letter)
    message = f"did not expect {word} here" if letter else "did not expect the text to end here"
    return scene.slip(message, hint)


def _newlines_between(scene: Scene) -> bool:
    between = scene.text[scene.since : scene.index]
    return "\n" in between or "\r" in between


def _column(text: str, index: int) -> int:
    return index - max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) - 1
