"""How pages look beside what they say: the values of tokens, and the templates they are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.records import frozen
from jmap.themes.theme import PLAIN, Theme

if TYPE_CHECKING:
    from jmap.render.user_templates import UserTemplates


@frozen
class Look:
    """A theme, and templates in place of some of ours, where there are any.

    `compiled` is the folder in which our templates are kept in compiled form; empty where nothing is kept.
    """

    theme: Theme = PLAIN
    templates: UserTemplates | None = None
    compiled: str = ""


OURS: Final = Look()
"""The look of pages where nothing is said."""
