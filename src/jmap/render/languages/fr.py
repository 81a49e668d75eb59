"""French."""

from __future__ import annotations

from jmap.render.language import Language


def _plural(amount: float) -> str:
    return "one" if -2 < amount < 2 else "other"


LANGUAGE = Language(
    tag="fr",
    name="Français",
    forms=("one", "other"),
    plural=_plural,
    joint=lambda _: " et ",
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    percent="{number}\u202f%",
    first_day="1er",
    week="semaine\u00a0{number} de {year}",
    quarter="T{number}\u00a0{year}",
    half="S{number}\u00a0{year}",
    quotes=("«\u00a0", "\u00a0»"),
    words={
        "{count}\u00a0seconds": {"one": "{count}\u00a0seconde", "other": "{count}\u00a0secondes"},
        "{count}\u00a0minutes": {"one": "{count}\u00a0minute", "other": "{count}\u00a0minutes"},
        "{count}\u00a0hours": {"one": "{count}\u00a0heure", "other": "{count}\u00a0heures"},
        "{count}\u00a0days": {"one": "{count}\u00a0jour", "other": "{count}\u00a0jours"},
        "{count}\u00a0weeks": {"one": "{count}\u00a0semaine", "other": "{count}\u00a0semaines"},
        "{count}\u00a0months": {"one": "{count}\u00a0mois", "other": "{count}\u00a0mois"},
        "{count}\u00a0years": {"one": "{count}\u00a0an", "other": "{count}\u00a0ans"},
        "{count}\u00a0days ago": {"one": "il y a {count}\u00a0jour", "other": "il y a {count}\u00a0jours"},
        "{count}\u00a0months ago": {"one": "il y a {count}\u00a0mois", "other": "il y a {count}\u00a0mois"},
        "{count}\u00a0years ago": {"one": "il y a {count}\u00a0an", "other": "il y a {count}\u00a0ans"},
        "on {day}": "le {day}",
        "today": "aujourd’hui",
        "{low}–{high}": "{low} à {high}",
        "{low} – {high}": "{low} à {high}",
    },
)
