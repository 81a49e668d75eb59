"""Every text of a page is marked with its language: the map's, ours, and the audit's English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import html5lib
import pytest

from jmap.render.language import language, primary, tags
from jmap.render.site import Page, render_site
from tests.render.drawing import AS_OF, engine, items, page, site
from tests.render.greek import write_greek_example
from tests.render.spoken import keys
from tests.render.test_pages import FIELDS, HOSTILE, PAYLOADS

SPEAKING = ("aria-label", "placeholder")
TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}|[\u3040-\u30ff\u4e00-\u9fff]")
"""A word, or a character where words are written without spaces."""

GREEK = re.compile("[\u0370-\u03ff]")
SILENT = frozenset(("code", "style", "script"))
"""Elements without a language. A picture is described by its `desc`, and says nothing beside."""

NAMES = frozenset(("jmap", "sha"))
"""Words that are the same in every language."""


SHARED = frozenset(("survey", "plan"))
"""Words of ours that the example has among its ids and tags too."""

RULES = frozenset(("jm",))


@lru_cache(maxsize=32)
def parsed(text: str) -> Any:
    return html5lib.parse(text, namespaceHTMLElements=False)


def spoken(text: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a page with the language that it is marked with."""

    def walk(element: Any, lang: str) -> Iterator[tuple[str, str]]:
        if not isinstance(element.tag, str) or element.tag in SILENT or element.tag.startswith("{"):
            return
        lang = element.get("lang", lang)
        if element.text and element.text.strip():
            yield lang, element.text
        for child in element:
            yield from walk(child, lang)
            if child.tail and child.tail.strip():
                yield lang, child.tail

    return walk(parsed(text), "")


