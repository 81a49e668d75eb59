"""Where templates and page assets are: in a wheel, in an editable install, in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jmap


class NoTemplatesError(Exception):
    """An installation without its templates."""


@cache
def template_folder() -> Path:
    """Return the folder of the templates. Raises NoTemplatesError where there is none.

    A wheel has them inside the package; a checkout, and so an editable install of it, at its root.
    """
    package = Path(jmap.__file__).resolve().parent
    for folder in (package / "templates", package.parents[1] / "templates"):
        if (folder / "assets" / "page.css").is_file():
            return folder
    raise NoTemplatesError("the templates of jmap are missing: install it again")


@cache
def asset(name: str) -> str:
    """Return the text of a page asset, without blank lines and the space around lines."""
    text = (template_folder() / "assets" / name).read_text(encoding="utf-8")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
