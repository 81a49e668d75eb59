"""Spanish."""

from __future__ import annotations

from jmap.render.language import Language, one_or_other


def _joint(last: str) -> str:
    """Return `y`, or `e` before the sound of an i."""
    sound = last.lstrip("\u2068").lower()
    like_i = sound.startswith(("i", "í", "hi", "hí")) and not sound.startswith(("hie", "hia", "io"))
    return " e " if like_i else " y "


LANGUAGE = Language(
    tag="es",
    name="Español",
    forms=("one", "other"),
    plural=one_or_other,
    joint=_joint,
    group=".",
    group_from=5,
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    day="{day}\u00a0de\u00a0{month} de\u00a0{year}",
    month="{month} de\u00a0{year}",
    week="semana\u00a0{number} de\u00a0{year}",
    quarter="T{number}\u00a0{year}",
    half="S{number}\u00a0{year}",
    quotes=("«", "»"),
    words={
        "{count}\u00a0seconds": {"one": "{count}\u00a0segundo", "other": "{count}\u00a0segundos"},
        "{count}\u00a0minutes": {"one": "{count}\u00a0minuto", "other": "{count}\u00a0minutos"},
        "{count}\u00a0hours": {"one": "{count}\u00a0hora", "other": "{count}\u00a0horas"},
        "{count}\u00a0days": {"one": "{count}\u00a0día", "other": "{count}\u00a0días"},
        "{count}\u00a0weeks": {"one": "{count}\u00a0semana", "other": "{count}\u00a0semanas"},
        "{count}\u00a0months": {"one": "{count}\u00a0mes", "other": "{count}\u00a0meses"},
        "{count}\u00a0years": {"one": "{count}\u00a0año", "other": "{count}\u00a0años"},
        "{count}\u00a0days ago": {"one": "hace {count}\u00a0día", "other": "hace {count}\u00a0días"},
        "{count}\u00a0months ago": {"one": "hace {count}\u00a0mes", "other": "hace {count}\u00a0meses"},
        "{count}\u00a0years ago": {"one": "hace {count}\u00a0año", "other": "hace {count}\u00a0años"},
        "on {day}": "el {day}",
        "today": "hoy",
        "{low}–{high}": "{low}–{high}",
        "{low} – {high}": "de {low} a {high}",
    },
)
