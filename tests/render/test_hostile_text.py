"""Hostile text in every key of the format, read back from every output with a parser of another house."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import pytest

from jmap.render.drawing import Drawing
from jmap.render.outputs import registry
from jmap.render.view import build_view
from tests.render.drawing import AS_OF, engine, items
from tests.render.every_text import workspace

PAYLOADS = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "attribute": "\" onload=\"alert(1)\" x='y' <a href='#'>",
    "address": "javascript:alert(1) data:text/html,x //a.invalid file:///etc/passwd",
    "jinja": "{{ 7 * 7 }}{% raw %}{# gone #}",
    "dot": 'N|{a|b}<BR/>"];x[label="y',
    "svg": "]]></title></desc></text></svg><style>.x{display:none}</style><!--",
    "table": "| cell | # head > quote 1. item - item @you #1 :smile: $x$",
    "mermaid": 'a: 5: b; %%{init: {}}%% --> end x y {z} "q" #35; #quot; ---',
    "formula": '=HYPERLINK("http://a.invalid";"x")+@SUM(1)|cmd',
    "bidi": "\u202eevil\u202c \u2067x\u2069 \u05d0",
    "scripts": "日本語 مرحبا 🙂 e\u0301 \u0e01\u0e34",
    "entity": "&lt;b&gt; &amp;amp; &#60; &nbsp; &copy",
    "long": "w" * 10_000,
}
MARKED = {
    # What stands in our messages stands between backticks, and loses its own.
    "emphasis": ("**b** _i_ `c` ~~s~~", "b i c ~~s~~", "**b** _i_ c ~~s~~"),
    "links": (
        "[go](javascript:alert(1)) [l](http://a.invalid) ![x](http://a.invalid/x.png)",
        "[go](javascript:alert(1)) l ![x](http://a.invalid/x.png)",
    ),
    "escapes": (r"\* \\N \<b\>", r"* \N <b>"),
}
"""Markup that free text may have: as it is written, and as its text reads where it is rendered."""

SPACE = re.compile(r"\s+")
HREF = r"https://example\.com/|http://a\.invalid(/x\.png)?$|#|[\w./-]+\.html(#|$)"
FOUND = re.compile("zq([0-9]+)z((?:(?!zq[0-9]+z).)*?)yq\\1y")
"""A text between its marks, in text without spaces: where lines break is not what is asked here."""


def read_html(text: str) -> Iterator[str]:
    """Yield all text of a page and the values of its attributes; nothing of a map became markup."""
    root = html5lib.parse(text, namespaceHTMLElements=False)
    names = [str(each.tag) for each in root.iter()]
    assert (names.count("script"), names.count("style"), names.count("base")) == (1, 1, 0)
    assert not {"img", "iframe", "object", "embed", "foreignObject", "video", "audio"} & set(names)
    yield "".join(root.itertext())
    for each in root.iter():
        for name, value in each.attrib.items() if isinstance(each.tag, str) else ():
            assert not str(name).startswith("on")
            assert name not in ("style", "src", "srcset", "formaction")
            if name == "href":
                assert re.match(HREF, value), value
            yield f" {value} "


def read_svg(text: str) -> Iterator[str]:
    """Yield all text of a picture; nothing of a map became markup."""
    root = ET.fromstring(text)
    for each in root.iter():
        name = each.tag.rpartition("}")[2]
        assert name not in ("script", "foreignObject", "image", "a", "animate", "set"), name
        for key, value in each.attrib.items():
            assert not key.startswith("on")
            assert "href" not in key or value.startswith("#"), value
    yield "".join(root.itertext())


READERS: Mapping[str, Callable[[str], Iterator[str]]] = {"html": read_html, "svg": read_svg}
"""What reads each format back."""

LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "html": (),
    "svg": (".*",),
}
"""The places whose text a format has no room for, as patterns."""


def drawing(folder: Path, payload: str) -> tuple[Drawing, list[str]]:
    """Return a map with the payload in every text, numbered by the places, which are returned too."""
    places: list[str] = []

    def make(place: str) -> str:
        places.append(place)
        # What cannot be seen is an error in a key.
        shown = "" if place.endswith("KEY") and not payload.isprintable() else payload
        return f"zq{len(places) - 1}z {shown} yq{len(places) - 1}y"

    path, _ = workspace(folder, make)
    every = {each.journey.path: (each, score) for each, score in items(folder)}
    judged, score = every[path.name]
    assert judged.sound, [finding.message for finding in judged.correctness]
    view = build_view(judged, score, AS_OF, maps=list(every))
    return Drawing(view, judged, score, AS_OF, engine(), "index.html"), places


@pytest.fixture(scope="module", params=[*PAYLOADS, *MARKED])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    name = request.param
    forms = (PAYLOADS[name],) if name in PAYLOADS else MARKED[name]
    return (*drawing(tmp_path_factory.mktemp(name), forms[0]), {SPACE.sub("", form) for form in forms})


@pytest.mark.parametrize("name", registry.names())
def test_hostile_text_comes_back_whole_and_as_text(hostile: Any, name: str) -> None:
    made, places, forms = hostile
    seen: dict[str, set[str]] = {}
    for output in registry.load(name)(made):
        whole = SPACE.sub("", "".join(READERS[name](output.text)))
        for number, text in FOUND.findall(whole):
            seen.setdefault(places[int(number)], set()).add(text)
    for place, texts in seen.items():
        assert texts <= forms | ({""} if place.endswith("KEY") else set()), place
    left_out = [place for place in places if place not in seen]
    unexpected = [
        place for place in left_out if not any(re.fullmatch(each, place) for each in LEFT_OUT[name])
    ]
    assert unexpected == []
