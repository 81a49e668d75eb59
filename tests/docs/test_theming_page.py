"""The page on themes and templates: its examples work as they stand, and its list is whole."""

from __future__ import annotations

import re
from pathlib import Path

from jmap.themes.contrast import contrast_faults
from jmap.themes.reader import read_theme
from jmap.themes.tokens import names
from tests.cli.program import here as jmap

PAGE = (Path(__file__).parents[2] / "docs" / "theming.md").read_text(encoding="utf-8")
MAP = "jmap: 1\ntitle: From trial to renewal\nstages: {trial: {next: renewal}, renewal: Stay}\n"


def block(language: str) -> str:
    found = re.search(rf"^```{language} \S+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_theme_is_read_without_a_fault_and_leaves_enough_contrast() -> None:
    reading = read_theme(block("css"))
    assert reading.faults == ()
    assert list(contrast_faults(reading)) == []
    assert dict(reading.theme.dark)["accent"] == "#7fd6ae"


def test_the_theme_and_the_template_draw_a_page(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "trial.journey.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "brand.css").write_text(block("css"), encoding="utf-8")
    (tmp_path / "look").mkdir()
    template = tmp_path / "look" / "journey.html.j2"
    template.write_text(block("jinja"), encoding="utf-8")
    ran = jmap("render", "--theme", "brand.css", "--templates", "look", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    page = (tmp_path / "site" / "trial.html").read_text(encoding="utf-8")
    assert '<p class="tag">Internal · From trial to renewal · 0 touchpoints</p>' in page
    assert "--accent:#0b5c4b" in page
    template.write_text(block("jinja").replace("header", "headr"), encoding="utf-8")
    ran = jmap("render", "--templates", "look", folder=tmp_path)
    assert (ran.code, ran.err) == (
        2,
        re.findall(r"^error: look.*?\n  .*?\n", PAGE, re.DOTALL | re.MULTILINE)[0],
    )


def test_the_table_has_every_token() -> None:
    table = PAGE.partition("| tokens |")[2].partition("\n\n")[0]
    listed = set(re.findall(r"`--([a-z0-9-]+)`", table))
    listed |= {f"{name}-soft" for name in ("ok", "warn", "crit", "info")} | {
        f"s{number}" for number in range(1, 7)
    }
    assert listed == set(names())