@cache
def tokens(text: str) -> frozenset[str]:
    return frozenset(TOKEN.findall(text)) - NAMES


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the SaaS example with all its texts in Greek letters."""
    folder = tmp_path_factory.mktemp("greek")
    write_greek_example(folder)
    return folder


@pytest.fixture(scope="module")
def drawn(example: Path) -> dict[str, dict[str, Page]]:
    """Return its pages in each language of ours."""
    judged = list(items(example))
    paths = [path.relative_to(example).as_posix() for path in sorted(example.rglob("*.journey.yaml"))]
    said = {"title": "", "as_of": AS_OF, "engine": engine(), "maps": paths}
    return {tag: {each.path: each for each in render_site(judged, lang=tag, **said)} for tag in tags()}  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def theirs(example: Path) -> frozenset[str]:
    """Return the words that the example says in Latin letters: ids, names of events, addresses."""
    latin: set[str] = set()
    for path in example.rglob("*.journey.yaml"):
        text = path.read_text(encoding="utf-8")
        ids = re.findall(r"^ *([a-z-]+):", text, re.MULTILINE)
        # What has no name is called by its id.
        latin |= {*TOKEN.findall(text), *(TOKEN.findall(" ".join(each.capitalize() for each in ids)))}
    return frozenset(latin)


@cache
def vocabulary(tag: str) -> frozenset[str]:
    """Return every word that the language has for one of ours."""
    own = language(tag)
    texts = [
        *own.months,
        own.week,
        own.quarter,
        own.half,
        own.day,
        own.month,
        own.joint,
        *own.joints.values(),
    ]
    for key in keys():
        found = own.words.get(key, key)
        texts += [found] if isinstance(found, str) else found.values()
    return frozenset(token.lower() for text in texts for token in TOKEN.findall(text))


@pytest.mark.parametrize("tag", tags())
def test_all_that_is_ours_is_in_the_language_said_and_marked(
    tag: str, drawn: dict[str, dict[str, Page]], theirs: frozenset[str]
) -> None:
    codes = re.compile(r"JM[0-9]{3}")
    for path, each in drawn[tag].items():
        for lang, text in spoken(each.text):
            said = tokens(codes.sub("", text))
            if primary(lang) == "el":
                # Latin letters in text of the map are ids and events; none of them is a text of ours.
                assert said <= theirs, (path, text)
                assert text.strip(" :,") not in keys() or text.strip() in SHARED, (path, text)
            elif lang == tag != "en":
                assert not GREEK.search(text), (path, text)
                assert {word.lower() for word in said} <= vocabulary(tag) | RULES, (path, text)
            else:
                # The audit speaks English, and says units and names of the map.
                assert lang == "en", (path, text)


@pytest.mark.parametrize("tag", [tag for tag in tags() if tag != "en"])
def test_english_is_only_what_the_audit_says(
    tag: str, example: Path, drawn: dict[str, dict[str, Page]]
) -> None:
    audit = said_by_the_audit(example)
    for path, each in drawn[tag].items():
        for lang, text in spoken(each.text):
            if lang == "en":
                assert " ".join(text.lower().split()) in audit, (path, text)


@cache
def said_by_the_audit(example: Path) -> str:
    texts = []
    for judged, _ in items(example):
        for finding in (*judged.correctness, *judged.quality):
            texts += [finding.message, finding.hint, finding.name.replace("-", " ")]
    joined = " | ".join(texts).lower()
    return f"{joined} {joined.replace('`', '')}"


@pytest.mark.parametrize("tag", tags())
def test_labels_are_in_the_language_said(
    tag: str, drawn: dict[str, dict[str, Page]], theirs: frozenset[str]
) -> None:
    for path, each in drawn[tag].items():
        for element in parsed(each.text).iter():
            for name in SPEAKING if isinstance(element.tag, str) else ():
                text = re.sub("\u2068.*?\u2069", "", element.get(name, ""))
                assert {token.lower() for token in tokens(text)} <= vocabulary(tag), (path, name, text)


@pytest.mark.parametrize("tag", tags())
def test_a_page_is_in_the_language_of_its_map_and_the_index_in_ours(
    tag: str, drawn: dict[str, dict[str, Page]]
) -> None:
    for path, each in drawn[tag].items():
        assert parsed(each.text).get("lang") == (tag if path == "index.html" else "el")


def test_text_of_the_map_within_a_sentence_of_ours_is_marked(drawn: dict[str, dict[str, Page]]) -> None:
    text = drawn["de"]["lifecycle.html"].text
    name = "Γαρετη, φιελδ ενγινεερ"
    assert f'<bdi lang="de" dir="ltr"><bdi lang="el" dir="ltr">{name}</bdi>, zum Vergleich</bdi>' in text


def test_a_page_in_one_language_marks_only_what_the_audit_says(tmp_path: Path) -> None:
    written = HOSTILE.format(**dict.fromkeys(FIELDS, "Größe")).replace("jmap: 1", "jmap: 1\nlang: de-AT")
    text = page(tmp_path, written)
    assert parsed(text).get("lang") == "de-AT"
    assert {lang for lang, _ in spoken(text)} == {"de-AT", "en"}
    assert "\u2068" not in text


def test_a_page_in_english_marks_nothing(tmp_path: Path) -> None:
    written = HOSTILE.format(**dict.fromkeys(FIELDS, "Size")).replace("jmap: 1", "jmap: 1\nlang: en-GB")
    text = page(tmp_path, written)
    assert "<bdi" not in text
    assert text.count("lang=") == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_within_words_of_another_language_stays_text(tmp_path: Path, payload: str) -> None:
    written = payload.replace('"', '\\"')
    text = HOSTILE.format(**{name: f"{name} {written}" for name in FIELDS}).replace(
        "jmap: 1", "jmap: 1\nlang: ar"
    )
    root = parsed(page(tmp_path, text, "fr"))
    said = "".join(root.itertext()).replace("\u00a0", " ")
    for name in (
        "team",
        "evidence",
        "segment",
        "leave",
        "enter",
        "metric",
        "band",
        "feeling",
        "when",
        "system",
    ):
        assert f"{name} {payload}" in said, name
    assert [sum(1 for _ in root.iter(tag)) for tag in ("script", "style", "img")] == [1, 1, 0]
    for each in root.iter("i"):
        assert each.get("class") or re.fullmatch(r"F-\d+|JM\d{3}", each.text or "")


def test_the_index_is_in_the_language_of_most_maps(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    for name, lang in (("a", "de-AT"), ("b", "el"), ("c", "de"), ("d", "ar")):
        text = f"jmap: 1\ntitle: T {name}\nlang: {lang}\nstages: {{a: A}}\n"
        (tmp_path / f"{name}.journey.yaml").write_text(text, encoding="utf-8")
    text = site(tmp_path)["index.html"].text
    assert parsed(text).get("lang") == "de"
    assert '<a href="d.html"><bdi lang="ar" dir="rtl">T d</bdi></a>' in text
    assert '<a href="c.html">T c</a>' in text
    assert "4\u00a0Maps." in text


def test_the_index_is_in_english_where_no_map_has_words(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    text = "jmap: 1\ntitle: Τ\nlang: el\nstages: {a: Α}\n"
    (tmp_path / "a.journey.yaml").write_text(text, encoding="utf-8")
    assert parsed(site(tmp_path)["index.html"].text).get("lang") == "en"
