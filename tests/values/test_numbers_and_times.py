"""Numbers, dates and durations behave as in the app."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notewright.values import Date, DateRangeError, Duration, difference, find_zone, format_date, format_number, to_text
from notewright.values.civil import civil_day, days_since_epoch
from notewright.values.number import round_half_up, to_fixed
from notewright.values.utf16 import from_units, to_units, unit_length, well_formed


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3, "3"),
        (3.0, "3"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e21, "1e+21"),
        (123456789012345680000, "123456789012345680000"),
        (1.5e-7, "1.5e-7"),
        (0.000001, "0.000001"),
        (5e-324, "5e-324"),
        (float("nan"), "NaN"),
        (float("-inf"), "-Infinity"),
    ],
)
def test_a_number_is_written_as_javascript_does(number: float, text: str) -> None:
    assert format_number(number) == text


@given(st.floats(allow_nan=False))
def test_a_written_number_reads_back(number: float) -> None:
    assert float(format_number(number)) == number


def test_halves_go_up_and_binary_values_are_rounded() -> None:
    assert [round_half_up(number) for number in (2.5, -2.5, 0.49999999999999994)] == [3, -2, 0]
    assert [to_fixed(number, 2) for number in (1.005, 2.345, -1.005, 1e21)] == ["1.00", "2.35", "-1.00", "1e+21"]


@given(st.integers(-3_000_000, 3_000_000))
def test_a_day_has_one_number(days: int) -> None:
    assert days_since_epoch(*civil_day(days)) == days


@given(st.integers(-4 * 10**12, 4 * 10**12), st.integers(-4 * 10**12, 4 * 10**12))
def test_a_difference_added_to_its_start_is_its_end(start: int, end: int) -> None:
    first, last = sorted((Date(start), Date(end)), key=lambda date: date.instant)

    assert first.plus(difference(last, first)) == last


def test_months_are_added_before_days_and_cut_to_the_month() -> None:
    assert Date.of(2024, 1, 31).plus(Duration(months=1)) == Date.of(2024, 2, 29)
    assert Date.of(2024, 1, 31).plus(Duration(months=1, days=1)) == Date.of(2024, 3, 1)


def test_a_year_normalises_in_units_that_disagree() -> None:
    assert to_text(Duration(days=365)) == "1 year, 1 month, 1 day"
    assert to_text(difference(Date.of(2024, 12, 31), Date.of(2024, 1, 1)).normalized()) == "1 year, 2 days"


@given(st.builds(Duration, *(st.integers(-40, 40) for _ in range(7))))
def test_what_is_normalised_stays_so(duration: Duration) -> None:
    once = duration.normalized()

    assert once.normalized() == once


def test_a_clock_is_put_forward_in_spring() -> None:
    berlin = find_zone("Europe/Berlin")
    assert berlin is not None

    assert Date.of(2024, 3, 31, 2, 30, zone=berlin).to_iso() == "2024-03-31T03:30:00.000+02:00"
    assert find_zone("Europe/Nowhere") is None


def test_a_date_beyond_the_calendar_is_an_error() -> None:
    with pytest.raises(DateRangeError):
        Date.of(2024).plus(Duration(years=1e9))


def test_letters_of_words_are_tokens_unless_quoted() -> None:
    date = Date.of(2024, 1, 2, 14, 5)

    assert format_date(date, "h:mm a - MMMM dd, yyyy") == "2:05 PM - January 02, 2024"
    assert format_date(date, "YYYY-MM-DD 'at' H") == "YYYY-01-Jan 2, 2024 at 14"


@given(st.text())
def test_units_of_a_text_make_the_text(text: str) -> None:
    assert from_units(to_units(text)) == text
    assert unit_length(text) == len(to_units(text))


def test_half_an_emoji_can_be_written() -> None:
    half = to_units("😀")[:1]

    assert well_formed(f"a{half}b") == "a\ufffdb"
