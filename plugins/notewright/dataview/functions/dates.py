"""Functions that show or cut dates, durations and sums of money."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

from notewright.dataview.context import Context
from notewright.dataview.error import EvaluationError
from notewright.dataview.functions.registry import function
from notewright.values import LOCAL, Date, Duration, Value, format_date
from notewright.values.date_format import pieces
from notewright.values.number import format_number

_UNITS = {
    "S": "milliseconds",
    "s": "seconds",
    "m": "minutes",
    "h": "hours",
    "d": "days",
    "w": "weeks",
    "M": "months",
    "y": "years",
}
_SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "ILS": "₪",
    "VND": "₫",
    "PHP": "₱",
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "CA$",
    "CNY": "CN¥",
    "HKD": "HK$",
    "MXN": "MX$",
    "NZD": "NZ$",
    "TWD": "NT$",
    "XAF": "FCFA\xa0",
    "XCD": "EC$",
    "XCG": "Cg.\xa0",
    "XOF": "F\u202fCFA\xa0",
    "XPF": "CFPF\xa0",
    "XXX": "¤",
}
# The decimals of the currencies that have not two, in the data of CLDR 48.
_WHOLE = (
    "ADP AFN ALL BIF BYR CLP COP DJF ESP GNF HUF IDR IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK MRO PKR "
    "PYG RWF SLL SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD"
)
_THREE_PLACES = "BHD JOD KWD LYD OMR TND"
_FOUR_PLACES = "CLF UYW"
_CURRENCY = re.compile("[A-Za-z]{3}")


@function("striptime", "date", null=["null"], over={1: [0]})
def striptime(context: Context, date: Date) -> Value:
    """The day of a date, without its time.

    dql> striptime(date(2024-05-15T10:30))
    {"date": "2024-05-15T00:00:00.000"}
    """
    return Date.of(*date.civil)


@function("localtime", "date", null=["null"], over={1: [0]})
def localtime(context: Context, date: Date) -> Value:
    """A date on the local clock, which is UTC.

    dql> localtime(date(2024-05-15T10:30:00+02:00))
    {"date": "2024-05-15T08:30:00.000"}
    """
    return date.in_zone(LOCAL)


@function("dateformat", "date string", null=["null string"], over={2: [0]})
def dateformat(context: Context, date: Date, pattern: str) -> Value:
    """A date as text, by a pattern of tokens.

    dql> dateformat(date(2024-05-15), "yyyy-MM-dd, EEEE")
    "2024-05-15, Wednesday"
    dql> dateformat(date(2024-05-15T14:05), "h:mm a 'on' d MMM")
    "2:05 PM on 15 May"
    """
    return format_date(date, pattern)


@function("durationformat", "duration string", null=["null string"], over={2: [0]})
def durationformat(context: Context, duration: Duration, pattern: str) -> Value:
    """A duration as text, by a pattern of tokens; words stand in single quotes, or their letters are tokens.

    dql> durationformat(dur(3 hours, 5 minutes), "h:mm")
    "3:05"
    dql> durationformat(dur(90 minutes), "m 'minutes'")
    "90 minutes"
    """
    cut = pieces(pattern)
    units = {_UNITS[text[0]] for text, is_token in cut if is_token and text[0] in _UNITS}
    amounts = duration.shifted(tuple(units)) if units else {}
    written = []
    for text, is_token in cut:
        unit = _UNITS.get(text[0]) if is_token else None
        written.append(_amount(amounts[unit], len(text)) if unit else text)
    return "".join(written)


def _amount(amount: float, width: int) -> str:
    """The whole part, padded; the sign does not count."""
    if not math.isfinite(amount):
        return format_number(amount)
    whole = math.floor(amount)
    return f"{'-' if whole < 0 else ''}{abs(whole):0{width}}"


@function("currencyformat", "number", "number string", null=["null", "null string"], over={2: [0]})
def currencyformat(context: Context, amount: float, currency: str = "USD") -> Value:
    """A sum of money as it is written in English.

    dql> currencyformat(1234.5, "EUR")
    "€1,234.50"
    dql> currencyformat(-3)
    "-$3.00"
    """
    if not _CURRENCY.fullmatch(currency):
        raise EvaluationError(f"Invalid currency code : {currency}")
    code = currency.upper()
    sign = "-" if math.copysign(1, amount) < 0 else ""
    symbol = _SYMBOLS.get(code, f"{code}\xa0")
    if not math.isfinite(amount):
        return f"{sign}{symbol.rstrip()}{'NaN' if math.isnan(amount) else '∞'}"
    return sign + symbol + _money(abs(amount), code)


def _money(amount: float, code: str) -> str:
    places = 0 if code in _WHOLE else 3 if code in _THREE_PLACES else 4 if code in _FOUR_PLACES else 2
    # The shortest decimal that means the number is rounded, halves away from zero.
    with localcontext() as context:
        context.prec = 400
        return f"{Decimal(format_number(amount)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):,f}"
