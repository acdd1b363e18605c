"""Durations in calendar units, kept as they were given until something normalises them.

The conversions are the ones the query language uses: a year has 12 months or 365 days, a month 30 days or 4 weeks.
They do not agree with each other, which is why `365 days` normalises to 1 year, 1 month, 1 day.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from notewright.values.number import format_number, remainder, round_half_up, truncate

UNITS: Final = ("years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds")
_CLOCK_MS: Final = (7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000, 1)


def _row(*conversions: int, days: int) -> dict[str, int]:
    """How many of each smaller unit a unit of that many days has."""
    higher = dict(zip(UNITS[3 - len(conversions) : 3], conversions, strict=True))
    return higher | {"days": days} | {unit: days * 86_400_000 // ms for unit, ms in _CLOCK if unit != "days"}


_CLOCK: Final = tuple(zip(UNITS[4:], _CLOCK_MS[2:], strict=True))
_PER: Final[dict[str, dict[str, int]]] = {
    "years": _row(12, 52, days=365),
    "months": _row(4, days=30),
    "weeks": _row(days=7),
} | {
    unit: {smaller: size // ms for smaller, ms in zip(UNITS[3:], _CLOCK_MS[1:], strict=True) if ms < size}
    for unit, size in zip(UNITS[3:], _CLOCK_MS[1:], strict=True)
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time. `28 days` and `4 weeks` are different durations of equal length."""

    years: float = 0
    months: float = 0
    weeks: float = 0
    days: float = 0
    hours: float = 0
    minutes: float = 0
    seconds: float = 0
    milliseconds: float = 0

    @property
    def amounts(self) -> tuple[float, ...]:
        """The amounts, from years down to milliseconds."""
        return (
            self.years,
            self.months,
            self.weeks,
            self.days,
            self.hours,
            self.minutes,
            self.seconds,
            self.milliseconds,
        )

    def __add__(self, other: Duration) -> Duration:
        return Duration(*(a + b for a, b in zip(self.amounts, other.amounts, strict=True)))

    def times(self, factor: float) -> Duration:
        """Every amount multiplied."""
        return Duration(*(amount * factor for amount in self.amounts))

    def to_milliseconds(self) -> float:
        """The length, with years of 365 and months of 30 days."""
        return _length(dict(zip(UNITS, self.amounts, strict=True)))

    def normalized(self) -> Duration:
        """The same in whole units, each below one of the next."""
        amounts = self.shifted(UNITS)
        _normalize(amounts)
        return Duration(**amounts)

    def shifted(self, units: tuple[str, ...]) -> dict[str, float]:
        """The same in these units only (in the order of `UNITS`)."""
        built: dict[str, float] = {}
        pending: dict[str, float] = {}
        for unit, amount in zip(UNITS, self.amounts, strict=True):
            if unit not in units:
                pending[unit] = float(amount)
                continue
            own = sum(_PER[higher][unit] * rest for higher, rest in pending.items()) + amount
            whole = truncate(own)
            built[unit] = whole
            # Thousandfold and back, as it steadies the fraction of numbers such as 0.1 + 0.2.
            pending = {unit: (own * 1000 - whole * 1000) / 1000}
        _add_fractions(built, pending, max(units, key=UNITS.index))
        _normalize(built)
        return built

    def to_iso(self) -> str:
        """ISO 8601, such as `P1Y2DT3H`."""
        text = "P" + "".join(
            format_number(amount) + letter
            for amount, letter in zip(self.amounts[:4], "YMWD", strict=True)
            if amount != 0
        )
        seconds = round_half_up((self.seconds + self.milliseconds / 1000) * 1000) / 1000
        clock = [(self.hours, "H"), (self.minutes, "M")]
        time = "".join(format_number(amount) + letter for amount, letter in clock if amount != 0)
        if self.seconds != 0 or self.milliseconds != 0:
            time += format_number(seconds) + "S"
        return f"{text}T{time}" if time else (text if text != "P" else "PT0S")


def _length(amounts: dict[str, float]) -> float:
    total = float(amounts.get("milliseconds", 0))
    for unit in reversed(UNITS[:-1]):
        if amounts.get(unit):
            total += amounts[unit] * _PER[unit]["milliseconds"]
    return total


def _add_fractions(built: dict[str, float], pending: dict[str, float], last: str) -> None:
    """What is smaller than the last unit becomes its decimals."""
    for unit, rest in pending.items():
        if rest != 0:
            built[last] += rest if unit == last else rest / _PER[last][unit]


def _normalize(amounts: dict[str, float]) -> None:
    """Carry whole units upwards, then decimals downwards, in place."""
    sign = -1 if _length(amounts) < 0 else 1
    units = [unit for unit in UNITS if unit in amounts]
    pairs = list(pairwise(units))
    for higher, lower in reversed(pairs):
        carried = amounts[lower] * sign / _PER[higher][lower]
        whole = math.floor(carried) if math.isfinite(carried) else carried
        amounts[higher] += whole * sign
        amounts[lower] -= whole * _PER[higher][lower] * sign
    for higher, lower in pairs:
        fraction = remainder(amounts[higher], 1)
        amounts[higher] -= fraction
        amounts[lower] += fraction * _PER[higher][lower]
