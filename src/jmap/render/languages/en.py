"""English. Its texts are the keys of every other language; here are those with plural forms."""

from __future__ import annotations

from jmap.render.language import Language, one_or_other

LANGUAGE = Language(
    tag="en",
    name="English",
    forms=("one", "other"),
    plural=one_or_other,
    joint=lambda _: " and ",
    decimal=".",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    words={
        "{count}\u00a0seconds": {"one": "{count}\u00a0second", "other": "{count}\u00a0seconds"},
        "{count}\u00a0minutes": {"one": "{count}\u00a0minute", "other": "{count}\u00a0minutes"},
        "{count}\u00a0hours": {"one": "{count}\u00a0hour", "other": "{count}\u00a0hours"},
        "{count}\u00a0days": {"one": "{count}\u00a0day", "other": "{count}\u00a0days"},
        "{count}\u00a0weeks": {"one": "{count}\u00a0week", "other": "{count}\u00a0weeks"},
        "{count}\u00a0months": {"one": "{count}\u00a0month", "other": "{count}\u00a0months"},
        "{count}\u00a0years": {"one": "{count}\u00a0year", "other": "{count}\u00a0years"},
        "{count}\u00a0days ago": {"one": "{count}\u00a0day ago", "other": "{count}\u00a0days ago"},
        "{count}\u00a0months ago": {"one": "{count}\u00a0month ago", "other": "{count}\u00a0months ago"},
        "{count}\u00a0years ago": {"one": "{count}\u00a0year ago", "other": "{count}\u00a0years ago"},
    },
)
