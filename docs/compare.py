"""Compares what jmap and its peers say of the broken maps in docs/compared, and writes it into compared.md.

`python docs/compare.py` asks jmap anew and takes the peers' words from compared/peers.json; with `--peers` it
asks them too, those that are on `PATH`, and keeps their words; with `--check` it says whether the page is as
it should be.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from jmap.model.schema import json_schema

HERE = Path(__file__).parent
PAGE = HERE / "compared.md"
PEERS = HERE / "compared" / "peers.json"
AS_OF = "2026-10-15"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a tool says: of a file, at a line and column, at a path of keys, or at neither."""

    file: str
    text: str
    line: int = 0
    column: int = 0
    path: str = ""

    @property
    def place(self) -> str:
        """Return where it points, as the tool says it."""
        return f"{self.line}:{self.column}" if self.line else self.path or "the file"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault put into a map: what it is, its file, the line that has it, its path of keys.

    `shows` are words by which a tool names it, where it points elsewhere.
    """

    what: str
    file: str
    line: str
    path: str
    shows: str = ""

    def meant_by(self, said: Said, number: int) -> bool:
        """Tell whether something said is about this fault; `number` is that of its line."""
        if said.file != self.file:
            return False
        if self.shows and re.search(self.shows, said.text):
            return True
        if said.line:
            return said.line == number
        # One level up, where an object is told what its key is.
        parent, _, key = self.path.rpartition(".")
        return said.path == self.path or (said.path == parent and said.text.startswith(f"'{key}'"))


MAP, LIBRARY = "renewal.journey.yaml", "company.journey.yaml"
FIXTURES = {
    "renewal": (
        Fault("a date in another notation", MAP, "reviewed:", "reviewed"),
        Fault("`no` where a country is meant", MAP, "country: no", "personas.ops-lead.demographics.country"),
        Fault("a sentence cut at its comma", MAP, "next to last", "stages.look-back.needs"),
        Fault("a stage that no way leads to", MAP, "  win-back:", "stages.win-back"),
        Fault("a misspelt key", MAP, "emotoin", "touchpoints.review-call.emotoin", '"emotoin"'),
        Fault("a stage that is not there", MAP, "pirce", "touchpoints.price-letter.stage"),
        Fault("a number out of range", MAP, "emotion: -3", "touchpoints.price-letter.emotion"),
        Fault("a misspelt choice", MAP, "assited", "touchpoints.price-letter.automation"),
        Fault("a hidden text-direction mark", MAP, "The budget is", "touchpoints.price-letter.thoughts"),
        Fault("a team that no library has", MAP, "finanze", "touchpoints.return-offer.owner"),
        Fault("a target worse than its baseline", MAP, "target: 20", "metrics.notice.target"),
        Fault("an impossible figure", MAP, "2026-Q2: 130", "metrics.recommendation.history.2026-Q2"),
        Fault("a wrong type in the library", LIBRARY, "size: 62", "segments.regional.size"),
    ),
    "renewal-syntax": (
        Fault("a repeated key", MAP, "goal: Decide without", "goal"),
        Fault("a colon in a text without quotes", MAP, "What happens today", "summary"),
        Fault("a tab that indents", MAP, "\tgoal:", "stages.look-back.goal"),
        Fault("a quote never closed", MAP, '"Reads the', "touchpoints", "double quoted scalar"),
        Fault("a bracket never closed", MAP, "{name: Email", "channels.email"),
        Fault("a misspelt key further down", MAP, "targt", "metrics.notice.targt"),
    ),
}


def run(folder: Path, *command: str) -> str:
    """Return what a program prints, on both streams."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def maps(folder: Path) -> list[str]:
    """Return the names of the maps of a fixture."""
    return sorted(path.name for path in folder.glob("*.journey.yaml"))


def jmap(folder: Path) -> Iterator[Said]:
    """Yield what jmap says of a fixture."""
    for each in re.finditer(r"^(\S+?):(\d+):(\d+): (.*)$", concise(folder), re.MULTILINE):
        yield Said(each[1], each[4], int(each[2]), int(each[3]))


