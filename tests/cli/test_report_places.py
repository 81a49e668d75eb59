"""Where a report in HTML leads to: pages beside it or elsewhere, and files of the workspace."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.program import Ran
from tests.cli.program import here as jmap

MAP = """\
jmap: 1
title: Trial
stages: {trial: Trial}
touchpoints:
  sign-up: {stage: trial, importance: 9, performance: 3}
"""
LONG = MAP + "# more\n" * 3000
"""A file too long for its page, so that lines are those of the file."""


def run(folder: Path, *arguments: str) -> Ran:
    (folder / "jmap.toml").touch()
    (folder / "trial.journey.yaml").write_text(LONG, encoding="utf-8")
    return jmap("audit", "--as-of", "2026-10-15", "-q", *arguments, folder=folder)


def leads(text: str) -> set[str]:
    """Return where the links of a report lead, without what follows `#`."""
    found = set(re.findall(r'href="([^"#]*)', text))
    return {each for each in found if each and "/reference/rules/" not in each}


@pytest.mark.parametrize(
    ("file", "site", "expected"),
    [
        ("audit.html", (), {"index.html", "trial.html", "trial.journey.yaml"}),
        ("site/audit.html", (), {"index.html", "trial.html", "../trial.journey.yaml"}),
        (
            "reports/audit.html",
            ("--site", "the site"),
            {"../the%20site/index.html", "../the%20site/trial.html", "../trial.journey.yaml"},
        ),
        (
            "audit.html",
            ("--site", "https://maps.example/all"),
            {
                "https://maps.example/all/index.html",
                "https://maps.example/all/trial.html",
                "trial.journey.yaml",
            },
        ),
    ],
)
def test_a_report_leads_to_pages_and_files_from_where_it_lies(
    tmp_path: Path, file: str, site: tuple[str, ...], expected: set[str]
) -> None:
    assert run(tmp_path, "-o", file, *site).code == 0
    assert leads((tmp_path / file).read_text(encoding="utf-8")) == expected


def test_a_report_beside_the_workspace_leads_down_and_one_elsewhere_to_no_file(tmp_path: Path) -> None:
    inside = tmp_path / "maps"
    inside.mkdir()
    assert run(inside, "-o", "../audit.html", "-o", "../away/audit.html").code == 0
    up = leads((tmp_path / "audit.html").read_text(encoding="utf-8"))
    away = leads((tmp_path / "away" / "audit.html").read_text(encoding="utf-8"))
    assert up == {"index.html", "trial.html", "maps/trial.journey.yaml"}
    assert away == {"index.html", "trial.html"}


def test_on_standard_output_it_leads_to_what_lies_beside(tmp_path: Path) -> None:
    assert leads(run(tmp_path, "--format", "html").out) == {"index.html", "trial.html"}


@pytest.mark.parametrize("address", ["javascript://x", "file:///etc", "https://a b"])
def test_an_address_that_no_page_may_lead_to_is_refused(tmp_path: Path, address: str) -> None:
    ran = run(tmp_path, "-o", "audit.html", "--site", address)
    assert (ran.code, "`--site` cannot lead to" in ran.err) == (2, True)
    assert not (tmp_path / "audit.html").exists()


def test_it_says_where_pages_come_from_that_are_not_there(tmp_path: Path) -> None:
    run(tmp_path)
    loud = ("audit", "--as-of", "2026-10-15", "--select", "JM501", "-o", "site/audit.html")
    told = "the report leads to pages of maps in `site`, and they are drawn by `jmap render -o site`"
    assert told in jmap(*loud, folder=tmp_path).err
    assert jmap("render", "-o", "site", "--as-of", "2026-10-15", folder=tmp_path).code == 0
    assert told not in jmap(*loud, folder=tmp_path).err
    assert "leads to pages" not in jmap(*loud[:-1], "audit.md", folder=tmp_path).err
