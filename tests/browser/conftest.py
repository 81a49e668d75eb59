"""A headless Chromium, and the pages of the examples to look at in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests.render.drawing import EXAMPLES, site

_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return the browser of `JMAP_CHROMIUM`, or the first on the PATH."""
    named = os.environ.get("JMAP_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        why = "no Chromium: install one, or name it by JMAP_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        except Error as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"Chromium does not start: {error.message.splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages of all examples, each workspace in its own."""
    folder = tmp_path_factory.mktemp("site")
    for workspace in sorted(EXAMPLES.iterdir()):
        if workspace.is_dir():
            for path, page in site(workspace).items():
                target = folder / workspace.name / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(page.text, encoding="utf-8")
    return folder
