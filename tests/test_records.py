"""Records behave as frozen dataclasses do."""

from __future__ import annotations

import dataclasses

import pytest

from jmap.records import frozen, record


@record
class Point:
    x: int
    y: int = 2
    tags: list[str] = dataclasses.field(default_factory=list)


@frozen
class Pair:
    left: int
    right: int = 0


def test_values_defaults_and_factories() -> None:
    one, other = Point(x=1), Point(x=1)
    assert (one.x, one.y, one.tags) == (1, 2, [])
    assert one.tags is not other.tags
    assert one == other
    assert Pair(1) == Pair(left=1, right=0)
    assert Pair(1) != Pair(2)
    assert Pair(1).__eq__((1, 0)) is NotImplemented


def test_they_cannot_be_changed_and_have_no_other_attributes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Pair(1).left = 3  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Pair(1).left
    assert not hasattr(Pair(1), "__dict__")


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match="needs `x`"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="has no `z`"):
        Point(x=1, z=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="takes 2 values"):
        Pair(1, 2, 3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="`left` twice"):
        Pair(1, left=2)  # type: ignore[misc]


def test_replace_fields_hash_and_repr() -> None:
    assert dataclasses.replace(Pair(1), right=5) == Pair(1, 5)
    assert [item.name for item in dataclasses.fields(Point)] == ["x", "y", "tags"]
    assert hash(Pair(1, 2)) == hash(Pair(1, 2))
    assert repr(Pair(1, 2)) == "Pair(left=1, right=2)"
    assert repr(Point(x=1)) == "Point(x=1, tags=[])"


def test_one_made_by_the_hundred_behaves_as_before() -> None:
    @record
    class Many:
        left: int = 1
        tags: list[str] = dataclasses.field(default_factory=list)
        needed: str

    for _ in range(300):
        Many(needed="x")
    one, other = Many(needed="a", tags=["t"]), Many(left=2, needed="b")
    assert (one.left, one.tags, one.needed) == (1, ["t"], "a")
    assert (other.left, other.tags, other.needed) == (2, [], "b")
    assert Many(needed="x").tags is not Many(needed="x").tags
    assert dataclasses.replace(one, left=3) == Many(left=3, tags=["t"], needed="a")
    with pytest.raises(TypeError, match="Many needs `needed`"):
        Many()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Many(needed="x", z=1)  # type: ignore[call-arg]
