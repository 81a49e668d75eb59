"""The types of the format, each with its reading, its words and its JSON Schema."""

from jmap.model.kinds.choices import ManyOf, OneOf
from jmap.model.kinds.collections import Entries, Items, Section, Texts, TextTable
from jmap.model.kinds.numbers import Boolean, Number, Percent, Whole
from jmap.model.kinds.objects import Nested, ObjectOrText
from jmap.model.kinds.references import EventNames, Owner, Paths, PathText, Ref, Refs
from jmap.model.kinds.text import LinkList, Tag, Text
from jmap.model.kinds.times import Date, Duration, DurationRange, DurationText, Period, PeriodText

__all__ = [
    "Boolean",
    "Date",
    "Duration",
    "DurationRange",
    "DurationText",
    "Entries",
    "EventNames",
    "Items",
    "LinkList",
    "ManyOf",
    "Nested",
    "Number",
    "ObjectOrText",
    "OneOf",
    "Owner",
    "PathText",
    "Paths",
    "Percent",
    "Period",
    "PeriodText",
    "Ref",
    "Refs",
    "Section",
    "Tag",
    "Text",
    "TextTable",
    "Texts",
    "Whole",
]