def concise(folder: Path) -> str:
    """Return what jmap prints for a fixture, one line for each finding."""
    command = ("-I", "-m", "jmap", "validate", "--no-cache", "--format", "concise", "--as-of", AS_OF)
    return run(folder, sys.executable, *command)


def check_jsonschema(folder: Path) -> Iterator[Said]:
    """Yield what check-jsonschema says with jmap's schema, all sub-errors included."""
    with tempfile.TemporaryDirectory() as name:
        schema = Path(name) / "journey.schema.json"
        schema.write_text(json.dumps(json_schema()), encoding="utf-8")
        command = ("check-jsonschema", "--verbose", "--schemafile", str(schema))
        answer = json.loads(run(folder, *command, "-o", "json", *maps(folder)))
        plain = run(folder, *command, *maps(folder))
    for error in answer["errors"]:
        for each in error.get("sub_errors") or [error]:
            yield Said(error["filename"], each["message"], path=_dotted(each["path"]))
    for error in answer["parse_errors"]:
        found = re.search(r"Error: (.*)\n\s+in .*, line (\d+), column (\d+)", plain)
        if found:
            yield Said(error["filename"], found[1], int(found[2]), int(found[3]))


def _dotted(path: str) -> str:
    return re.sub(r"\['([^']*)'\]", r".\1", path).removeprefix("$").removeprefix(".")


def spectral(folder: Path) -> Iterator[Said]:
    """Yield what Spectral says with a rule that holds a map against jmap's schema."""
    options = {"schema": json_schema(), "allErrors": True, "dialect": "draft2020-12"}
    then = {"function": "schema", "functionOptions": options}
    rule = {"given": "$", "message": "{{error}}", "severity": "error", "then": then}
    with tempfile.TemporaryDirectory() as name:
        ruleset = Path(name) / "ruleset.json"
        ruleset.write_text(json.dumps({"rules": {"journey": rule}}), encoding="utf-8")
        answer = run(folder, "spectral", "lint", "--quiet", "-f", "json", "-r", str(ruleset), *maps(folder))
    for each in json.loads(answer):
        start = each["range"]["start"]
        yield Said(Path(each["source"]).name, each["message"], start["line"] + 1, start["character"] + 1)


def yamale(folder: Path) -> Iterator[Said]:
    """Yield what Yamale says with the schema beside the fixtures."""
    for name in maps(folder):
        answer = run(folder, "yamale", "-s", "../yamale.schema.yaml", name)
        for each in re.finditer(r"^\t(\S+): (.*)$", answer, re.MULTILINE):
            yield Said(name, each[2], path=each[1])
        found = re.search(r"Error: (.*)\n\s+in .*, line (\d+), column (\d+)", answer)
        if found:
            yield Said(name, found[1], int(found[2]), int(found[3]))


def _yamllint(folder: Path, *options: str) -> Iterator[Said]:
    answer = run(folder, "yamllint", *options, "-f", "parsable", *maps(folder))
    for each in re.finditer(r"^(\S+?):(\d+):(\d+): (.*)$", answer, re.MULTILINE):
        yield Said(each[1], each[4], int(each[2]), int(each[3]))


def yamllint(folder: Path) -> Iterator[Said]:
    """Yield what yamllint says with its own config."""
    yield from _yamllint(folder)


def yamllint_relaxed(folder: Path) -> Iterator[Said]:
    """Yield what yamllint says with the relaxed config that it brings."""
    yield from _yamllint(folder, "-d", "relaxed")


ASKED: dict[str, Callable[[Path], Iterator[Said]]] = {
    "check-jsonschema": check_jsonschema,
    "Spectral": spectral,
    "Yamale": yamale,
    "yamllint": yamllint,
    "yamllint, relaxed": yamllint_relaxed,
}
Words = dict[str, list[Said]]


