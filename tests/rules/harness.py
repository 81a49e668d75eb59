"""Runs the case files, and writes their output anew for review.

`python tests/rules/harness.py --write [CODE...]` replaces the blocks of output by what a run gives now.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from jmap.faults import Severity
from jmap.findings.build import once
from jmap.findings.collect import Judged, files_read, judge, validate
from jmap.findings.finding import Report
from jmap.findings.together import JudgedTogether, Together
from jmap.formats.full import render
from jmap.formats.style import Style
from jmap.measures.reading import read_measures
from jmap.rules import registry
from jmap.rules.cases import MEASURES, CaseFile, Example, parse
from jmap.rules.engine import Settings
from jmap.workspace.config import load_config
from jmap.workspace.discovery import CONFIG_NAME, Home
from jmap.workspace.workspace import Workspace, asked_for

FOLDER = Path(__file__).parents[1] / "cases"


def case_files(codes: Iterable[str] = ()) -> Iterator[tuple[Path, CaseFile]]:
    """Yield the case files, those of some codes or all, sorted by code."""
    wanted = set(codes)
    for path in sorted(FOLDER.glob("JM*.md")):
        if not wanted or path.stem in wanted:
            yield path, parse(path.read_text(encoding="utf-8"))


def write_files(example: Example, root: Path) -> None:
    """Write the files of an example below a folder."""
    for file in example.files:
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def run(code: str, example: Example, root: Path) -> Report:
    """Return what a run over an example finds.

    For a correctness rule all of them run. For a quality rule only that one runs, over maps that have to
    be without an error first: otherwise it raises AssertionError.
    """
    workspace = open_workspace(example, root)
    as_of = date.fromisoformat(example.as_of)
    if code.startswith(registry.CORRECTNESS):
        return validate(workspace, Settings(workspace.config, as_of))
    correctness = validate(workspace, Settings(workspace.config, as_of)).findings
    errors = [finding for finding in correctness if finding.severity is Severity.ERROR]
    assert not errors, errors
    maps, together = judged((code,), example, root)
    findings = [finding for each in maps for finding in each.quality]
    return Report(tuple(once([*findings, *together.quality])), files_read(workspace))


def judged(codes: tuple[str, ...], example: Example, root: Path) -> tuple[list[Judged], JudgedTogether]:
    """Return the maps of an example judged by some quality rules, each by itself and all together."""
    workspace = open_workspace(example, root)
    measures = read_measures(root / MEASURES) if example.measured else None
    as_of = date.fromisoformat(example.as_of)
    settings = Settings(workspace.config, as_of, select=codes, measures=measures)
    maps, together = [], Together(workspace)
    for each in judge(workspace, settings, quality=True):
        maps.append(each)
        together.add(each)
    return maps, together.judge(settings)


def open_workspace(example: Example, root: Path) -> Workspace:
    """Return the workspace of an example whose files are below a folder."""
    config = root / CONFIG_NAME
    home = Home(root, config if config.is_file() else None)
    loaded = load_config(home.config)
    assert not loaded.faults, loaded.faults
    asked = asked_for([root / path for path in example.paths], home, loaded.config)
    return Workspace(home, loaded.config, asked)


def output_of(code: str, example: Example) -> str:
    """Return the output of a run over an example in a folder of its own."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        write_files(example, root)
        return render(run(code, example, root), Style())


def rewrite(path: Path, case: CaseFile) -> bool:
    """Write the output of every bad example into its case file; tell whether it changed."""
    before = path.read_text(encoding="utf-8")
    lines = before.split("\n")
    for example in reversed(case.bad):
        output = example.command + output_of(case.code, example)
        first, last = example.output_lines or (0, 0)
        lines[first:last] = output.removesuffix("\n").split("\n")
    after = "\n".join(lines)
    path.write_text(after, encoding="utf-8")
    return before != after


def main() -> int:
    """Write the output anew, or tell which would change."""
    parser = argparse.ArgumentParser(description="Run the case files of the rules.")
    parser.add_argument("--write", action="store_true", help="write the output into the files")
    parser.add_argument("codes", nargs="*", metavar="CODE")
    arguments = parser.parse_args()
    for path, case in case_files(arguments.codes):
        if arguments.write:
            print(f"{path.name}: {'changed' if rewrite(path, case) else 'as it was'}")
            continue
        for example in case.examples:
            output = output_of(case.code, example)
            sys.stdout.write(f"{path.name}:{example.line}: {example.title}\n{output}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
