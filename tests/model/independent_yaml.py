"""YAML 1.2 by another parser, as the plain data that an editor would hand to a JSON Schema."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

_DATE = "tag:yaml.org,2002:timestamp"


def load(text: str) -> Any:
    """Return the data of a document: keys and dates as the text they are written in."""
    yaml = YAML(typ="safe", pure=True)
    return _plain(yaml, yaml.compose(text))


def _plain(yaml: Any, node: Any) -> Any:
    if node is None:
        return None
    if node.id == "mapping":
        return {key.value: _plain(yaml, value) for key, value in node.value}
    if node.id == "sequence":
        return [_plain(yaml, item) for item in node.value]
    return node.value if node.tag == _DATE else yaml.constructor.construct_object(node)
