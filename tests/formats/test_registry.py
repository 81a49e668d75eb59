"""Formats are found by themselves."""

from __future__ import annotations

import pytest

from jmap.formats import registry


def test_every_format_is_found_and_full_is_first() -> None:
    assert registry.names() == (
        "full",
        "concise",
        "github",
        "gitlab",
        "json",
        "jsonl",
        "junit",
        "markdown",
        "sarif",
    )


def test_every_name_has_a_render() -> None:
    assert all(callable(registry.load(name)) for name in registry.names())


@pytest.mark.parametrize("name", ["style", "sinks", "schema", "sarif_rules", "nonsense"])
def test_other_modules_are_no_formats(name: str) -> None:
    with pytest.raises(KeyError):
        registry.load(name)
