"""The JSON Schema of the config, with what only rules and pages know: codes, options, lanes."""

from __future__ import annotations

import json
from collections.abc import Iterable

from jmap.faults import Severity
from jmap.model.described import JsonSchema
from jmap.render.lanes import LANES
from jmap.render.language import tags
from jmap.rules import registry
from jmap.rules.codes import prefixes
from jmap.rules.page import summary
from jmap.rules.registry import Registered
from jmap.workspace import config


def config_schema() -> JsonSchema:
    """Return the whole schema of the config (2020-12), which a reader of draft 7 understands as well."""
    schema = config.config_schema()
    top = schema["properties"]
    rules = [registry.get(code) for code in registry.names()]
    fixed = {each.rule.code for each in rules if each.rule.fixed}
    override = top["override"]["items"]["properties"]
    for table, least in ((top, 1), (override, 1)):
        table["select"] |= _one_or_many(prefixes(), least)
        table["ignore"] |= _one_or_many((each for each in prefixes() if each not in fixed), 0)
    # An override that says neither would change nothing.
    top["override"]["items"]["anyOf"] = [{"required": ["select"]}, {"required": ["ignore"]}]
    top["rules"] |= _closed({each.rule.code: _options(each) for each in rules})
    severities = {"enum": [severity.value for severity in Severity]}
    top["severity"] |= _closed(
        {
            each.rule.code: severities | {"description": each.rule.name, "default": each.rule.severity.value}
            for each in rules
            if each.rule.code not in fixed
        }
    )
    render = top["render"]["properties"]
    render["lanes"] |= _one_or_many((lane.id for lane in LANES), 1)
    render["lang"]["pattern"] = f"^({'|'.join(_in_any_case(tag) for tag in tags())})(-[A-Za-z0-9]{{1,8}})*$"
    return schema


def config_schema_text() -> str:
    """Return the schema as `jmap schema --of-config` prints it."""
    return json.dumps(config_schema(), indent=2, ensure_ascii=False) + "\n"


def _in_any_case(tag: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in tag)


def _one_or_many(words: Iterable[str], least: int) -> JsonSchema:
    one = {"enum": list(words)}
    many: JsonSchema = {"type": "array", "items": one}
    return {"anyOf": [one, many | ({"minItems": least} if least else {})]}


def _closed(properties: JsonSchema) -> JsonSchema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _options(registered: Registered) -> JsonSchema:
    rule = registered.rule
    options = {
        name: option.kind.schema() | {"description": option.doc, "default": option.default}
        for name, option in rule.options.items()
    }
    return _closed(options) | {"description": f"{rule.name}: {summary(registered)}"}
