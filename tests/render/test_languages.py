from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from jmap.render import language as languages
from jmap.render.language import Forms, Language, holds, known, language, right_to_left, tags
from jmap.render.words import words_for
from tests.render.spoken import keys

OTHERS = tuple(tag for tag in tags() if tag != "en")
PLACE = re.compile(r"\{([a-z]+)\}")


def forms_of(found: Forms) -> list[str]:
    return [found] if isinstance(found, str) else list(found.values())


def test_there_are_five_languages_or_more() -> None:
    assert {"de", "en", "es", "fr", "ja"} <= set(tags())
    assert list(tags()) == sorted(tags())


@pytest.mark.parametrize("tag", OTHERS)
def test_every_text_has_its_words_and_no_words_are_left_over(tag: str) -> None:
    said = set(language(tag).words)
    assert sorted(keys() - said) == []
    assert sorted(said - keys()) == []


def test_english_lists_only_texts_that_pages_say() -> None:
    assert set(language("en").words) <= keys()


@pytest.mark.parametrize("tag", tags())
def test_no_text_loses_a_place_or_has_one_that_nothing_fills(tag: str) -> None:
    for key, found in language(tag).words.items():
        for text in forms_of(found):
            assert set(PLACE.findall(text)) == set(PLACE.findall(key)), key


@pytest.mark.parametrize("tag", tags())
def test_texts_with_a_count_have_all_plural_forms(tag: str) -> None:
    own, english = language(tag), language("en").words
    for key, found in own.words.items():
        if isinstance(found, str):
            continue
        assert set(found) == set(own.forms), key
        assert "count" in PLACE.findall(key) or key in english, key


@pytest.mark.parametrize("tag", tags())
def test_no_text_has_space_at_its_ends_or_a_plain_apostrophe(tag: str) -> None:
    for found in language(tag).words.values():
        for text in forms_of(found):
            assert text == text.strip(" ")
            assert "'" not in text
            assert '"' not in text


def test_french_keeps_high_punctuation_on_its_line() -> None:
    for found in language("fr").words.values():
        for text in forms_of(found):
            assert not re.search(r"[^\u00a0\u202f][:;!?»]|«[^\u00a0]", text), text


@pytest.mark.parametrize("tag", tags())
def test_patterns_name_what_they_take(tag: str) -> None:
    own = language(tag)
    assert len(own.months) == 12
    assert len(own.quotes) == 2
    assert set(PLACE.findall(own.day)) == {"day", "month", "year"}
    assert set(PLACE.findall(own.month)) == {"month", "year"}
    for pattern in (own.week, own.quarter, own.half):
        assert set(PLACE.findall(pattern)) == {"year", "number"}
    assert PLACE.findall(own.year) == ["year"]
    assert PLACE.findall(own.percent) == ["number"]


@pytest.mark.parametrize(
    ("content", "said", "tag", "mixed"),
    [
        ("en", "", "en", False),
        ("en-GB", "", "en-GB", False),
        ("de-AT", "", "de-AT", False),
        ("zh-Hant-TW", "", "en", True),
        ("ar", "", "en", True),
        ("en", "de", "de", True),
        ("de-CH", "de", "de", False),
        ("ar", "fr-CA", "fr-CA", True),
    ],
)
def test_the_words_are_those_said_else_those_of_the_text_else_english(
    content: str, said: str, tag: str, mixed: bool
) -> None:
    words = words_for(content, said)
    assert (words.tag, words.mixed) == (tag, mixed)


@pytest.mark.parametrize("tag", ["xx", "deu", "", "de_AT", "../en", 'de-"x"'])
def test_a_language_without_words_is_refused(tag: str) -> None:
    assert known(tag) is None
    if tag:
        with pytest.raises(KeyError):
            words_for("en", tag)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for path in languages.FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages.tags.cache_clear()
    yield tmp_path
    languages.tags.cache_clear()


def test_a_new_language_is_one_new_file(folder: Path) -> None:
    text = (folder / "de.toml").read_text(encoding="utf-8").replace('decimal = ","', 'decimal = "."')
    (folder / "de-ch.toml").write_text(text, encoding="utf-8")
    assert known("de-CH-1996") == "de-ch"
    assert known("de-AT") == "de"
    assert isinstance(language("de-ch"), Language)
    assert language("de-ch").decimal == "."


@pytest.mark.parametrize(
    ("rule", "amounts"),
    [
        ("n = 1", [1]),
        ("i = 1 and v = 0", [1]),
        ("i = 0,1", [0, 0.5, 1, 1.5]),
        ("n % 10 = 2..4 and n % 100 != 12..14", [2, 3, 4, 22, 102]),
        ("n = 0 or n % 100 = 1..19", [0, 1, 2, 3, 4, 5, 11, 12, 19, 101, 102, 111]),
    ],
)
def test_plural_rules_are_those_of_the_cldr(rule: str, amounts: list[float]) -> None:
    every = [0, 0.5, 1, 1.5, 2, 3, 4, 5, 11, 12, 19, 20, 22, 25, 100, 101, 102, 111]
    assert [each for each in every if holds(rule, each)] == amounts


def test_a_rule_that_is_not_understood_is_refused() -> None:
    with pytest.raises(ValueError, match="not a plural rule"):
        holds("n within 1", 1)


@pytest.mark.parametrize(
    ("tag", "answer"),
    [
        ("ar", True),
        ("fa-IR", True),
        ("he", True),
        ("az-Arab", True),
        ("pa-arab-PK", True),
        ("ar-Latn", False),
        ("en", False),
        ("ja", False),
        ("arn", False),
    ],
)
def test_which_way_a_language_runs(tag: str, answer: bool) -> None:
    assert right_to_left(tag) is answer
