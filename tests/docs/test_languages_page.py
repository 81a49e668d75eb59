"""The page on languages: those it lists are there, and its examples are good."""

from __future__ import annotations

import re
from pathlib import Path

from jmap.render.language import holds, known, tags
from tests.cli.program import here as jmap

PAGE = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")


def test_every_language_is_named() -> None:
    said = re.search(r"speak (.*?)\.", PAGE, re.DOTALL)
    assert said is not None
    assert {"en", *re.findall(r"`([a-z-]+)`", said[1])} == set(tags())


def test_the_examples_are_good(tmp_path: Path) -> None:
    [yaml] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    [toml] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "jmap.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "a.journey.yaml").write_text(f"{yaml}stages: {{a: A}}\n", encoding="utf-8")
    ran = jmap("render", "--lang", "fr", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert '<html lang="de-AT">' in (tmp_path / "site" / "a.html").read_text(encoding="utf-8")


def test_what_it_says_of_tags_and_rules_holds() -> None:
    assert known("de-AT") == "de"
    assert known("it") is None
    assert known("ar") is None
    [one, few] = re.findall(r'(?:one|few) = "([^"{]*)"', PAGE)
    assert [each for each in (1, 1.5, 2, 5, 12, 22) if holds(one, each)] == [1]
    assert [each for each in (1, 1.5, 2, 5, 12, 22) if holds(few, each)] == [2, 22]
