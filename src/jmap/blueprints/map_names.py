"""Names of maps: words of an id, in folders where wanted, good on every system."""

from __future__ import annotations

import re

from jmap.blueprints.catalogue import SUFFIX

_PART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def is_name(name: str) -> bool:
    """Tell whether a name is made of ids with `/` between them, none of which a system reserves."""
    return all(_PART.fullmatch(part) and not _RESERVED.fullmatch(part) for part in name.split("/"))


def nearest_name(text: str) -> str | None:
    """Return the name that a text comes closest to, or None where nothing of it is left."""
    plain = text.casefold().removesuffix(SUFFIX).removesuffix(SUFFIX.replace(".yaml", ".yml"))
    parts = [re.sub(r"[^a-z0-9]+", "-", part).strip("-") for part in re.split(r"[/\\]", plain)]
    name = "/".join(part for part in parts if part)
    return name if name and is_name(name) else None
