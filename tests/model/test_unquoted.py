"""What other tools make of a text without quotes, and which lists in brackets hold half a sentence."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import yaml
from jmap.faults import Fault
from jmap.model.bind import bind
from jmap.model.kinds.unquoted import older
from jmap.yaml.reader import read_bytes
from jmap.yaml.scalars import resolve

WORDS = [cased for word in ("yes", "no", "on", "off") for cased in (word, word.title(), word.upper())]


def by_an_older_reader(text: str) -> object:
    """Return what PyYAML, which follows YAML 1.1, makes of a plain text."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        assume(isinstance(node, yaml.ScalarNode) and node.value == text and not node.style)
        value = yaml.load(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):
        assume(False)
    return value if isinstance(value, int | float) and math.isfinite(value) else None


@given(st.one_of(st.text("0123456789_:.xb+-eEoaf", min_size=1, max_size=9), st.sampled_from(WORDS)))
@example("017")
@example("-0_7")
@example("1_000")
@example("12:30:45")
@example("0b1_0")
@example("+0x1F")
@example("1_0.5e+3")
@example("09:30")
@example("089")
@example("0o17")
def test_it_is_what_a_reader_of_yaml_1_1_reads_and_one_of_1_2_does_not(text: str) -> None:
    theirs, ours = by_an_older_reader(text), resolve(text)
    said = older(text)
    if theirs is None or (not isinstance(ours, str) and theirs == ours):
        assert said is None or said == theirs
    else:
        assert said is not None
        assert math.isclose(said, float(theirs))  # type: ignore[arg-type]
        assert isinstance(said, bool) is isinstance(theirs, bool)


@pytest.mark.parametrize(("text", "value"), [("y", True), ("Y", True), ("n", False), ("N", False)])
def test_single_letters_are_truth_values_to_some(text: str, value: bool) -> None:
    assert older(text) is value


def test_a_number_past_all_numbers_is_none() -> None:
    assert older("1_0.0e+999") is None
    assert older("1_" + "0" * 60) is None


def faults(needs: str) -> list[Fault]:
    text = f"jmap: 1\ntitle: A map\nstages:\n  one:\n    needs: {needs}\n"
    reading = read_bytes("a.journey.yaml", text.encode())
    assert reading.faults == []
    return list(bind(reading.root).faults)


@pytest.mark.parametrize(
    ("needs", "cut"),
    [
        ("[One, and two]", [1]),
        ("[One, and two,]", [1]),
        ("[One, and two, Three, and four]", [1, 3]),
        ("[One, two, three]", [1]),
        ("[9 to 5, but not on Sundays]", [1]),
        ("[I, or you]", [1]),
        ("[(Maybe), or not]", [1]),
        ("[Était-ce, là]", [1]),
        ("[One, l'autre jour]", [1]),
        ("[One]", []),
        ("[one, two]", []),
        ("[One, Two]", []),
        ("[SSO, audit log]", []),
        ("[One, eBay]", []),
        ("[One, b2b]", []),
        ("[One, shop.example]", []),
        ("[One, me@shop.example]", []),
        ('[One, "and two"]', []),
        ('["One", and two]', []),
        ("[日本語, ok]", []),
        ("[One, null]", []),
        ("\n    - One\n    - and two", []),
        ("\n      - One\n      - >\n        and two", []),
    ],
)
def test_the_second_half_of_a_sentence(needs: str, cut: list[int]) -> None:
    found = [fault.place.route[-1] for fault in faults(needs) if fault.code == "JM013"]
    assert found == cut


def test_a_word_of_another_yaml_is_not_told_twice() -> None:
    assert [(fault.code, fault.offending) for fault in faults("[One, no]")] == [("JM012", "no")]


def test_a_long_text_is_shortened() -> None:
    (fault,) = faults(f"[One, and {'on ' * 30}]")
    assert fault.message.startswith("`and on on on on on on on on on on on on…` looks like")
