"""What `jmap init` writes: from answers to files, without touching the disk."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from typing import Final

from jmap.blueprints.catalogue import SUFFIX, Blueprint
from jmap.blueprints.ci_files import CI_FILES
from jmap.model.described_objects import words
from jmap.model.schema import json_schema
from jmap.records import frozen, record

CONFIG: Final = "jmap.toml"
SCHEMA: Final = ".jmap/journey.schema.json"
CONFIG_SCHEMA: Final = ".jmap/jmap-toml.schema.json"

_CONFIG_TEXT: Final = f"""\
#:schema {CONFIG_SCHEMA}
# The settings of jmap. What is not set here has its default; `jmap schema --of-config` lists all there is.
# This folder is the root of the workspace: every `*.journey.yaml` in it or below it belongs to it.

# exclude = ["archive/**"]

# What `jmap audit --gate` asks for.
# [audit.gate]
# errors = 0
# overall = 65
"""

_PLAIN = re.compile(r"[^\W\d_][\w ,.'’()&+/-]*(?<! )")
_OTHER_THAN_TEXT = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


@record
class Answers:
    """What a run of `jmap init` was told and found.

    `name` and `title` are None where they were not said. The paths have `/` and are `.` where two folders are
    the same: `folder` leads from the workspace root to the folder that was named, `repository` from the root
    to the top of the repository, and `workspace` from there to the root.
    """

    blueprint: Blueprint
    name: str | None = None
    title: str | None = None
    ci: tuple[str, ...] = ()
    fresh: bool = True
    folder: str = "."
    repository: str = "."
    workspace: str = "."
    version: str = ""
    config_schema: str = ""


@frozen
class NewFile:
    """A file to write: its path from the workspace root, its text, and whether one there may stay."""

    path: str
    text: str
    may_stay: bool = False


def new_files(answers: Answers) -> Iterator[NewFile]:
    """Yield the files to write, the config first and the map after its schema."""
    if answers.fresh:
        yield NewFile(CONFIG, _CONFIG_TEXT)
        yield NewFile(CONFIG_SCHEMA, answers.config_schema)
    yield NewFile(SCHEMA, schema_text(), may_stay=not answers.fresh)
    yield NewFile(map_path(answers), map_text(answers))
    for service in answers.ci:
        file = CI_FILES[service]
        path = posixpath.normpath(posixpath.join(answers.repository, file.path))
        yield NewFile(path, file.text(answers.workspace, answers.version))


def map_path(answers: Answers) -> str:
    """Return where the map goes; without a name it is called as its blueprint."""
    name = answers.name or answers.blueprint.name
    return posixpath.normpath(posixpath.join(answers.folder, f"{name}{SUFFIX}"))


def map_text(answers: Answers) -> str:
    """Return the blueprint with the way to the schema and the title put in.

    A map that has a name and no title gets the last part of its name in words.
    """
    _, *lines = answers.blueprint.text.splitlines(keepends=True)
    schema = posixpath.relpath(SCHEMA, posixpath.dirname(map_path(answers)) or ".")
    title = answers.title
    if title is None and answers.name is not None:
        title = words(posixpath.basename(answers.name))
    if title is not None:
        index = next(index for index, line in enumerate(lines) if line.startswith("title: "))
        lines[index] = f"title: {_scalar(title)}\n"
    return "".join([f"# yaml-language-server: $schema={schema}\n", *lines])


def schema_text() -> str:
    """Return the JSON Schema as `jmap schema` prints it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _OTHER_THAN_TEXT
    return text if plain else json.dumps(text, ensure_ascii=False)
