"""Files that make a CI service, or git before a commit, check the maps."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from typing import Final

from jmap.project import REPOSITORY
from jmap.records import frozen

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")

_GITHUB = """\
# Checks the journey maps: findings show beside the lines they mean and in the summary of the run, which keeps
# the pages drawn from the maps. Dependabot can raise the actions, pinned to commits as GitHub advises.
name: jmap
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
  # security-events: write  # for the last step
concurrency:
  group: ${{{{ github.workflow }}}}-${{{{ github.ref }}}}
  cancel-in-progress: true
jobs:
  journeys:
    name: Journey maps
    runs-on: ubuntu-latest
{defaults}    steps:
      - uses: actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0
        with:
          persist-credentials: false
      - uses: actions/setup-python@ece7cb06caefa5fff74198d8649806c4678c61a1 # v6.3.0
        with:
          python-version: "3.13"
      - run: pip install "{package}"
      - run: jmap validate -o jmap.sarif
      - run: jmap render -o site
      - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
        with:
          name: journeys
          path: {site}
          if-no-files-found: error
      # Findings as alerts of code scanning, with the permission above:
      # - uses: github/codeql-action/upload-sarif@cdf488f595d80d6e07e03d4674febd5ab45fa938 # v4.37.9
      #   if: ${{{{ !cancelled() }}}}
      #   with:
      #     sarif_file: {sarif}
      #     category: jmap
"""

_GITLAB = """\
# Checks the journey maps: findings show in the merge request, beside the lines they mean and as failed tests.
# The pages drawn from the maps are kept with the pipeline.
journeys:
  image: python:3.13-slim
  script:
    - pip install "{package}"
{enter}    - jmap validate -o gitlab=gl-code-quality-report.json -o junit=jmap-junit.xml
    - jmap render -o site
  artifacts:
    when: always
    paths:
      - {site}
    reports:
      codequality: {quality}
      junit: {junit}
    expire_in: 30 days
"""

_PRE_COMMIT = """\
# Checks the journey maps before each commit. `pip install pre-commit` and `pre-commit install` turn it on.
repos:
  - repo: {repository}
    rev: v{version}
    hooks:
      - id: jmap-validate
{arguments}"""


@frozen
class CiFile:
    """A file that a CI service reads: its path below the top of the repository, and its text.

    `text` takes the path from there to the workspace, `.` where they are the same, and the version of jmap
    that runs there.
    """

    path: str
    text: Callable[[str, str], str]


def _github(workspace: str, version: str) -> str:
    defaults = ""
    if workspace != ".":
        defaults = f"    defaults:\n      run:\n        working-directory: {_scalar(workspace)}\n"
    return _GITHUB.format(
        defaults=defaults,
        package=_package(version),
        site=_below(workspace, "site/"),
        sarif=_below(workspace, "jmap.sarif"),
    )


def _gitlab(workspace: str, version: str) -> str:
    enter = f"    - {_scalar(f'cd {shlex.quote(workspace)}')}\n" if workspace != "." else ""
    return _GITLAB.format(
        enter=enter,
        package=_package(version),
        site=_below(workspace, "site/"),
        quality=_below(workspace, "gl-code-quality-report.json"),
        junit=_below(workspace, "jmap-junit.xml"),
    )


def _pre_commit(workspace: str, version: str) -> str:
    arguments = f"        args: [{json.dumps(workspace, ensure_ascii=False)}]\n" if workspace != "." else ""
    return _PRE_COMMIT.format(repository=REPOSITORY, version=version, arguments=arguments)


CI_FILES: Final[Mapping[str, CiFile]] = {
    "github": CiFile(".github/workflows/jmap.yml", _github),
    "gitlab": CiFile(".gitlab-ci.yml", _gitlab),
    "pre-commit": CiFile(".pre-commit-config.yaml", _pre_commit),
}


def _package(version: str) -> str:
    return f"jmap~={version}"


def _below(workspace: str, path: str) -> str:
    return _scalar(path if workspace == "." else f"{workspace}/{path}")


def _scalar(text: str) -> str:
    plain = all(_PLAIN.fullmatch(word) for word in text.split(" "))
    return text if plain else json.dumps(text, ensure_ascii=False)