def ask_peers() -> None:
    """Ask the peers, and keep what they say with their versions."""
    kept = {}
    for name, ask in ASKED.items():
        program = name.split(",")[0].lower()
        version = re.search(r"\d+(\.\d+)+", run(HERE, program, "--version"))
        said = {fixture: [asdict(each) for each in ask(HERE / "compared" / fixture)] for fixture in FIXTURES}
        kept[name] = {"version": version[0] if version else "", "said": said}
    PEERS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def words(fixture: str) -> Words:
    """Return what every tool says of a fixture: jmap now, the peers when they were last asked."""
    peers = json.loads(PEERS.read_text(encoding="utf-8"))
    said = {"jmap": list(jmap(HERE / "compared" / fixture))}
    return said | {name: [Said(**each) for each in peer["said"][fixture]] for name, peer in peers.items()}


def blocks() -> dict[str, str]:
    """Return the parts of the page that are made, by name."""
    made = {}
    peers = json.loads(PEERS.read_text(encoding="utf-8"))
    made["versions"] = ", ".join(
        f"{name} {each['version']}" for name, each in peers.items() if "," not in name
    )
    for fixture, faults in FIXTURES.items():
        said = words(fixture)
        made[f"{fixture}: table"] = "\n".join(_table(fixture, faults, said))
        made[f"{fixture}: words"] = "\n".join(["```text", *_in_their_words(fixture, faults, said), "```"])
    return made


def _number(fixture: str, fault: Fault) -> int:
    lines = (HERE / "compared" / fixture / fault.file).read_text(encoding="utf-8").splitlines()
    (number,) = (index for index, line in enumerate(lines, 1) if fault.line in line)
    return number


def _about(fixture: str, fault: Fault, said: Iterable[Said]) -> list[Said]:
    number = _number(fixture, fault)
    found = [each for each in said if fault.meant_by(each, number)]
    # A schema with choices says first that none holds, then why not: the reasons tell more.
    return sorted(found, key=lambda each: "any of the given" in each.text or "anyOf" in each.text)


def _table(fixture: str, faults: Iterable[Fault], said: Words) -> Iterator[str]:
    yield f"| fault | line | {' | '.join(said)} |"
    yield "|---" * (len(said) + 2) + "|"
    counts = dict.fromkeys(said, 0)
    for fault in faults:
        cells = []
        for name, each in said.items():
            found = _about(fixture, fault, each)
            counts[name] += bool(found)
            cells.append(found[0].place if found and found[0].line else "path" if found else "–")
        where = f"{_number(fixture, fault)}{' of the library' if fault.file == LIBRARY else ''}"
        yield f"| {fault.what} | {where} | {' | '.join(cells)} |"
    yield f"| **found** | | {' | '.join(f'**{count}**' for count in counts.values())} |"


def _in_their_words(fixture: str, faults: Iterable[Fault], said: Words) -> Iterator[str]:
    rest = {name: list(each) for name, each in said.items()}
    for fault in faults:
        yield f"{fault.what.replace('`', '')}, {fault.file}:{_number(fixture, fault)}"
        for name, each in said.items():
            found = _about(fixture, fault, each)
            rest[name] = [one for one in rest[name] if one not in found]
            if found:
                yield _line(name, found)
        yield ""
    yield "said besides"
    for name, each in rest.items():
        if each:
            yield _line(name, each)


def _line(name: str, said: list[Said]) -> str:
    text = said[0].text if len(said[0].text) <= 220 else said[0].text[:219] + "…"
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    return f"  {name:<19}{said[0].place}: {text}{more}"


def main() -> int:
    """Write the page, or say that it is not as it should be."""
    if "--peers" in sys.argv[1:]:
        ask_peers()
    text = PAGE.read_text(encoding="utf-8")
    wanted = text
    for name, block in blocks().items():
        pattern = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
        wanted, count = pattern.subn(lambda match, block=block: match[1] + block + "\n" + match[2], wanted)
        if count != 1:
            sys.stdout.write(f"compared.md has no place for `{name}`\n")
            return 1
    if wanted == text:
        return 0
    if "--check" in sys.argv[1:]:
        sys.stdout.write("stale compared.md\n")
        return 1
    PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    sys.stdout.write("wrote compared.md\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
