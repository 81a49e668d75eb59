"""The catalogue and the pages of rules in Markdown, for docs and for whoever asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from jmap.rules.cases import FILE, Example
from jmap.rules.changes import Changes
from jmap.rules.page import FIXED, HEADINGS, MEASURED, Page, scoring, severities, summary
from jmap.rules.registry import Registered
from jmap.rules.rule import Option


def catalogue_markdown(rules: Iterable[Registered], changed: Mapping[str, Changes] | None = None) -> str:
    """Return a table of rules for each category; where changes are given, with a column for them."""
    lines = ["# Rules"]
    for title, group in groupby(rules, key=lambda each: each.title):
        heads = ("code", "name", "severity", "on", "what", "options", *(("config",) if changed else ()))
        lines += ["", f"## {title}", "", f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
        for each in group:
            rule = each.rule
            options = ", ".join(f"`{name}` {_default(option)}" for name, option in rule.options.items())
            cells = [rule.code, rule.name, " or ".join(severities(rule)), rule.on, summary(each), options]
            if changed:
                cells.append(changed[rule.code].words())
            lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def page_markdown(page: Page) -> str:
    """Return the page of a rule."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    rule = page.rule
    yield f"# {rule.code} {rule.name}"
    yield from ("", page.summary, "", "| | |", "| --- | --- |")
    yield f"| category | {page.registered.title} |"
    yield f"| severity | {' or '.join(severities(rule))} |"
    yield f"| looks at | {rule.on} |"
    if rule.measured:
        yield f"| needs | {MEASURED} |"
    yield f"| score | {scoring(rule)} |"
    yield f"| revision | {rule.revision} |"
    if rule.fixed:
        yield f"| config | {FIXED} |"
    for heading in HEADINGS:
        if heading in page.sections:
            yield from ("", f"## {heading}", "", page.sections[heading])
    if rule.options:
        yield from ("", "## Options", "", "| option | default | may be | meaning |")
        yield "| --- | --- | --- | --- |"
        for name, option in rule.options.items():
            yield f"| `{name}` | {_default(option)} | {option.kind.phrase()} | {_cell(option.doc)} |"
        first, option = next(iter(rule.options.items()))
        yield from ("", "```toml", f"[rules.{rule.code}]", f"{first} = {option.default:g}", "```")
    for example in page.cases.examples if page.cases is not None else ():
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    yield from ("", f"## {'Bad' if example.bad else 'Good'}: {example.title}")
    if example.prose:
        yield from ("", example.prose)
    for file in example.files:
        if file.path != FILE or len(example.files) > 1:
            yield from ("", f"`{file.path}`")
        yield from ("", *_fenced(file.language, file.text))
    if example.output:
        yield from ("", *_fenced("text", example.command + example.output))


def _fenced(language: str, text: str) -> Iterator[str]:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    yield fence + language
    yield text.removesuffix("\n")
    yield fence


def _default(option: Option) -> str:
    return f"{option.default:g}{' (ours)' if option.ours else ''}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
