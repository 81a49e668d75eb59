"""Which sign a channel gets: told by its name, else by its kind."""

from __future__ import annotations

import re
from typing import Final

from jmap.model.people import Channel

ICONS: Final = {
    "web": "website",
    "product": "in the product",
    "mobile": "on a phone",
    "email": "email",
    "call": "phone call",
    "video": "video call",
    "chat": "chat",
    "event": "event",
    "academy": "learning",
    "social": "social",
    "human": "in person",
    "place": "place",
    "partner": "partner",
    "digital": "digital",
    "alone": "no channel",
}
"""The signs that pages draw, each with its meaning."""

_NAMES: Final = (
    ("email", r"e-?mails?|mail|newsletter|letter"),
    ("video", r"video|webinar|zoom|teams|demo"),
    ("call", r"phone|call|telephone|hotline"),
    ("chat", r"chat|sms|messag\w*|messenger|slack|whatsapp|bot"),
    ("academy", r"academy|training|course|learning|docs?|documentation|knowledge|help"),
    ("event", r"event|conference|fair|meetup|trade|workshop"),
    ("mobile", r"mobile|phone-app|engineer-app|ios|android"),
    ("web", r"web|website|site|page|blog|search|portal"),
    ("product", r"app|product|in-app|software|dashboard|console|cli|ide|platform"),
)
_KINDS: Final = {
    "product": "product",
    "digital": "digital",
    "social": "social",
    "human": "human",
    "physical": "place",
    "partner": "partner",
}


def icon_of(channel: Channel) -> str:
    """Return the name of a channel's sign."""
    kind = _KINDS.get(channel.kind or "", "")
    if kind in ("social", "partner", "place") and channel.kind is not None:
        wanted: tuple[str, ...] = ("event",) if kind == "place" else ()
    else:
        wanted = tuple(name for name, _ in _NAMES)
    text = f"{channel.id} {channel.title}".lower()
    words = " ".join(re.split(r"[^a-z0-9]+", text))
    if "mobile" in wanted and re.search(r"\b(mobile|ios|android)\b", words):
        return "mobile"
    for name, pattern in _NAMES:
        if name in wanted and re.search(rf"\b({pattern})\b", words):
            return name
    return kind or "digital"
