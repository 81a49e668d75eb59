"""What is packaged: templates, cases and blueprints are found however jmap is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASK = """\
import sys
sys.path.insert(0, {site!r})
import site
site.addsitedir({site!r})
import jmap
from jmap.render.templates import template_folder
from jmap.rules.case_files import case_file
from jmap.blueprints.catalogue import names
print(jmap.__file__)
print(len(template_folder().joinpath("assets/page.css").read_text(encoding="utf-8")))
print(case_file("JM201") is not None)
print(",".join(sorted(names())))
"""


def build(folder: Path, *, editable: bool) -> Path:
    """Build a wheel without an index, and return the folder that it is unpacked to."""
    hook = "build_editable" if editable else "build_wheel"
    code = f"import sys; from hatchling.build import {hook}; print({hook}(sys.argv[1]))"
    built = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    site = folder / "site"
    with zipfile.ZipFile(folder / built.stdout.strip().splitlines()[-1]) as wheel:
        wheel.extractall(site)
    return site


def ask(site: Path) -> list[str]:
    """Ask a fresh interpreter, in another folder, what it finds."""
    env = {key: text for key, text in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(site=str(site))],
        cwd=site.parent,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


NAMES = "blank,lifecycle,saas,service"
CSS = str(len((ROOT / "templates" / "assets" / "page.css").read_text(encoding="utf-8")))


def test_a_wheel_brings_templates_cases_and_nothing_of_the_tests(tmp_path: Path) -> None:
    site = build(tmp_path, editable=False)
    packed = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert "jmap/templates/assets/page.css" in packed
    assert "jmap/cases/JM201.md" in packed
    assert {path.split("/")[0] for path in packed} == {"jmap", "jmap-0.1.0.dist-info"}
    assert [path for path in packed if path.startswith("jmap/cases/") and not path.endswith(".md")] == []
    assert ask(site) == [str(site / "jmap" / "__init__.py"), CSS, "True", NAMES]


def test_an_editable_install_finds_them_in_the_checkout(tmp_path: Path) -> None:
    site = build(tmp_path, editable=True)
    assert not (site / "jmap" / "__init__.py").exists()
    assert ask(site) == [str(ROOT / "src" / "jmap" / "__init__.py"), CSS, "True", NAMES]


def test_a_checkout_finds_them_without_an_install() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    code = (
        "from jmap.render.templates import template_folder; "
        "print(len(template_folder().joinpath('assets/page.css').read_text(encoding='utf-8')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=ROOT.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [CSS]


@pytest.mark.parametrize("name", ["blank", "lifecycle", "saas", "service"])
def test_a_wheel_brings_every_blueprint(tmp_path: Path, name: str) -> None:
    site = build(tmp_path, editable=False)
    assert (site / "jmap" / "blueprints" / f"{name}.journey.yaml").is_file()
