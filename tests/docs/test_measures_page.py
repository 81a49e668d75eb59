"""The page on measures shows what the program does, with a file that is what it says.

`python -m tests.docs.test_measures_page` writes digest and outputs anew, for review.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from jsonschema import Draft202012Validator

from jmap.measures.layout import measures_schema
from jmap.measures.measured import Rate
from jmap.measures.proportion import wilson
from jmap.measures.reading import read_measures
from jmap.rules import registry
from tests.cli.program import here as jmap
from tests.measures.saas import difference

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"
_BLOCK = re.compile(r"^```(yaml|json|console)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_DIGEST = re.compile('(?<="course.journey.yaml": ")[0-9a-f]{64}')


def as_it_is(page: str, folder: Path) -> str:
    """Return the page with the digest of its map, and every output, as they are when it is followed."""

    def block(found: re.Match[str]) -> str:
        language, name, text = found.groups()
        if name == "measures.json":
            digest = hashlib.sha256((folder / "course.journey.yaml").read_bytes()).hexdigest()
            text = _DIGEST.sub(digest, text)
        if name:
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        else:
            commands = re.findall(r"^\$ jmap (.*)\n", text, re.MULTILINE)
            text = "".join(f"$ jmap {each}\n{printed(each, folder)}" for each in commands)
        return f"```{language}{' ' + name if name else ''}\n{text}```"

    (folder / "jmap.toml").touch()
    return _BLOCK.sub(block, page)


def printed(command: str, folder: Path) -> str:
    ran = jmap(*command.split(), folder=folder)
    return ran.out + ran.err


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    as_it_is(PAGE.read_text(encoding="utf-8"), tmp_path)
    return tmp_path / "measures.json"


def test_the_page_is_as_it_is_when_it_is_followed(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert as_it_is(page, tmp_path) == page


def test_the_sample_is_what_the_schema_allows(sample: Path) -> None:
    Draft202012Validator.check_schema(measures_schema())
    content = json.loads(sample.read_text(encoding="utf-8"))
    assert not list(Draft202012Validator(measures_schema()).iter_errors(content))
    assert set(read_measures(sample).maps) == {"course"}


def test_the_intervals_of_the_sample_are_wilsons(sample: Path) -> None:
    course = read_measures(sample).maps["course"]
    touchpoint = course.touchpoints["taster"]
    rates = [
        *(each.of_previous for each in course.funnel),
        touchpoint.reach,
        touchpoint.exposed,
        touchpoint.not_exposed,
        course.dormant,
        course.event_coverage,
    ]
    checked = [each for each in rates if isinstance(each, Rate)]
    assert len(checked) == 6
    for each in checked:
        low, high = wilson(each.n, each.of)
        assert (each.value, each.low, each.high) == pytest.approx((each.n / each.of, low, high), abs=5e-5)


def test_the_difference_of_the_sample_is_newcombes(sample: Path) -> None:
    touchpoint = read_measures(sample).maps["course"].touchpoints["taster"]
    expected = difference(18, 180, 30, 71)
    found = {"value": touchpoint.lift, "low": touchpoint.lift_low, "high": touchpoint.lift_high}
    assert found == pytest.approx(expected, abs=5e-5)


def test_the_page_tells_of_every_rule_that_needs_measures() -> None:
    told = re.findall(r"^\| \[(JM\d{3})\].*\| (yes|no)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    every = [registry.get(code).rule for code in registry.names()]
    assert told == [(rule.code, "no" if rule.of_journey else "yes") for rule in every if rule.measured]


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        text = as_it_is(PAGE.read_text(encoding="utf-8"), Path(made))
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {PAGE.name}\n")
