"""Input that is made to hurt: each has its outcome, whatever the time it would like to take."""

import pytest

from jmap.yaml.reader import read_bytes

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefghijk", "bcdefghijkl", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 200_000, "JM009"),
        ("[\n" * 200_000, "JM009"),
        ("- " * 200_000, "JM009"),
        ("{a: " * 100_000, "JM009"),
        ("{" * 200_000, "JM004"),
        ("? " * 200_000, "JM004"),
        ("a: " * 200_000, "JM004"),
        (":" * 500_000, "JM004"),
        ("*a " * 100_000, "JM010"),
        ("&a " * 100_000, "JM004"),
        ("%TAG !a! x\n" * 30_000 + "--- a", "JM004"),
        ("".join(f"%TAG !a{at}! x\n" for at in range(30_000)) + "--- a", "JM004"),
        ("%YAML 1.2\n" * 30_000 + "---\n", "JM004"),
        ("x" * 500_000 + "\nb: c", "JM004"),
        ('a: "b\n' * 30_000, "JM004"),
        ("a: [b\n" * 30_000, "JM004"),
        ("a: [" + "b," * 300_000 + "]", "JM009"),
        ("a: " + "b" * 1_000_001, "JM009"),
        ("a: b\n" * 30_000, "JM005"),
        ("<<: b\n" * 30_000, "JM008"),
        ("- !b c\n" * 30_000, "JM006"),
        ("\0" * 100_001, "JM002"),
        ('a: "' + "\\x00" * 50_000 + '"', "JM002"),
        ("a: " + "\u200b" * 50_000, "JM003"),
        ("\ufeff" * 50_000, "JM003"),
        (LAUGHS, "JM009"),
        ("a: &a [*a]\n", "JM010"),
    ],
)
def test_hostile(text: str, code: str) -> None:
    reading = read_bytes("x.yaml", text.encode())
    assert code in [fault.code for fault in reading.faults]
    assert len(reading.faults) <= 70


def test_a_bomb_of_aliases_shares_its_nodes() -> None:
    reading = read_bytes("x.yaml", LAUGHS.encode())
    [fault] = reading.faults
    assert fault.message == "more than 250,000 keys and values, aliases followed"
