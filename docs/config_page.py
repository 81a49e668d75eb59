"""The reference page of the config, from its model and from the options of the rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jmap.model.described import shape_of
from jmap.rules import registry
from jmap.workspace.config import Config
from jmap.workspace.config_tables import Table, Tables, default_of

INTRODUCTION = """\
# The config

`jmap.toml`, or the table `[tool.jmap]` of a `pyproject.toml`, is looked for from the first path that a
command names upward, else from the current folder upward. The folder it is found in is the root of the
workspace. Where both are there, `jmap.toml` is read, and a note says that the other is not.

- **What is wrong stops the run.** An unknown key, a value of the wrong type, a code that names no rule, an
  option out of its bounds: each is shown with a caret under it, all of them in one run, and the exit code
  is 2. Nothing is taken for something else: TOML says itself what is a text and what a number.
- **`--config FILE`** reads another file in place of the one found. It changes the settings and not the
  root: paths and patterns in it are relative to the root of the workspace that the run is about, which
  stays where it would be without it. A `pyproject.toml` that is named needs the table.
- **Patterns** are those of a `.gitignore`, relative to the root, with `/` on every system; the last one
  that matches a file or a folder above it decides. A file that is named on the command line is read
  whatever the patterns and git say.
- **Codes** are those of rules, or how some begin: `JM2` is all of `JM201`, `JM202` and so on. Where
  `select` and `ignore` both name a rule, the longer name decides, and of two equal ones `ignore`. The
  command line goes before the config. Rules that tell that a file could not be read whole are checked
  whatever is selected, and are always errors.
- **Where a key takes several values, one may stand alone**: `ignore = "JM5"`.
- **An editor** that reads JSON Schema for TOML completes and checks all of it: `jmap init` writes the
  schema and a first line that names it, `#:schema .jmap/jmap-toml.schema.json`. `jmap schema --of-config`
  prints it.
"""

EXAMPLE = """\
exclude = ["archive/"]
ignore = ["JM604"]
fail_on = "warning"

[rules.JM605]
warn = 2

[severity]
JM206 = "info"

[[override]]
paths = "drafts/"
ignore = ["JM5", "JM6"]

[audit.gate]
overall = 65
"""


def config_page() -> str:
    """Return the page: every key with what it takes, its default, what it means and an example."""
    parts = [
        INTRODUCTION,
        f"```toml\n{EXAMPLE}```\n",
        "## Top level\n",
        *_table(Config),
        *_tables(Config, ()),
    ]
    parts += [
        "## Options of rules\n",
        "A table for each code: `[rules.JM605]`, then `warn = 2`.\n",
        *_options(),
    ]
    return "\n".join(parts)


def _tables(cls: type[Any], way: tuple[str, ...]) -> Iterator[str]:
    for key, field in shape_of(cls).fields.items():
        kind = field.kind
        if not isinstance(kind, Table | Tables):
            continue
        name = ".".join((*way, key))
        yield f"## {name}\n"
        yield f"{' '.join((kind.cls.__doc__ or '').split())}\n"
        bracket = ("[[", "]]") if isinstance(kind, Tables) else ("[", "]")
        yield f"The table `{bracket[0]}{name}{bracket[1]}`.\n"
        if any(not isinstance(each.kind, Table) for each in shape_of(kind.cls).fields.values()):
            yield from _table(kind.cls)
        yield from _tables(kind.cls, (*way, key))


def _table(cls: type[Any]) -> Iterator[str]:
    rows = ["| key | what may be written | default | meaning | example |", "| --- | --- | --- | --- | --- |"]
    for key, field in shape_of(cls).fields.items():
        if isinstance(field.kind, Table | Tables):
            continue
        default = default_of(cls, field)
        shown = f"`{_toml(default)}`" if default is not None else "required" if field.required else ""
        example = f"`{key} = {field.example}`" if field.example else ""
        what = field.kind.phrase().replace("|", "\\|")
        rows.append(f"| `{key}` | {what} | {shown} | {field.doc} | {example} |")
    yield "\n".join(rows) + "\n"


def _options() -> Iterator[str]:
    rows = ["| rule | option | what may be written | default | meaning |", "| --- | --- | --- | --- | --- |"]
    for code in registry.names():
        rule = registry.get(code).rule
        for name, option in rule.options.items():
            cells = (
                f"[{code}](rules/{code}.md) {rule.name}",
                f"`{name}`",
                option.kind.phrase(),
                f"`{option.default:g}`",
                option.doc,
            )
            rows.append(f"| {' | '.join(cells)} |")
    yield "\n".join(rows) + "\n"


def _toml(value: str | float) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:_}" if isinstance(value, int) else f"{value:g}"
