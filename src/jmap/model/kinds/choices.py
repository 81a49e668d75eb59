"""Words from a fixed list."""

from __future__ import annotations

from typing import Any

from jmap.model.binder import BAD, Binder
from jmap.model.described import JsonSchema
from jmap.model.kinds.lists import items_of, list_schema
from jmap.records import frozen
from jmap.yaml.nodes import Node, Scalar, Sequence


@frozen
class OneOf:
    """One of the words listed."""

    words: tuple[str, ...]

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the word."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        if node.text not in self.words:
            return self.say(node, binder)
        return node.text

    def say(self, node: Scalar, binder: Binder) -> object:
        """Say that a word is not one of the list, the nearest first."""
        first, *rest = binder.suggest.by_nearness(node.text, self.words)
        choices = ", ".join(f"`{word}`" for word in (first, *rest))
        message = f"{binder.subject()} is `{node.text}`, but must be one of {choices}"
        guess = binder.suggest.nearest(node.text, self.words)
        hint = f"did you mean `{guess}`?" if guess else ""
        return binder.fault("JM105", message, hint, offending=node.text)

    def schema(self) -> JsonSchema:
        """Return an enum."""
        return {"enum": list(self.words)}

    def phrase(self) -> str:
        """Return the list of words."""
        return "one of " + ", ".join(f"`{word}`" for word in self.words)


@frozen
class ManyOf:
    """One or many of the words listed."""

    words: tuple[str, ...]

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of words."""
        one = OneOf(self.words)
        if not isinstance(node, Sequence):
            word = one.bind(node, binder)
            return BAD if word is BAD else (word,)
        words = (one.bind(item, binder) for item in items_of(node, binder))
        return tuple(word for word in words if word is not BAD)

    def schema(self) -> JsonSchema:
        """Return an enum or an array of it."""
        one = OneOf(self.words).schema()
        return {"anyOf": [one, list_schema(one)]}

    def phrase(self) -> str:
        """Return the list of words."""
        return "one or many of " + ", ".join(f"`{word}`" for word in self.words)
