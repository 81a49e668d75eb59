"""Hostile text in every key of the format, read back from every output with a parser of another house."""

from __future__ import annotations

import csv
import io
import json
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
from tests.formats.page import Page
from tests.render.drawing import AS_OF, engine, items
from tests.render.every_text import workspace
from tests.render.outputs.mermaid_reader import read_flowchart, read_journey

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
        "[go](javascript:alert(1)) l !x",
    ),
    # A list in a cell of CSV escapes once more, which the reader takes off every cell.
    "escapes": (r"\* \\N \<b\>", r"* \N <b>", r"\* \N \<b\>"),
}
"""Markup that free text may have: as it is written, and as its text reads where it is rendered."""

SPACE = re.compile(r"\s+")
HREF = r"https://example\.com/|http://a\.invalid(/x\.png)?$|#|[\w./-]+\.html(#|$)"
UNSEEN = re.compile(r"<U\+20[0-9A-F]{2}>|\\u20[0-9a-f]{2}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn or hide text: as they are, or as some outputs spell them."""
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


def read_markdown(text: str) -> Iterator[str]:
    """Yield all text that GitHub shows of a document, less what Mermaid draws."""
    page = Page(text)
    assert not {"script", "style", "img", "iframe", "input"} & page.tags()
    for each in page.all("pre"):
        each.clear()
    yield "".join(page.root.itertext()).replace("\u200b", "")


def read_csv(text: str) -> Iterator[str]:
    """Yield all cells; none is a formula."""
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    for row in rows:
        assert len(row) == len(head)
        for cell in row:
            assert not re.match(r"\s*[=+@\t]", cell), cell
            yield cell.replace("\\;", ";").replace("\\\\", "\\")


def read_json(text: str) -> Iterator[str]:
    """Yield all strings, keys too."""
    waiting = [json.loads(text)]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str):
            yield f" {each} "


def read_mermaid(text: str) -> Iterator[str]:
    """Yield all texts of a diagram, read by its grammar."""
    if "flowchart" in text:
        flow = read_flowchart(text)
        yield from (line for lines, _ in flow.nodes.values() for line in lines)
        yield from (label for _, _, label, _ in flow.edges)
        return
    journey = read_journey(text)
    yield journey.title
    for name, tasks in journey.sections:
        yield name
        yield from (part for task, _, who in tasks for part in (task, *who))


READERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "html": read_html,
    "svg": read_svg,
    "markdown": read_markdown,
    "csv": read_csv,
    "json": read_json,
    "mermaid": read_mermaid,
}
"""What reads each format back."""

_OF_A_TOUCHPOINT = r"touchpoints\.call\."
LEFT_OUT: Mapping[str, str] = {
    "html": "",
    "json": "",
    "markdown": "",
    # A poster is for the wall: what is looked up stands on the page.
    "svg": r"summary|links|market\..*|(starts_when|ends_when|conversion).*|teams\.success\.contact"
    r"|.*\.(summary|links|tags)|segments\.smb\.(needs|where.*)|(channels|events|evidence)\..*"
    r"|personas\.olivia\.(context|demographics\..*|jobs|needs)|health\.account\.indicators\..*"
    r"|metrics\.(?!use\.).*|metrics\.use\.(formula|source|variant)|opportunities\..*\.(problem|solutions.*)"
    r"|plays\.wake-up\.(goal|stop|cap)|stages\.\w+\.(enter|milestone|next|leave|emotion).*"
    rf"|{_OF_A_TOUCHPOINT}(content|moment_of_truth.*)",
    # A row for each touchpoint, and what it names.
    "csv": rf"(?!title|touchpoints\.).*|{_OF_A_TOUCHPOINT}(links|emotion.*|moment_of_truth.*)"
    rf"|{_OF_A_TOUCHPOINT}(frontstage|backstage|support)\.(system|fails|recovery)",
    "mermaid": r"(?!title|stages\.\w+\.name|touchpoints\.call\.name|personas\.olivia\.name).*",
}
"""The places whose text a format has no room for, as a pattern."""

LONGEST = {"mermaid": 60, "svg": 1_000}
"""Formats that cut a text, and how much of it stays at least."""


def bare(text: str) -> str:
    """Return a text without its spaces and without what turns or hides it."""
    return UNSEEN.sub("", SPACE.sub("", text))


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
    return (*drawing(tmp_path_factory.mktemp(name), forms[0]), {bare(form) for form in forms})


@pytest.mark.parametrize("name", registry.names())
def test_hostile_text_comes_back_whole_and_as_text(hostile: Any, name: str) -> None:
    made, places, forms = hostile
    seen: dict[str, set[str]] = {}
    for output in registry.load(name)(made):
        whole = bare("".join(READERS[name](output.text)))
        for number, text in FOUND.findall(whole):
            seen.setdefault(places[int(number)], set()).add(text)
    for place, texts in seen.items():
        assert texts <= forms | ({""} if place.endswith("KEY") else set()), place
    left_out = [place for place in places if place not in seen]
    whole_texts = max(map(len, forms)) <= LONGEST.get(name, 100_000)
    if whole_texts:
        assert [place for place in left_out if not re.fullmatch(LEFT_OUT[name], place)] == []
