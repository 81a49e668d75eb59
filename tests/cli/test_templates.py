"""`--templates` from the outside: pages, mistakes, and that no config can name templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Ran
from tests.cli.program import here as jmap
from tests.cli.program import jmap as jmap_apart

MAP = "jmap: 1\ntitle: From trial to renewal\nstages: {trial: {next: renewal}, renewal: Stay}\n"
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="{{ policy }}">'
    "<title>{{ view.header.title }}</title></head><body><h1>{{ view.header.title }}</h1></body></html>\n"
)


def run(folder: Path, *arguments: str, **templates: str) -> Ran:
    (folder / "jmap.toml").touch()
    (folder / "trial.journey.yaml").write_text(MAP, encoding="utf-8")
    (folder / "mine").mkdir(exist_ok=True)
    for name, text in templates.items():
        (folder / "mine" / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return jmap("render", "--as-of", "2026-10-15", "--templates", "mine", *arguments, folder=folder)


def test_a_page_is_made_with_the_template_and_the_index_with_ours(tmp_path: Path) -> None:
    ran = run(tmp_path, journey=PAGE)
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "site" / "trial.html").read_text(encoding="utf-8") == (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'none'; "
        "script-src 'none'; img-src data:; base-uri 'none'; form-action 'none'\">"
        "<title>From trial to renewal</title></head><body><h1>From trial to renewal</h1></body></html>\n"
    )
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<table class="pf"' in index


@pytest.mark.parametrize("arguments", [(), ("-o", "-"), ("-j", "2")])
def test_a_mistake_is_told_with_file_and_line_and_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = run(tmp_path, *arguments, journey=f"{PAGE}{{{{ view.stagess }}}}")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: mine/journey.html.j2:2: there is no `stagess` here\n  did you mean `stages`?\n"
    )


def test_a_mistake_of_syntax_is_told_before_anything_is_written(tmp_path: Path) -> None:
    ran = run(tmp_path, index="{% for %}")
    assert ran.code == 2
    assert ran.err.startswith("error: mine/index.html.j2:1: expected")
    assert not (tmp_path / "site").exists()


def test_a_template_of_no_use_is_told(tmp_path: Path) -> None:
    ran = run(tmp_path, jorney=PAGE)
    assert (ran.code, ran.err) == (
        0,
        (
            "note: `jorney.html.j2` replaces none of our templates, and none of yours names it; "
            "did you mean `journey.html.j2`?\n"
        ),
    )


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    ran = run(tmp_path, "--templates", "nope")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: the folder of templates `nope` does not exist\n  check its name\n"


def test_no_config_names_templates(tmp_path: Path) -> None:
    run(tmp_path, journey=PAGE)
    (tmp_path / "jmap.toml").write_text('[render]\ntemplates = "mine"\n', encoding="utf-8")
    ran = jmap("render", folder=tmp_path)
    assert ran.code == 2
    assert "templates" in ran.err


def test_maps_are_drawn_anew_where_a_template_changed(tmp_path: Path) -> None:
    kept: dict[str, Any] = {"JMAP_NO_CACHE": "", "JMAP_CACHE_DIR": str(tmp_path / "cache")}
    run(tmp_path, journey=PAGE)
    again = ("render", "--as-of", "2026-10-15", "--templates", "mine")
    jmap_apart(*again, folder=tmp_path, given=None, **kept)
    (tmp_path / "mine" / "journey.html.j2").write_text(PAGE.replace("<h1>", "<h1>Map "), encoding="utf-8")
    jmap_apart(*again, folder=tmp_path, given=None, **kept)
    page = (tmp_path / "site" / "trial.html").read_text(encoding="utf-8")
    assert "<h1>Map From trial to renewal</h1>" in page
