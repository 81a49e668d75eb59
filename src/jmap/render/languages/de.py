"""German."""

from __future__ import annotations

from jmap.render.language import Language, one_or_other

LANGUAGE = Language(
    tag="de",
    name="Deutsch",
    forms=("one", "other"),
    plural=one_or_other,
    joint=lambda _: " und ",
    group=".",
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    day="{day}.\u00a0{month}\u00a0{year}",
    week="KW\u00a0{number}/{year}",
    quarter="Q{number}\u00a0{year}",
    half="{number}.\u00a0Halbjahr\u00a0{year}",
    quotes=("„", "“"),
    words={
        "{count}\u00a0seconds": {"one": "{count}\u00a0Sekunde", "other": "{count}\u00a0Sekunden"},
        "{count}\u00a0minutes": {"one": "{count}\u00a0Minute", "other": "{count}\u00a0Minuten"},
        "{count}\u00a0hours": {"one": "{count}\u00a0Stunde", "other": "{count}\u00a0Stunden"},
        "{count}\u00a0days": {"one": "{count}\u00a0Tag", "other": "{count}\u00a0Tage"},
        "{count}\u00a0weeks": {"one": "{count}\u00a0Woche", "other": "{count}\u00a0Wochen"},
        "{count}\u00a0months": {"one": "{count}\u00a0Monat", "other": "{count}\u00a0Monate"},
        "{count}\u00a0years": {"one": "{count}\u00a0Jahr", "other": "{count}\u00a0Jahre"},
        "{count}\u00a0days ago": {"one": "vor {count}\u00a0Tag", "other": "vor {count}\u00a0Tagen"},
        "{count}\u00a0months ago": {"one": "vor {count}\u00a0Monat", "other": "vor {count}\u00a0Monaten"},
        "{count}\u00a0years ago": {"one": "vor {count}\u00a0Jahr", "other": "vor {count}\u00a0Jahren"},
        "on {day}": "am {day}",
        "today": "heute",
        "{low}–{high}": "{low}–{high}",
        "{low} – {high}": "{low} – {high}",
    },
)
