"""Data that a JSON Schema allows: a key that the model gains is made by itself."""

from __future__ import annotations

import calendar
import re
from typing import Any

from tests.properties.choices import Choices
from tests.properties.texts import any_line, any_text, matching

IDS = ("smb", "one-more", "pricing-page", "0", "2026", "true", "x1")
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_NOTHING = r"^\s*$"
_DEEPEST = 5
_MOST = 8


class SchemaValues:
    """Makes values for a schema and the definitions that it points at."""

    def __init__(self, schema: dict[str, Any], pick: Choices) -> None:
        self._definitions = schema.get("$defs", {})
        self._pick = pick

    def value(self, schema: dict[str, Any], depth: int = 0) -> Any:
        """Return any value that a schema allows."""
        while True:
            branch = self._plain(schema, depth)
            made = self._once(branch, depth)
            if not any(_forbids(each.get("not", {}), made) for each in (schema, branch)):
                return made

    def thing(self, depth: int = 0) -> Any:
        """Return any data at all, as under a key of the user's own."""
        pick = self._pick
        kind = pick.below(8 if depth < 3 else 6)
        if kind == 6:
            return [self.thing(depth + 1) for _ in range(pick.below(4))]
        if kind == 7:
            return {any_text(pick): self.thing(depth + 1) for _ in range(pick.below(4))}
        if kind < 3:
            return any_text(pick)
        return pick.one_of((None, True, False, 0, -1, 17, 2026, 0.5, 1e21, -2.5e-7, 10**20))

    def _plain(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        """Return a schema without references and choices: one of its branches."""
        pick = self._pick
        while True:
            if "$ref" in schema:
                name = schema["$ref"].rpartition("/")[2]
                rest = {key: each for key, each in schema.items() if key != "$ref"}
                schema = _merged(rest, self._definitions[name])
            elif "allOf" in schema:
                parts = schema["allOf"]
                schema = {key: each for key, each in schema.items() if key != "allOf"}
                for part in parts:
                    if "if" not in part:
                        schema = {**part, **schema}
            elif "anyOf" in schema:
                branches = schema["anyOf"]
                if not pick.rarely(30):
                    branches = [each for each in branches if each.get("pattern") != _NOTHING] or branches
                branch = branches[0] if depth >= _DEEPEST else pick.one_of(branches)
                rest = {key: each for key, each in schema.items() if key != "anyOf"}
                schema = _merged(rest, branch)
            elif "oneOf" in schema:
                chosen = pick.one_of(schema["oneOf"])
                others = [key for each in schema["oneOf"] if each is not chosen for key in each["required"]]
                rest = {key: each for key, each in schema.items() if key != "oneOf"}
                schema = _merged(rest, {**chosen, "not": {"anyOf": [{"required": [key]} for key in others]}})
            else:
                return schema

    def _once(self, schema: dict[str, Any], depth: int) -> Any:
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._pick.one_of(schema["enum"])
        kinds = schema.get("type", "anything")
        kind = kinds if isinstance(kinds, str) else self._pick.one_of(kinds)
        if isinstance(kinds, list) and kinds[0] == "string" and not self._pick.rarely(4):
            kind = "string"
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            least = schema.get("minItems", 0)
            return [self.value(schema["items"], depth + 1) for _ in range(least + self._pick.below(3))]
        if kind in ("number", "integer"):
            return self._number(schema, whole=kind == "integer")
        if kind == "boolean":
            return self._pick.rarely(2)
        if kind == "string":
            return self._text(schema)
        return None if kind == "null" else self.thing(depth)

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        pick = self._pick
        known: dict[str, Any] = schema.get("properties", {})
        needed = list(schema.get("required", ()))
        banned = _required(schema.get("not", {}))
        free = [key for key, each in known.items() if key not in (*needed, *banned) and each is not False]
        names = [*needed, *pick.some(free, _MOST if depth < 2 else 3)]
        made = {name: self.value(known[name], depth + 1) for name in names}
        others = schema.get("additionalProperties")
        if isinstance(others, dict):
            for _ in range(pick.below(4)):
                name = self._name(schema.get("propertyNames", {}))
                own = name.startswith("x-") and "patternProperties" in schema
                made[name] = self.thing(depth + 2) if own else self.value(others, depth + 1)
        elif pick.rarely(12) and "patternProperties" in schema:
            made[f"x-{any_line(pick)}"] = self.thing(depth + 2)
        keys = pick.shuffled(list(made)) if depth == 0 else list(made)
        return {key: made[key] for key in keys}

    def _name(self, schema: dict[str, Any]) -> str:
        pick = self._pick
        pattern = schema.get("pattern")
        if pattern is None:
            return any_line(pick) or "name"
        if _ID in pattern:
            return f"x-{any_line(pick)}" if "x-" in pattern and pick.rarely(20) else pick.one_of(IDS)
        return matching(pattern, pick)

    def _text(self, schema: dict[str, Any]) -> str:
        pick = self._pick
        pattern = schema.get("pattern")
        if schema.get("format") == "date":
            year, month = 1990 + pick.below(60), 1 + pick.below(12)
            return f"{year}-{month:02}-{1 + pick.below(calendar.monthrange(year, month)[1]):02}"
        if pattern is None:
            return any_text(pick) or "a" * schema.get("minLength", 0)
        if pattern == r"\S":
            return any_text(pick).strip() or "a"
        if pattern == f"^{_ID}$":
            return pick.one_of(IDS)
        return any_line(pick) if pattern == r"^[^\n]*$" else matching(pattern, pick)

    def _number(self, schema: dict[str, Any], *, whole: bool) -> float:
        low = schema.get("minimum", schema.get("exclusiveMinimum", -1e15))
        high = schema.get("maximum", 1e15)
        inside: list[float] = [
            each for each in (1, 3, 0, 7, 35, -2, 100, 2026, 1_000_000) if low < each <= high
        ]
        if "minimum" in schema:
            inside.append(low)
        if not whole:
            inside += [each for each in (0.5, -0.25, 44.5, 1e-9, 2.0) if low < each <= high]
        picked = self._pick.one_of(inside)
        return int(picked) if whole else picked


def _forbids(schema: dict[str, Any], value: Any) -> bool:
    pattern = schema.get("pattern")
    if pattern is None or not isinstance(value, str):
        return pattern == _NOTHING and value is None
    return re.search(pattern, value) is not None


def _merged(schema: dict[str, Any], branch: dict[str, Any]) -> dict[str, Any]:
    merged = {**schema, **branch}
    if "anyOf" in branch and "properties" in schema and "properties" not in branch:
        # A branch that only says which keys there have to be: one of them will do.
        first = branch["anyOf"][0]
        merged = {**schema, **{key: each for key, each in branch.items() if key != "anyOf"}, **first}
    merged["required"] = [*schema.get("required", ()), *merged.get("required", ())]
    merged["required"] = list(dict.fromkeys(merged["required"]))
    return merged


def _required(schema: dict[str, Any]) -> list[str]:
    return [key for each in schema.get("anyOf", ()) for key in each.get("required", ())]
