"""Numbers as JavaScript writes and rounds them: queries give the answers of an engine that runs there."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal, localcontext

MAX_SAFE_INTEGER = 2**53 - 1


def format_number(number: float) -> str:
    """The shortest text that reads back as the number: `3`, `0.1`, `1e+21`, `NaN`."""
    number = float(number)
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(number)).as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits))
    stripped = text.rstrip("0")
    return ("-" if sign else "") + _place_point(stripped, len(text) + exponent)


def _place_point(digits: str, point: int) -> str:
    """`digits` with the decimal point after `point` of them."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    mantissa = digits if count == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{mantissa}e{point - 1:+d}"


def to_fixed(number: float, places: int) -> str:
    """The number with that many decimals; the exact binary value is rounded, so 1.005 gives `1.00`."""
    if not math.isfinite(number) or abs(number) >= 1e21:
        return format_number(number)
    with localcontext() as context:
        context.prec = 400
        rounded = abs(Decimal(number)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{'-' if number < 0 else ''}{rounded:f}"


def round_half_up(number: float) -> float:
    """The nearest integer; halves go towards positive infinity, so -2.5 gives -2."""
    if not math.isfinite(number):
        return number
    below = math.floor(number)
    return signed(below + 1 if number - below >= 0.5 else below, number)


def signed(whole: int, number: float) -> float:
    """The whole number that `number` was rounded to; a zero keeps the sign, which shows in sums of money."""
    return float(whole) if whole else math.copysign(0.0, number)


def truncate(number: float) -> float:
    """The integer part; what is not finite stays."""
    return signed(math.trunc(number), number) if math.isfinite(number) else number


def remainder(dividend: float, divisor: float) -> float:
    """The remainder, with the sign of the dividend; NaN where there is none."""
    if math.isnan(dividend) or math.isnan(divisor) or math.isinf(dividend) or divisor == 0:
        return math.nan
    return math.fmod(dividend, divisor)


def divide(dividend: float, divisor: float) -> float:
    """The quotient; by zero it is infinite or NaN."""
    if divisor != 0:
        return dividend / divisor
    if dividend == 0 or math.isnan(dividend):
        return math.nan
    return math.copysign(math.inf, dividend) * math.copysign(1.0, divisor)


def to_unsigned(number: float) -> int:
    """The number as 32 bits without a sign, in which -1 is the largest; what is not finite is 0."""
    return int(number) % 2**32 if math.isfinite(number) else 0
