"""Nodes as plain data, for comparing."""

from typing import Any

from jmap.yaml.nodes import Mapping, Node, Scalar


def data(node: Node | None) -> Any:
    """Return scalars as text, in quotes where they were not plain."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.text if node.plain else f"'{node.text}'"
    if isinstance(node, Mapping):
        return {name: data(value) for name, (_, value) in node.entries.items()}
    return [data(item) for item in node.items]


def placed(node: Node | None) -> Any:
    """Return every node with its kind and both its points."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.text, node.plain, node.start, node.end
    if isinstance(node, Mapping):
        entries = [(placed(key), placed(value)) for key, value in node.entries.values()]
        return "mapping", entries, node.start, node.end
    return "sequence", [placed(item) for item in node.items], node.start, node.end
