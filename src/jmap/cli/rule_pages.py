"""The catalogue and the pages of rules for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from jmap.faults import Severity
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.rules.cases import FILE, Example
from jmap.rules.changes import Changes
from jmap.rules.page import FIXED, HEADINGS, MEASURED, Page, scoring, severities, summary
from jmap.rules.registry import Registered

_PIPED: Final = 80
_WIDEST: Final = 100
_NO_CHANGES: Final = Changes()
_UNCHANGED: Final[Mapping[str, Changes]] = {}


def catalogue_text(
    rules: Iterable[Registered], style: Style, changed: Mapping[str, Changes] = _UNCHANGED
) -> str:
    """Return a few lines for each rule, in groups by category, and how many there are.

    `changed` says for codes what a config changes about them.
    """
    lines: list[str] = []
    count = 0
    for title, group in groupby(rules, key=lambda each: each.title):
        lines += [style.bold(title), ""]
        for each in group:
            count += 1
            rule = each.rule
            told = " or ".join(style.severity(Severity(word), word) for word in severities(rule))
            lines.append(f"  {rule.code} {style.bold(rule.name)}  {told}, on {rule.on}")
            lines += _wrapped(summary(each), style, "    ")
            if rule.options:
                pairs = ", ".join(f"{name} = {option.default:g}" for name, option in rule.options.items())
                lines += _wrapped(pairs, style, "    ")
            words = changed[rule.code].words() if rule.code in changed else ""
            if words:
                lines += _wrapped(f"by the config: {words}", style, "    ")
        lines.append("")
    lines.append(f"{count} rule{'s' if count != 1 else ''}; `jmap explain CODE` prints the page of one")
    return "\n".join(lines) + "\n"


def page_text(page: Page, style: Style, changed: Changes = _NO_CHANGES) -> str:
    """Return the page of a rule, wrapped to the terminal, with what a config changes about it."""
    return "\n".join(_lines(page, style, changed)) + "\n"


def _lines(page: Page, style: Style, changed: Changes) -> Iterator[str]:
    rule = page.rule
    yield style.bold(f"{rule.code} {rule.name}")
    yield from _wrapped(page.summary, style, "")
    yield ""
    yield f"  category  {page.registered.title}"
    yield f"  severity  {' or '.join(severities(rule))}"
    yield f"  looks at  {rule.on}"
    if rule.measured:
        yield f"  needs     {MEASURED.replace('`', '')}"
    yield f"  score     {scoring(rule).replace('`', '')}"
    yield f"  revision  {rule.revision}"
    if rule.fixed:
        yield f"  config    {FIXED}"
    if changed.words():
        yield f"  config    {changed.words()}"
    for heading in HEADINGS:
        if heading in page.sections:
            yield from ("", style.bold(heading))
            yield from _wrapped(page.sections[heading], style, "  ")
    if rule.options:
        yield from ("", style.bold("Options"), f"  [rules.{rule.code}]")
        pairs = {name: f"{name} = {option.default:g}" for name, option in rule.options.items()}
        widest = max(len(pair) for pair in pairs.values())
        for name, option in rule.options.items():
            bounds = f", {option.bounds}" if option.bounds else ""
            ours = " (our default)" if option.ours else ""
            yield f"  {pairs[name]:<{widest}}  # {option.doc}{bounds}{ours}"
    for example in page.cases.examples if page.cases is not None else ():
        yield from _example(example, style)


def _example(example: Example, style: Style) -> Iterator[str]:
    yield from ("", style.bold(f"{'Bad' if example.bad else 'Good'}: {visible(example.title)}"))
    if example.prose:
        yield from _wrapped(visible(example.prose.replace("\n", " ")), style, "  ")
    for file in example.files:
        yield ""
        if file.path != FILE or len(example.files) > 1:
            yield f"  {style.faint(visible(file.path))}"
        yield from (f"    {visible(line)}".rstrip() for line in file.text.splitlines())
    output = (example.command + example.output).splitlines()
    if output:
        yield ""
        yield from (f"    {visible(line)}".rstrip() for line in output)


def _wrapped(text: str, style: Style, indent: str) -> Iterator[str]:
    width = min(style.width or _PIPED, _WIDEST)
    for paragraph in text.split("\n\n"):
        yield from textwrap.wrap(
            paragraph,
            max(width, 20),
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
