"""Themes from the outside: `--theme`, `theme` in the config, and what `validate` says of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Ran
from tests.cli.program import here as jmap
from tests.cli.program import jmap as jmap_apart

MAP = "jmap: 1\ntitle: From trial to renewal\nstages: {trial: {next: renewal}, renewal: Stay}\n"
BRAND = ":root { --accent: #0b5c4b }\n[data-theme=dark] { --accent: #7fd6ae }\n"


def run(folder: Path, *arguments: str, config: str = "", **themes: str) -> Ran:
    (folder / "jmap.toml").write_text(config, encoding="utf-8")
    (folder / "trial.journey.yaml").write_text(MAP, encoding="utf-8")
    for name, text in themes.items():
        (folder / f"{name}.css").write_text(text, encoding="utf-8")
    return jmap(*arguments, "--as-of", "2026-10-15", folder=folder)


def test_pages_and_pictures_wear_the_theme_that_is_named(tmp_path: Path) -> None:
    ran = run(tmp_path, "render", "--theme", "brand.css", "--format", "html,svg", brand=BRAND)
    assert (ran.code, ran.err) == (0, "")
    for name in ("index.html", "trial.html"):
        page = (tmp_path / "site" / name).read_text(encoding="utf-8")
        assert page.count("--accent:#0b5c4b;") == 1
        assert page.count("--accent:#7fd6ae;") == 2
        assert "#2D47C6" not in page
    poster = (tmp_path / "site" / "trial.svg").read_text(encoding="utf-8")
    assert "stroke:#0b5c4b" in poster
    assert "#2D47C6" not in poster
    picture = (tmp_path / "site" / "trial.lifecycle.svg").read_text(encoding="utf-8")
    light, _, dark = picture.partition("(prefers-color-scheme:dark)")
    assert "way{stroke:#0b5c4b" in light
    assert "way{stroke:#7fd6ae" in dark


def test_the_config_names_a_theme_below_its_folder_and_the_flag_goes_before_it(tmp_path: Path) -> None:
    config = '[render]\ntheme = "look/brand.css"\n'
    (tmp_path / "look").mkdir()
    (tmp_path / "look" / "brand.css").write_text(BRAND, encoding="utf-8")
    (tmp_path / "below").mkdir()
    run(tmp_path, "render", config=config)
    page = tmp_path / "site" / "trial.html"
    assert "--accent:#0b5c4b;" in page.read_text(encoding="utf-8")
    run(tmp_path, "render", "--theme", "other.css", config=config, other=":root { --accent: #00f }")
    assert "--accent:#00f;" in page.read_text(encoding="utf-8")


def test_with_a_theme_that_is_wrong_nothing_is_drawn(tmp_path: Path) -> None:
    ran = run(tmp_path, "render", "--theme", "brand.css", brand=":root {\n  --acent: red;\n}\n")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error[JM014] bad-theme: no token `--acent`\n"
        " --> brand.css:2:3\n"
        "  |\n"
        "2 |   --acent: red;\n"
        "  |   ^^^^^^^ did you mean `--accent`?\n"
        "\n"
        "1 error in 1 of 1 file\n"
    )
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", ["missing.css", "."])
def test_a_theme_that_cannot_be_read_is_a_finding(tmp_path: Path, name: str) -> None:
    ran = run(tmp_path, "render", "--theme", name)
    assert ran.code == 1
    assert ran.err.startswith("error[JM011] unreadable: ")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b":root{--bg:\xff}", "JM001"), (b":root{\x00}", "JM002"), (b" " * 200_001, "JM009")],
)
def test_bytes_are_looked_at_before_css(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "brand.css").write_bytes(data)
    ran = run(tmp_path, "render", "--theme", "brand.css")
    assert ran.code == 1
    assert ran.err.startswith(f"error[{code}] ")


def test_too_little_contrast_is_told_and_drawn_unless_warnings_fail(tmp_path: Path) -> None:
    pale = ":root { --accent-ink: #8894e8 }\n"
    ran = run(tmp_path, "render", "--theme", "brand.css", brand=pale)
    assert ran.code == 0
    assert "warning[JM015] low-contrast: `--accent-ink` `#8894e8` on `--accent` `#2D47C6`" in ran.err
    assert (tmp_path / "site" / "trial.html").exists()
    assert run(tmp_path, "render", "--theme", "brand.css", "--fail-on", "warning", brand=pale).code == 1
    strict = '[severity]\nJM015 = "error"\n'
    assert run(tmp_path, "render", "--theme", "brand.css", config=strict, brand=pale).code == 1
    left_out = 'ignore = ["JM015"]\n'
    assert run(tmp_path, "render", "--theme", "brand.css", config=left_out, brand=pale).err == ""


def test_validate_looks_at_the_theme_of_the_workspace_and_not_for_one_map(tmp_path: Path) -> None:
    config = '[render]\ntheme = "brand.css"\n'
    ran = run(tmp_path, "validate", "--format", "concise", config=config, brand=":root { --acent: red }")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == (
        "brand.css:1:9: error[JM014] no token `--acent` (did you mean `--accent`?)"
    )
    alone = run(tmp_path, "validate", "trial.journey.yaml", config=config, brand=":root { --acent: red }")
    assert alone.code == 0


def test_a_theme_that_changed_is_looked_at_again(tmp_path: Path) -> None:
    config, cache = '[render]\ntheme = "brand.css"\n', tmp_path / "cache"
    run(tmp_path, "validate", config=config, brand=BRAND)
    old = 1_700_000_000
    for name in ("jmap.toml", "trial.journey.yaml", "brand.css"):
        os.utime(tmp_path / name, (old, old))

    def again() -> Ran:
        kept: dict[str, Any] = {"JMAP_NO_CACHE": "", "JMAP_CACHE_DIR": str(cache)}
        return jmap_apart("validate", "--as-of", "2026-10-15", folder=tmp_path, given=None, **kept)

    assert (again().code, again().code) == (0, 0)
    (tmp_path / "brand.css").write_text(":root { --acent: red }", encoding="utf-8")
    assert again().code == 1


def test_a_theme_of_the_config_that_a_link_leads_out_of_the_workspace_is_not_read(tmp_path: Path) -> None:
    inside = tmp_path / "maps"
    inside.mkdir()
    (tmp_path / "secret.css").write_text("top secret", encoding="utf-8")
    (inside / "brand.css").symlink_to(tmp_path / "secret.css")
    ran = run(inside, "render", config='[render]\ntheme = "brand.css"\n')
    assert ran.code == 1
    assert "`brand.css` is outside the workspace" in ran.err
    assert "secret" not in ran.err.replace("brand.css", "")
