from __future__ import annotations

from datetime import date

import pytest

from jmap.model.kinds.times import parse_duration, parse_period
from jmap.render.wording import feeling, tone
from jmap.render.words import words_for

ENGLISH = words_for("en")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (18.2, "18.2"),
        (-1.9, "−1.9"),
        (0.0, "0"),
        (-0.0, "0"),
        (2410, "2\u202f410"),
        (4640000, "4\u202f640\u202f000"),
        (0.004, "0.004"),
        (12.345, "12.35"),
        (-0.000001, "−0.000001"),
    ],
)
def test_numbers_have_a_true_minus_and_grouped_thousands(value: float, shown: str) -> None:
    assert ENGLISH.number(value) == shown


def test_a_unit_stays_on_the_line_of_its_number() -> None:
    assert ENGLISH.measured(11.6, "d") == "11.6\u00a0d"
    assert ENGLISH.measured(5.2, "points of 7") == "5.2\u00a0points\u00a0of\u00a07"
    assert ENGLISH.percent(18.2) == "18.2\u00a0%"


@pytest.mark.parametrize(
    ("value", "sign", "word", "shade"),
    [
        (2, "+2.0", "very positive", "p2"),
        (1.5, "+1.5", "very positive", "p2"),
        (1.49, "+1.5", "positive", "p1"),
        (0.35, "+0.3", "positive", "p1"),
        (0.34, "+0.3", "neutral", "n0"),
        (-0.04, "0.0", "neutral", "n0"),
        (-0.35, "−0.3", "negative", "m1"),
        (-1.49, "−1.5", "negative", "m1"),
        (-1.5, "−1.5", "very negative", "m2"),
    ],
)
def test_feelings_have_a_sign_a_word_and_a_shade(value: float, sign: str, word: str, shade: str) -> None:
    assert ENGLISH.signed(value) == sign
    assert feeling(value) == word
    assert tone(value) == shade


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        ("60d", "60d", "60\u00a0days"),
        ("1w", "1w", "1\u00a0week"),
        ("2w", "8w", "2–8\u00a0weeks"),
        ("2h", "3d", "2\u00a0hours – 3\u00a0days"),
        ("3mo", "1y", "3\u00a0months – 1\u00a0year"),
    ],
)
def test_durations_are_written_out(low: str, high: str, shown: str) -> None:
    ends = parse_duration(low), parse_duration(high)
    assert ends[0] is not None
    assert ends[1] is not None
    assert ENGLISH.duration_range((ends[0], ends[1])) == shown


def test_dates_and_periods_are_written_out() -> None:
    assert ENGLISH.day(date(2026, 11, 2)) == "2\u00a0November\u00a02026"
    for text, shown in [("2026-Q3", "2026\u00a0Q3"), ("2026-09", "September\u00a02026"), ("2026", "2026")]:
        period = parse_period(text)
        assert period is not None
        assert ENGLISH.period(period) == shown


@pytest.mark.parametrize(
    ("then", "shown"),
    [
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 20), "1\u00a0day ago"),
        (date(2026, 6, 17), "5\u00a0months ago"),
        (date(2024, 1, 1), "2\u00a0years ago"),
        (date(2026, 12, 1), "on 1\u00a0December\u00a02026"),
    ],
)
def test_ages_are_told_from_the_date_given(then: date, shown: str) -> None:
    assert ENGLISH.age(then, date(2026, 11, 21)) == shown
