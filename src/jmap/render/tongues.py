"""Text on a page, marked with its language and direction where they are not the page's."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from jmap.render.language import primary, right_to_left
from jmap.render.markdown import message
from jmap.render.words import CLOSE, OPEN, Words, term

_ISOLATED: Final = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")

SCRIPT_WORDS: Final = {
    "themes": (term("auto"), term("light"), term("dark")),
    "all": term("{count} touchpoints"),
    "some": term("{part} of {count} touchpoints"),
    "hidden": term("{count} touchpoints filtered out"),
    "out": term("{count} filtered out"),
    "parts": (term("Findings"),),
    "maps": term("{count} maps"),
    "mapsOf": term("{part} of {count} maps"),
}
"""What the scripts of pages say, by the name that they know it by."""


def attributes(lang: str) -> Markup:
    """Return the attributes of an element whose text is in a language."""
    way = "rtl" if right_to_left(lang) else "ltr"
    return Markup(' lang="{}" dir="{}"').format(lang, way)


def marked(text: str, lang: str, page: str) -> str:
    """Return a text as it stands on a page in the language `page`, marked where its own is another."""
    if primary(lang) == primary(page) or not text:
        return text
    return Markup("<bdi{}>{}</bdi>").format(attributes(lang), text)


@pass_context
def ours(context: Context, text: str, words: Words | None = None) -> str:
    """Return a text in our words; in it, what is the map's is marked in its turn."""
    said: Words = words or context["words"]
    if OPEN in text:
        whole = str(escape(text))
        parts = _ISOLATED.sub(lambda part: str(_isolated(part[1], said)), whole)
        text = Markup(parts)  # noqa: S704 - escaped before it was taken apart
    return marked(text, said.tag, context["lang"])


def _isolated(text: str, words: Words) -> str:
    return Markup("<bdi{}>{}</bdi>").format(attributes(words.content), Markup(text))  # noqa: S704 - escaped


@pass_context
def say(context: Context, key: str, **values: Any) -> str:
    """Return one of our texts for an element; for an attribute it is `words(…)`, which marks nothing."""
    return ours(context, context["words"](key, **values))


@pass_context
def lead(context: Context, word: str) -> str:
    """Return one of our words and a colon, before a text of the map."""
    said: Words = context["words"]
    return Markup("{}{}").format(ours(context, word), said.language.colon)


@pass_context
def theirs(context: Context, text: str) -> str:
    """Return a text of the map as it stands within our words."""
    said: Words = context["words"]
    return said.theirs(text)


@pass_context
def english(context: Context, text: str) -> str:
    """Return a text of the audit, which is English."""
    return marked(text, "en", context["lang"])


@pass_context
def english_message(context: Context, text: str) -> str:
    """Return a message of the audit, things in backticks as code."""
    return marked(message(text), "en", context["lang"])


@pass_context
def named(context: Context, name: tuple[str, str]) -> str:
    """Return a name and its language as the name, marked where the language is not the page's."""
    text, lang = name
    return marked(text, lang, context["lang"])


def script_words(words: Words, names: tuple[str, ...]) -> str:
    """Return our words for a script, as the JavaScript that gives them to it."""
    said: dict[str, object] = {"lang": words.language.tag}
    for name in names:
        keys = SCRIPT_WORDS[name]
        said[name] = words.forms(keys) if isinstance(keys, str) else [words(key) for key in keys]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"const L={text};\n"
