"""`jmap doctor`: is everything here that jmap needs, and what has it found."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from enum import Enum
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import typer

import jmap
from jmap.blueprints.new_files import CONFIG_SCHEMA, SCHEMA, schema_text
from jmap.cli import options
from jmap.cli.config_file import config_faults, home_of
from jmap.cli.config_schema import config_schema_text
from jmap.cli.stop import note, style
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.records import frozen
from jmap.render.engine import VARIABLE, EngineError, find_engine
from jmap.render.templates import NoTemplatesError, template_folder
from jmap.workspace.config import Config, load_config
from jmap.workspace.discovery import Home
from jmap.workspace.workspace import Workspace, asked_for

NEEDED: Final = (
    "PyYAML",
    "ruamel.yaml",
    "typer",
    "rich",
    "jinja2",
    "markupsafe",
    "graphviz",
    "markdown-it-py",
    "nh3",
    "tinycss2",
)
"""The packages that jmap never runs without."""

EXTRAS: Final = {
    "analyze": "duckdb",
    "postgres": "psycopg",
    "spark": "pyspark",
    "clickhouse": "clickhouse-connect",
    "lsp": "pygls",
}
"""The extras, each with the package that it brings."""

_BUNDLED: Final = "graphviz-pure"


class State(Enum):
    """Whether a thing is in order, worth a note, or keeps jmap from working."""

    GOOD = "good"
    NOTE = "note"
    PROBLEM = "problem"


@frozen
class Row:
    """A thing that was looked at: what it is, what was found, and what to do where that is not enough."""

    label: str
    found: str
    advice: str = ""
    state: State = State.GOOD


def command(
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Tell which versions, config, maps, engine and extras are found, and what to do where one is missing."""
    home = home_of(Path(), config)
    if verbose:
        note(f"Python at `{sys.executable}`, jmap at `{Path(jmap.__file__).parent}`")
    parts = {
        "workspace": list(_workspace(home)),
        "drawing": list(_drawing()),
        "packages": list(_packages()),
        "extras": list(_extras()),
    }
    problems = sum(row.state is State.PROBLEM for rows in parts.values() for row in rows)
    if problems or not quiet:
        typer.echo(_text(parts, problems, style(color)), nl=False, color=True)
    raise typer.Exit(1 if problems else 0)


def _workspace(home: Home) -> Iterator[Row]:
    loaded = load_config(home.config)
    if home.config is None:
        yield Row("config", "none, so this folder is the workspace", "`jmap init` writes one", State.NOTE)
    else:
        path = os.path.relpath(home.config)
        wrong = len((*loaded.faults, *config_faults(loaded)))
        if wrong:
            told = f"{path}, with {wrong} error{'s' if wrong != 1 else ''}"
            yield Row("config", told, "`jmap validate` shows what is wrong", State.PROBLEM)
        elif home.passed_over is not None:
            advice = f"`[tool.jmap]` in the `{home.passed_over.name}` beside it is not read; keep one of them"
            yield Row("config", path, advice, State.NOTE)
        else:
            yield Row("config", path)
    yield from _files(home, loaded.config)
    yield from _schema(home)


def _files(home: Home, config: Config) -> Iterator[Row]:
    asked = asked_for((), home, config)
    documents = Workspace(home, config, asked).documents
    maps = libraries = broken = 0
    for path in asked.files:
        document = documents.get(path)
        if document.root is None or not document.whole:
            broken += 1
        elif document.bound.is_map:
            maps += 1
        else:
            libraries += 1
    if asked.files:
        yield Row("maps", str(maps))
        yield Row("libraries", str(libraries))
    else:
        yield Row("maps", "none", "`jmap init` writes one", State.NOTE)
    if broken:
        yield Row("not readable", str(broken), "`jmap validate` shows what is wrong", State.NOTE)


def _schema(home: Home) -> Iterator[Row]:
    file = home.root / SCHEMA
    advice = f"`jmap schema -o {visible(os.path.relpath(file))}` writes it"
    if file.is_file():
        if file.read_text(encoding="utf-8", errors="replace") == schema_text():
            yield Row("schema", SCHEMA)
        else:
            yield Row("schema", f"{SCHEMA}, of another version of jmap", advice, State.NOTE)
    elif home.config is not None:
        yield Row("schema", "none, so editors complete no keys", advice, State.NOTE)
    of_config = home.root / CONFIG_SCHEMA
    if of_config.is_file() and of_config.read_text("utf-8", "replace") != config_schema_text():
        advice = f"`jmap schema --of-config -o {visible(os.path.relpath(of_config))}` writes it"
        yield Row("config schema", f"{CONFIG_SCHEMA}, of another version of jmap", advice, State.NOTE)


def _drawing() -> Iterator[Row]:
    try:
        engine = find_engine()
    except EngineError as error:
        yield Row("engine", str(error), f"mend `{VARIABLE}`, or unset it", State.PROBLEM)
    else:
        if engine is None:
            advice = f"`pip install {_BUNDLED}` brings one, for most systems"
            yield Row("engine", "none, so a lifecycle is shown as a table", advice, State.NOTE)
        elif engine.found == "bundled":
            yield Row("engine", f"{_BUNDLED} {_version(_BUNDLED) or ''}".strip())
        else:
            yield Row("engine", f"{engine.program.name}, found by {engine.found}")
    try:
        template_folder()
    except NoTemplatesError as error:
        yield Row("templates", "missing", str(error), State.PROBLEM)
    else:
        yield Row("templates", "found")


def _packages() -> Iterator[Row]:
    for name in NEEDED:
        version = _version(name)
        if version is None:
            yield Row(name, "missing", f'`pip install "{name}"`', State.PROBLEM)
        elif name == "PyYAML" and find_spec("yaml._yaml") is None:
            advice = "install a wheel of PyYAML that has it; reading is many times slower without"
            yield Row(name, f"{version}, without libyaml", advice, State.NOTE)
        else:
            yield Row(name, f"{version}, with libyaml" if name == "PyYAML" else version)


def _extras() -> Iterator[Row]:
    for extra, package in EXTRAS.items():
        version = _version(package)
        if version is None:
            yield Row(extra, f'not installed, `pip install "jmap[{extra}]"` adds it', state=State.NOTE)
        else:
            yield Row(extra, f"{package} {version}")


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _text(parts: dict[str, list[Row]], problems: int, style_: Style) -> str:
    widest = max(len(row.label) for rows in parts.values() for row in rows)
    lines = [f"jmap {jmap.__version__}, Python {platform.python_version()}, {platform.system()}"]
    for title, rows in parts.items():
        lines += ["", style_.bold(title)]
        for row in rows:
            lines.append(f"  {row.label:<{widest}}  {visible(row.found)}")
            if row.advice:
                lines.append(f"  {'':<{widest}}  {row.advice}")
    lines.append("")
    if problems:
        lines.append(f"{problems} problem{'s' if problems != 1 else ''} to mend before jmap can be used")
    else:
        lines.append(style_.good("all that jmap needs is here"))
    return "\n".join(lines) + "\n"
