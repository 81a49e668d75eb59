"""The YAML 1.2 core schema."""

import pytest

from jmap.yaml.scalars import Value, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nULL", "nULL"),
        ("true", True),
        ("FALSE", False),
        ("yes", "yes"),
        ("on", "on"),
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("017", 17),
        ("0o17", 15),
        ("0o18", "0o18"),
        ("0x1F", 31),
        ("-0x1F", "-0x1F"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("-1e3", -1000.0),
        ("1e400", "1e400"),
        ("-1e400", "-1e400"),
        (".", "."),
        ("-", "-"),
        ("+", "+"),
        ("1e", "1e"),
        (".nan", ".nan"),
        ("-.inf", "-.inf"),
        ("2026-10-01", "2026-10-01"),
        ("12%", "12%"),
        ("١٢", "١٢"),
        ("12\n", "12\n"),
        ("9" * 300, int("9" * 300)),
        ("9" * 301, "9" * 301),
        ("0x" + "f" * 400, "0x" + "f" * 400),
    ],
)
def test_resolve(text: str, value: Value) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)
