"""Free text, language tags and links."""

from __future__ import annotations

import re
from typing import Any

from jmap.faults import On
from jmap.model.binder import BAD, Binder, is_empty
from jmap.model.described import JsonSchema
from jmap.model.kinds.lists import NOTHING, items_of, list_schema
from jmap.model.kinds.unquoted import say_misread
from jmap.records import frozen
from jmap.yaml.nodes import Mapping, Node, Scalar, Sequence

TEXT_SCHEMA: JsonSchema = {"type": ["string", "number", "boolean"]}
"""A plain number or `true` is its text where a text is meant."""

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCHEMES = ("http://", "https://", "mailto:")
_RELATIVE = r"[^\s:/\\][^\s:/]*(/\S*)?"
_LINK_HINT = "write an http, https or mailto address, or a path relative to this file"


@frozen
class Text:
    """Free text; `one_line` for names, titles, labels and units."""

    one_line: bool = False

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the text as written."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        if self.one_line and "\n" in node.text:
            message = f"{binder.subject()} has several lines, but one is expected"
            hint = "put what follows the first line into `summary`"
            return binder.fault("JM103", message, hint, offending=node.text)
        say_misread(node, binder)
        return node.text

    def schema(self) -> JsonSchema:
        """Return a schema for text, without line breaks where one line is meant."""
        return {**TEXT_SCHEMA, "pattern": r"^[^\n]*$"} if self.one_line else dict(TEXT_SCHEMA)

    def phrase(self) -> str:
        """Return `text` or `one line of text`."""
        return "one line of text" if self.one_line else "text"


@frozen
class Tag:
    """A BCP 47 language tag, judged by its shape."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the tag as written."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        if not _TAG.fullmatch(node.text):
            message = f"`{node.text}` is not a language tag"
            return binder.fault(
                "JM103", message, "write one such as `en`, `de-AT` or `ja`", offending=node.text
            )
        say_misread(node, binder)
        return node.text

    def schema(self) -> JsonSchema:
        """Return a schema for the tag's shape."""
        return {"type": ["string", "boolean"], "pattern": f"^{_TAG.pattern}$"}

    def phrase(self) -> str:
        """Return `a language tag`."""
        return "a language tag such as `en`"


@frozen
class Link:
    """An address, and the text that stands for it; the address itself where none is given."""

    url: str
    text: str


@frozen
class LinkList:
    """A list of links, each an address or `{text, url}`; one address is a list of one."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a tuple of links."""
        if isinstance(node, Sequence):
            links = (self._one(item, binder) for item in items_of(node, binder))
            return tuple(link for link in links if link is not BAD)
        link = self._one(node, binder)
        return BAD if link is BAD else (link,)

    def _one(self, node: Node, binder: Binder) -> Any:
        if isinstance(node, Scalar):
            return self._address(node, node.text, binder)
        if not isinstance(node, Mapping):
            return binder.wrong_type(node, "an address, or `{text, url}`")
        for key in node.entries:
            if key not in ("text", "url") and not key.startswith("x-"):
                binder.route.append(key)
                message = f"unknown key `{key}` in a link"
                hint = "a link takes `text` and `url`"
                binder.fault("JM101", message, hint, on=On.KEY, offending=key)
                binder.route.pop()
        url = node.entries.get("url")
        if url is None:
            hint = "add `url: https://example.com`"
            return binder.fault("JM102", "a link has no `url`", hint, offending="url")
        label = node.entries.get("text")
        binder.route.append("text")
        text = None
        if label is not None and is_empty(label[1]):
            hint = "write a value after it, or take the key out"
            binder.fault("JM113", "`text` has nothing under it", hint, on=On.KEY)
        elif label is not None:
            text = Text(one_line=True).bind(label[1], binder)
        binder.route[-1] = "url"
        address = url[1]
        if is_empty(address):
            hint = "write an address after it, or take the link out"
            binder.fault("JM113", "`url` has nothing under it", hint, on=On.KEY)
            binder.route.pop()
            return BAD
        if isinstance(address, Scalar):
            link = self._address(address, text if isinstance(text, str) else address.text, binder)
        else:
            link = binder.wrong_type(address, "an address")
        binder.route.pop()
        return link

    def _address(self, node: Scalar, text: str, binder: Binder) -> Any:
        url = node.text.strip()
        if _SCHEME.match(url):
            good = url.lower().startswith(_SCHEMES)
        else:
            good = bool(url) and not url.startswith(("/", "\\")) and ":" not in url.split("/")[0]
        if not good or any(character <= " " for character in url):
            message = f"`{node.text}` is not a link that jmap takes"
            return binder.fault("JM111", message, _LINK_HINT, offending=node.text)
        return Link(url, text)

    def schema(self) -> JsonSchema:
        """Return a schema for one address, one object, or a list of them."""
        address = {
            **TEXT_SCHEMA,
            "pattern": rf"^\s*([Hh][Tt][Tt][Pp][Ss]?://\S*|[Mm][Aa][Ii][Ll][Tt][Oo]:\S*|{_RELATIVE})\s*$",
        }
        table = {
            "type": "object",
            "properties": {
                "text": {"anyOf": [Text(one_line=True).schema(), NOTHING]},
                "url": {"anyOf": [address, NOTHING]},
            },
            "required": ["url"],
            "patternProperties": {"^x-": {}},
            "additionalProperties": False,
        }
        return {"anyOf": [address, table, list_schema({"anyOf": [address, table]})]}

    def phrase(self) -> str:
        """Return what may be written."""
        return "an address or a list of addresses"
