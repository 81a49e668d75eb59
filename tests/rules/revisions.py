"""What every quality rule answers at its revision, kept in `revisions.json`: subjects, verdicts, severities.

`python -m tests.rules.revisions --write` keeps what the rules answer now. It refuses for a rule that answers
otherwise than before at the same revision; of one that no release has had, take the line out of the file
first. The words of findings, and the prose of examples, are no answers.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from jmap.rules import engine, registry
from jmap.rules.cases import Example, ExampleFile
from jmap.rules.engine import Answer
from tests.rules.harness import case_files, judged, write_files

FILE = Path(__file__).with_name("revisions.json")
FROZEN = Path(__file__).with_name("frozen")
COMMAND = "python -m tests.rules.revisions --write"


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule's revision, and the digest of its answers by the digest of the files that it was asked about."""

    revision: int
    answers: Mapping[str, str]


def asked() -> Iterator[tuple[tuple[str, ...], Example]]:
    """Yield examples with the codes that are asked there: of each rule its cases, of all the frozen maps."""
    codes = tuple(each.rule.code for each in registry.matching(tuple(registry.QUALITY)) if each.check)
    yield codes, frozen()
    for _, case in case_files(codes):
        for example in case.examples:
            yield (case.code,), example


def frozen() -> Example:
    """Return the workspace that is kept as it is, so that it can answer for a rule when all else changes."""
    files = tuple(
        ExampleFile(path.relative_to(FROZEN).as_posix(), path.suffix[1:], "", _bytes(path))
        for path in sorted(FROZEN.rglob("*"))
        if path.is_file() and path.name != "README.md"
    )
    return Example(False, "the frozen maps", "", files, "", "2026-11-20", (), 0, None)


def _bytes(path: Path) -> bytes:
    """Return a file as it is in the repository, however it was checked out."""
    return path.read_bytes().replace(b"\r\n", b"\n")


def now(examples: Iterable[tuple[tuple[str, ...], Example]]) -> dict[str, Kept]:
    """Return what the rules answer about examples at present, by code; every map has to be sound."""
    found: dict[str, dict[str, str]] = {}
    for codes, example in examples:
        for code, digest in answers(codes, example).items():
            found.setdefault(code, {})[question(example)] = digest
    return {code: Kept(registry.get(code).rule.revision, found[code]) for code in sorted(found)}


def question(example: Example) -> str:
    """Return the digest of the files of an example, and of its day."""
    parts = [(each.path, hashlib.sha256(each.data).hexdigest()) for each in example.files]
    return _digest([example.as_of, sorted(parts)])


def answers(codes: tuple[str, ...], example: Example) -> dict[str, str]:
    """Return the digest of what each rule answers about the maps of an example."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        write_files(example, root)
        maps, together = judged(codes, example, root)
    assert all(each.sound for each in maps), [each.correctness for each in maps]
    said: dict[str, list[object]] = {code: [] for code in codes}
    for each in maps:
        for answer in each.every_answer:
            said[answer.rule.code].append([each.journey.path, _told(answer)])
    for answer in together.every_answer:
        said[answer.rule.code].append(["", _told(answer)])
    return {code: _digest(each) for code, each in said.items()}


def _told(answer: Answer) -> list[object]:
    rows = []
    for outcome in answer.outcomes:
        severity = engine.severity_of(outcome.fault).value if outcome.fault is not None else "passed"
        rows.append([outcome.file, [str(step) for step in outcome.subject], severity])
    return sorted(rows, key=json.dumps)


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def kept() -> dict[str, Kept]:
    """Return what is kept."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return {code: Kept(each["revision"], each["answers"]) for code, each in data.items()}


def silent_changes(before: Mapping[str, Kept], after: Mapping[str, Kept]) -> Iterator[str]:
    """Yield the rules that answer otherwise about the same files at the same revision, and what to do."""
    for code, new in after.items():
        old = before.get(code)
        if old is None or old.revision != new.revision:
            continue
        if any(new.answers.get(each, digest) != digest for each, digest in old.answers.items()):
            yield (
                f"{code} answers otherwise than revision {old.revision} did: raise its revision and note it "
                f"under Ruler in CHANGELOG.md, or undo the change; then keep its answers with `{COMMAND}`"
            )


def stale(before: Mapping[str, Kept], after: Mapping[str, Kept]) -> Iterator[str]:
    """Yield the rules whose revision or examples are others than those kept, and what to do."""
    for code in sorted(before.keys() | after.keys()):
        old, new = before.get(code), after.get(code)
        if old is None or new is None:
            what = "is not kept yet" if old is None else "is kept, but there is no such rule"
        elif old.revision != new.revision:
            what = f"is at revision {new.revision}, and revision {old.revision} is kept"
        elif old.answers.keys() != new.answers.keys():
            what = "has other examples than those kept"
        else:
            continue
        yield f"{code} {what}: run `{COMMAND}`"


def text_of(found: Mapping[str, Kept]) -> str:
    """Return what rules answer as JSON, a rule on a line, so that a diff shows which ones changed."""
    lines = []
    for code, each in sorted(found.items()):
        rule = {"revision": each.revision, "answers": dict(sorted(each.answers.items()))}
        lines.append(f"  {json.dumps(code)}: {json.dumps(rule)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    """Keep what the rules answer now, or tell what is not as it was."""
    parser = argparse.ArgumentParser(description="Compare what rules answer with what is kept of them.")
    parser.add_argument("--write", action="store_true", help="keep what the rules answer now")
    arguments = parser.parse_args()
    before = kept() if FILE.exists() else {}
    after = now(asked())
    changed = list(silent_changes(before, after))
    told = changed if arguments.write else [*changed, *stale(before, after)]
    for line in told:
        print(line, file=sys.stderr)
    if arguments.write and not changed:
        FILE.write_text(text_of(after), encoding="utf-8", newline="\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
