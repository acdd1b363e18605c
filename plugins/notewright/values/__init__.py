"""What a field or a query can hold: null, boolean, number, text, date, duration, link, list, object; and their order.

`from_yaml` and `from_inline` read fields, `to_text` and `to_json` write values, `compare` orders them.
Numbers, texts and dates behave as in the app whose notes these are, which runs on JavaScript.
"""

from notewright.values.collation import collation_key, compare_texts
from notewright.values.date import Date, DateRangeError, difference
from notewright.values.date_format import format_date
from notewright.values.duration import Duration
from notewright.values.from_csv import from_csv
from notewright.values.from_inline import from_inline
from notewright.values.from_json import from_json
from notewright.values.from_yaml import from_datetime, from_yaml
from notewright.values.link import ExternalLink, Link, LinkKind, parse_link
from notewright.values.name import canonical_key, heading_anchor
from notewright.values.number import format_number
from notewright.values.order import compare, equal, order_key
from notewright.values.to_json import Json, to_json
from notewright.values.to_text import TextForm, to_text
from notewright.values.value import Function, Value, is_true, type_name
from notewright.values.zone import LOCAL, UTC, Zone, find_zone

__all__ = [
    "LOCAL",
    "UTC",
    "Date",
    "DateRangeError",
    "Duration",
    "ExternalLink",
    "Function",
    "Json",
    "Link",
    "LinkKind",
    "TextForm",
    "Value",
    "Zone",
    "canonical_key",
    "collation_key",
    "compare",
    "compare_texts",
    "difference",
    "equal",
    "find_zone",
    "format_date",
    "format_number",
    "from_csv",
    "from_datetime",
    "from_inline",
    "from_json",
    "from_yaml",
    "heading_anchor",
    "is_true",
    "order_key",
    "parse_link",
    "to_json",
    "to_text",
    "type_name",
]
