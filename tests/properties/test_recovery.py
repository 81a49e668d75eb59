"""After a slip of syntax: what follows is still judged, and nothing is made up for what the slip hides."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given

from tests.cli.program import here
from tests.properties.any_map import FILES, any_sound_map
from tests.properties.choices import Choices, choices, examples

NAME = "any.journey.yaml"
PLAIN = re.compile(r"[a-z]+(-[a-z]+)*")
SLIPS = (
    *(' "never closed', " 'never closed", " [a, b", " {a: b", " {a: [b}", " [{a: b]", " ]", " }", " - a"),
    *(
        " a: b: c",
        " @a",
        " `a`",
        " %a",
        " *a b",
        " &",
        ' "\\y"',
        ' "a" b',
        " 'a' b",
        " [a] b",
        " |9x",
        " > a",
    ),
    *(
        "\n\ta: b",
        "\n    a: b\n  c: d",
        "\n  - a\n  b: c",
        "\n  a: b\n  - c",
        "\n  a b\n  c: d",
        "\n  a:b\n  c: d",
    ),
    *(
        "\n  a: [b\n  c: d",
        '\n  a: "b\n  c: d',
        "\n  a: {b: c\n  d: e",
        "\n  - a: b\n   c: d",
        "\n  ? a\n  b",
        "\n  a: |\n b",
    ),
)


class Told(NamedTuple):
    """What a finding says, and its line."""

    rule: str
    message: str
    line: int


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with the files that maps mention."""
    folder = tmp_path_factory.mktemp("recovery")
    (folder / "jmap.toml").write_text("")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def written(value: Any, pick: Choices, margin: str = "") -> str:
    """Return a value as it stands behind its colon or dash, in a block or on its line."""
    if isinstance(value, str):
        if PLAIN.fullmatch(value) and value not in ("null", "true", "false", "yes", "no", "on", "off"):
            return f" {value}"
        if value.isprintable() and pick.rarely(3):
            return " '" + value.replace("'", "''") + "'"
    if not isinstance(value, dict | list) or not value or pick.rarely(4):
        return " " + json.dumps(value, ensure_ascii=False)
    inner = margin + "  "
    if isinstance(value, list):
        return "".join(f"\n{inner}-{written(each, pick, inner)}" for each in value)
    return "".join(f"\n{inner}{json.dumps(key)}:{written(each, pick, inner)}" for key, each in value.items())


def findings(folder: Path, text: str) -> list[Told]:
    (folder / NAME).write_bytes(text.encode("utf-8", "surrogatepass"))
    ran = here("validate", "--format", "json", NAME, folder=folder)
    assert ran.code in (0, 1), ran.err
    found = [each for each in json.loads(ran.out)["findings"] if each["file"] == NAME]
    # What kind of file it is may be what the slip hides.
    said = [re.sub("in (a map|a library|this file)$", "here", each["message"]) for each in found]
    return [Told(each["rule"], words, each["line"]) for each, words in zip(found, said, strict=True)]


@examples(80)
@given(choices())
def test_what_follows_a_slip_is_judged_and_nothing_else_is_said(folder: Path, pick: Choices) -> None:
    data = any_sound_map(pick)
    keys = pick.shuffled([key for key in data if re.fullmatch(r"[\w-]+", key)])
    parts = {key: f"{key}:{written(data[key], pick)}\n" for key in keys}
    for key in keys:
        if pick.rarely(3):
            parts[key] += f"unknown-{key}: 1\n"
    broken = keys.index(pick.one_of(keys))
    before = "".join(parts[key] for key in keys[:broken])
    after = "".join(parts[key] for key in keys[broken + 1 :])
    slip = f"{keys[broken]}:{pick.one_of(SLIPS)}\n"
    whole = findings(folder, before + parts[keys[broken]] + after)
    cut = findings(folder, before + slip + after)

    first = before.count("\n") + 1
    shift = slip.count("\n") - parts[keys[broken]].count("\n")
    last = first + slip.count("\n") - 1
    moved = {each._replace(line=each.line + shift) if each.line > first else each for each in whole}
    outside = {each for each in cut if not first <= each.line <= last}
    told = {each.rule for each in cut if first <= each.line <= last}
    if not told & {"JM004", "JM006", "JM010"} and "never closed" in slip:
        # With a quote further down that opens before a `#`, what it swallows is a text like any other.
        return
    assert told, "the slip is told"
    assert outside - moved == set()
    shape = {each for each in moved if each.rule.startswith("JM1") and each.line > last}
    assert shape - outside == set()
