"""Templates that the command line names, and how their mistakes are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jmap import replay
from jmap.cli.stop import note, stop
from jmap.render.template_error import UserTemplateError

if TYPE_CHECKING:
    from jmap.render.user_templates import UserTemplates


def templates_for(folder: Path | None) -> UserTemplates | None:
    """Return the templates in a folder, or None where none is named. Exits with 2 where one is wrong."""
    if folder is None:
        return None
    # Loaded only where templates are named.
    from jmap.render.user_templates import UserTemplates

    with telling_mistakes():
        templates = UserTemplates(folder)
        for name in templates.unused:
            near = templates.near(name)
            hint = f"; did you mean `{near}`?" if near else ""
            note(f"`{name}` replaces none of our templates, and none of yours names it{hint}")
        return templates


def compiled_folder() -> str:
    """Return the folder in which our templates are kept in compiled form; empty where nothing is kept."""
    home = replay.cache_folder()
    return f"{home}/templates" if home is not None else ""


@contextmanager
def telling_mistakes() -> Iterator[None]:
    """Say what is wrong with a template that a block draws with, and exit with 2."""
    try:
        yield
    except UserTemplateError as error:
        line = f":{error.line}" if error.line else ""
        stop(f"{error.file}{line}: {error}" if error.file else str(error), error.hint)
