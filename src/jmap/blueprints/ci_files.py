"""Files that make a CI service, or git before a commit, check the maps."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from typing import Final

from jmap.records import frozen

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")

_GITHUB = """\
# Checks the journey maps, and keeps the pages drawn from them with the run.
name: jmap
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
jobs:
  journeys:
    runs-on: ubuntu-latest
{defaults}    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: actions/setup-python@v6
        with:
          python-version: "3.12"
      - run: pip install "{package}"
      - run: jmap validate
      - run: jmap render -o site
      - uses: actions/upload-artifact@v6
        with:
          name: journeys
          path: {site}
          if-no-files-found: error
"""

_GITLAB = """\
# Checks the journey maps, and keeps the pages drawn from them with the pipeline.
journeys:
  image: python:3.12-slim
  script:
    - pip install "{package}"
{enter}    - jmap validate
    - jmap render -o site
  artifacts:
    paths:
      - {site}
    expire_in: 30 days
"""

_PRE_COMMIT = """\
# Checks the journey maps before each commit. `pip install pre-commit` and `pre-commit install` turn it on.
repos:
  - repo: local
    hooks:
      - id: jmap-validate
        name: jmap validate
        entry: {command}
        language: python
        additional_dependencies: ["{package}"]
        # One run over all maps, whichever changed: they refer to each other.
        files: (\\.journey\\.ya?ml|jmap\\.toml|pyproject\\.toml)$
        pass_filenames: false
"""


@frozen
class CiFile:
    """A file that a CI service reads: its path below the top of the repository, and its text.

    `text` takes the path from there to the workspace, `.` where they are the same, and the requirement by
    which pip installs jmap.
    """

    path: str
    text: Callable[[str, str], str]


def _github(workspace: str, package: str) -> str:
    defaults = ""
    if workspace != ".":
        defaults = f"    defaults:\n      run:\n        working-directory: {_scalar(workspace)}\n"
    return _GITHUB.format(defaults=defaults, package=package, site=_scalar(_site(workspace)))


def _gitlab(workspace: str, package: str) -> str:
    enter = f"    - {_scalar(f'cd {shlex.quote(workspace)}')}\n" if workspace != "." else ""
    return _GITLAB.format(enter=enter, package=package, site=_scalar(_site(workspace)))


def _pre_commit(workspace: str, package: str) -> str:
    command = "jmap validate"
    if workspace != ".":
        command = _scalar(f"jmap validate {shlex.quote(workspace)}")
    return _PRE_COMMIT.format(command=command, package=package)


CI_FILES: Final[Mapping[str, CiFile]] = {
    "github": CiFile(".github/workflows/jmap.yml", _github),
    "gitlab": CiFile(".gitlab-ci.yml", _gitlab),
    "pre-commit": CiFile(".pre-commit-config.yaml", _pre_commit),
}


def _site(workspace: str) -> str:
    return "site/" if workspace == "." else f"{workspace}/site/"


def _scalar(text: str) -> str:
    plain = all(_PLAIN.fullmatch(word) for word in text.split(" "))
    return text if plain else json.dumps(text, ensure_ascii=False)
