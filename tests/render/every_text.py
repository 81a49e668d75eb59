"""A map in which every key of the format that takes free text has one of its own.

The keys are found by walking the model, so that a key that the format gains is here by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from jmap.model.conditions import FORMS, ConditionKind
from jmap.model.described import Kind, shape_of
from jmap.model.emotions import EmotionKind
from jmap.model.journey_file import JourneyFile
from jmap.model.kinds import Entries, Items, LinkList, Nested, ObjectOrText, Section, Text, Texts, TextTable
from jmap.model.stages import NextKind
from jmap.model.touchpoints import MomentKind, MomentOfTruth
from tests.model.every_key import MAP
from yaml import safe_dump

Make = Callable[[str], str]
"""Makes the text of a place, named by its keys: `stages.adoption.goal`."""

_LIBRARY = "jmap: 1\ntitle: Company\n"
_CURRENT = "jmap: 1\ntitle: As it is\nlang: en-GB\nstages: {adoption: A, renewal: B}\n"
_MINUTE = "jmap: 1\ntitle: Detail\nlang: en-GB\nreviewed: 2026-09-01\nstages: {one: One}\n"
_AROUND = {
    "library/company.journey.yaml": _LIBRARY,
    "current.journey.yaml": _CURRENT,
    "adoption.journey.yaml": _MINUTE,
    "smb.journey.yaml": _MINUTE,
    "call.journey.yaml": _MINUTE,
    "research/survey.md": "# Survey\n",
}


def workspace(folder: Path, make: Make) -> tuple[Path, dict[str, str]]:
    """Write the map and what it points at; return its path, and the texts in it by their places."""
    for name, text in _AROUND.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "jmap.toml").write_text("", encoding="utf-8")
    data, texts = every_text(make)
    path = folder / "map.journey.yaml"
    written = safe_dump(data, sort_keys=False, allow_unicode=True, width=1_000_000)
    path.write_text(written, encoding="utf-8")
    return path, texts


def every_text(make: Make) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a map with a text in every place that takes one, and the texts by their places."""
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(MAP)
    del data["x-wiki"]
    del data["market"]["evidence"]
    # A percentage wants the unit `%`, and the unit is one of the texts.
    data["metrics"]["use"].update(target=60, history={2026: 41, "2026-H1": {"value": 44, "n": 900}})
    data["opportunities"]["call-back"]["expected"]["to"] = 65
    data["stages"]["adoption"]["leave"] = [
        {"metric": "use", "is": "< 10"},
        {"event": "left", "where": {"why": "price"}},
        {"after": "close_date", "by": "60d"},
        "note",
    ]
    data["stages"]["renewal"]["milestone"] = {"metric": "use", "is": ">= 50", "within": "60d"}
    data["health"]["account"]["method"] = "weighted"
    data["health"]["account"]["indicators"]["use"].update(good=60, poor=20)
    data["teams"]["success"].pop("status")
    filler = _Filler(make)
    filler.fill(JourneyFile, data, "")
    data["events"][filler.text("events.KEY")] = "Known by another name"
    data["health"]["account"]["bands"] = {
        "healthy": 70,
        filler.text("health.account.bands.KEY"): 35,
        "at-risk": 0,
    }
    data["segments"]["smb"]["where"][filler.text("segments.smb.where.KEY")] = filler.text(
        "segments.smb.where.VALUE"
    )
    return data, filler.texts


class _Filler:
    def __init__(self, make: Make) -> None:
        self._make = make
        self.texts: dict[str, str] = {}

    def text(self, place: str) -> str:
        self.texts[place] = self._make(place)
        return self.texts[place]

    def fill(self, cls: type[Any], data: dict[str, Any], place: str) -> None:
        for field in shape_of(cls).fields.values():
            route = f"{place}.{field.key}".lstrip(".")
            made = self._value(field.kind, data.get(field.key), route)
            if made is not None:
                data[field.key] = made

    def _value(self, kind: Kind, value: Any, place: str) -> Any:
        match kind:
            case Text():
                # A band is named by its id, and an indicator has one source.
                bound = place.endswith((".is", ".attribute"))
                return value if bound and (value is None or ".is" in place) else self.text(place)
            case Texts():
                return [self.text(place)]
            case TextTable():
                return {self.text(f"{place}.KEY"): self.text(f"{place}.VALUE")}
            case LinkList():
                return [{"text": self.text(place), "url": "https://example.com/"}]
            case Items():
                return self._items(kind, value, place)
            case MomentKind():
                return self._object(MomentOfTruth, {}, place)
            case EmotionKind():
                return self._felt(value, place)
            case ConditionKind():
                return self._condition(value, place)
            case _:
                return self._within(kind, value, place)

    def _within(self, kind: Kind, value: Any, place: str) -> Any:
        """Return what lies in a value that is there; nothing is made of a value that is not."""
        if not isinstance(value, dict):
            return value
        match kind:
            case Nested():
                return self._object(kind.cls, value, place)
            case Section():
                return {id_: self._named(kind, each, f"{place}.{id_}") for id_, each in value.items()}
            case Entries():
                return {key: self._value(kind.value, each, f"{place}.{key}") for key, each in value.items()}
            case ObjectOrText():
                return self._object(kind.cls, value, place)
            case NextKind():
                (id_,) = value
                return {id_: {"label": self.text(f"{place}.label"), "target": "85%"}}
            case _:
                return value

    def _object(self, cls: type[Any], value: dict[str, Any], place: str) -> dict[str, Any]:
        self.fill(cls, value, place)
        return value

    def _named(self, kind: Section, value: Any, place: str) -> dict[str, Any]:
        return self._object(kind.cls, value if isinstance(value, dict) else {kind.text_key: value}, place)

    def _items(self, kind: Items, value: Any, place: str) -> list[Any]:
        found = value if isinstance(value, list) else []
        first = next((each for each in found if isinstance(each, dict)), {})
        return [self._object(kind.cls, dict(first), place)]

    def _felt(self, value: Any, place: str) -> Any:
        felt = value if isinstance(value, dict) else {"value": 0.5}
        return {**felt, "label": self.text(f"{place}.label")}

    def _condition(self, value: Any, place: str) -> Any:
        if isinstance(value, list):
            return [self._condition(each, f"{place}.{index}") for index, each in enumerate(value)]
        if value is None:
            return None
        if isinstance(value, str):
            return self.text(place)
        for key in ("all", "any"):
            if key in value:
                inside = [self._condition(each, f"{place}.{key}.{n}") for n, each in enumerate(value[key])]
                return {key: inside, "label": self.text(f"{place}.label")}
        form = next(cls for key, cls in FORMS.items() if key in value)
        return self._object(form, dict(value), place)
