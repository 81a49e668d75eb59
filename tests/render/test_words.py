from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

from jmap.model.kinds.times import parse_duration, parse_period
from jmap.render.wording import feeling, tone
from jmap.render.words import through, words_for

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


@pytest.mark.parametrize(
    ("tag", "number", "share", "day", "quarter", "half", "week", "month"),
    [
        (
            *("de", "−4.640.000,5", "18,2\u00a0%", "1.\u00a0März\u00a02026", "Q3\u00a02026"),
            *("2.\u00a0Halbjahr\u00a02026", "KW\u00a036/2026", "September\u00a02026"),
        ),
        (
            *("fr", "−4\u202f640\u202f000,5", "18,2\u202f%", "1er\u00a0mars\u00a02026", "T3\u00a02026"),
            *("S2\u00a02026", "semaine\u00a036 de\u00a02026", "septembre\u00a02026"),
        ),
        (
            *("es", "−4.640.000,5", "18,2\u00a0%", "1\u00a0de\u00a0marzo de\u00a02026", "T3\u00a02026"),
            *("2.º\u00a0semestre de\u00a02026", "semana\u00a036 de\u00a02026", "septiembre de\u00a02026"),
        ),
        (
            *("ja", "−4,640,000.5", "18.2%", "2026年3月1日", "2026年第3四半期"),
            *("2026年第2半期", "2026年第36週", "2026年9月"),
        ),
    ],
)
def test_numbers_and_periods_are_written_as_the_language_does(
    tag: str, number: str, share: str, day: str, quarter: str, half: str, week: str, month: str
) -> None:
    words = words_for(tag)
    assert words.number(-4_640_000.5) == number
    assert words.percent(18.2) == share
    assert words.day(date(2026, 3, 1)) == day
    periods = [parse_period(text) for text in ("2026-Q3", "2026-H2", "2026-W36", "2026-09")]
    assert [words.period(each) for each in periods if each is not None] == [quarter, half, week, month]


def test_spanish_groups_from_five_digits_on() -> None:
    words = words_for("es")
    assert (words.number(2410), words.number(24_100)) == ("2410", "24.100")


@pytest.mark.parametrize(
    ("tag", "none", "one", "two"),
    [
        ("en", "0\u00a0days ago", "1\u00a0day ago", "2\u00a0days ago"),
        ("de", "vor 0\u00a0Tagen", "vor 1\u00a0Tag", "vor 2\u00a0Tagen"),
        ("fr", "il y a 0\u00a0jour", "il y a 1\u00a0jour", "il y a 2\u00a0jours"),
        ("es", "hace 0\u00a0días", "hace 1\u00a0día", "hace 2\u00a0días"),
        ("ja", "0日前", "1日前", "2日前"),
    ],
)
def test_amounts_choose_the_form(tag: str, none: str, one: str, two: str) -> None:
    words = words_for(tag)
    said = [words("{count}\u00a0days ago", count=count) for count in (0, 1, 2)]
    assert said == [none, one, two]


def test_a_part_of_one_is_singular_in_french_and_plural_in_german() -> None:
    assert words_for("fr")("{count}\u00a0points", count=1.5) == "1,5\u00a0point"
    assert words_for("de")("{count}\u00a0points", count=0.5) == "0,5\u00a0Punkte"


@pytest.mark.parametrize(
    ("tag", "names", "shown"),
    [
        ("en", ["a"], "a"),
        ("en", ["a", "b", "c"], "a, b and c"),
        ("de", ["a", "b", "c"], "a, b und c"),
        ("fr", ["a", "b"], "a et b"),
        ("es", ["Ana", "Luis"], "Ana y Luis"),
        ("es", ["Ana", "Irene"], "Ana e Irene"),
        ("es", ["agua", "hielo"], "agua y hielo"),
        ("es", ["Ana", "Hilario"], "Ana e Hilario"),
        ("ja", ["甲", "乙", "丙"], "甲、乙、丙"),
    ],
)
def test_names_are_joined_as_the_language_does(tag: str, names: list[str], shown: str) -> None:
    assert words_for(tag).listed(names) == shown


def test_what_stands_behind_a_bar_only_tells_texts_apart() -> None:
    assert ENGLISH("none|owner") == "none"
    assert words_for("de")("none|owner") == "niemand"
    assert words_for("de")("none|evidence") == "keine"


def test_text_that_is_filled_in_is_not_filled_in_again() -> None:
    said = ENGLISH("{name}: {text}", name="{text}", text="{name.__class__}")
    assert said == "{text}: {name.__class__}"


def test_markup_stays_markup_and_all_else_is_escaped() -> None:
    said = ENGLISH("{name}: {text}", name=Markup("<b>A</b>"), text="<i>")
    assert said == Markup("<b>A</b>: &lt;i&gt;")
    assert isinstance(said, Markup)
    listed = ENGLISH.listed([Markup("<b>A</b>"), "<i>"])
    assert listed == Markup("<b>A</b> and &lt;i&gt;")


def test_text_of_the_map_is_isolated_within_words_of_another_language() -> None:
    assert ENGLISH.theirs("Olivia") == "Olivia"
    assert words_for("en-GB").theirs("Olivia") == "Olivia"
    words = words_for("ar")
    assert words.theirs("سارة") == "\u2068سارة\u2069"
    assert words.theirs("a\u2069b\u2067c") == "\u2068abc\u2069"
    assert words.theirs("") == ""


def test_quotation_marks_are_those_of_the_text() -> None:
    assert words_for("fr", "de").quotes == ("«\u00a0", "\u00a0»")
    assert words_for("el", "de").quotes == ("„", "“")


def test_an_isolate_that_closes_nothing_is_left_out() -> None:
    written = through(str.upper, "a\u2069 \u05d0 \u2068b\u2069 \u2068c")
    assert written == "A \u05d0 \u2068B\u2069 \u2068C\u2069"
