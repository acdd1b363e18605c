"""Time zones of dates: the local one, a fixed offset, or a named one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"utc(?:([+-])([0-9]{1,2})(?::([0-9]{2}))?)?", re.IGNORECASE)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 (the same name in all versions)
_CALENDAR_CYCLE = 146_097 * 1440
"""The minutes of 400 years, after which dates fall on the same weekdays."""

_FIRST_MINUTE = -719_100 * 1440
_LAST_MINUTE = 2_932_000 * 1440


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone. The local one is UTC everywhere, so that a build gives the same site on every machine."""

    kind: Literal["local", "fixed", "named"] = "local"
    minutes: int = 0
    name: str = ""

    def offset(self, instant: int) -> int:
        """Minutes ahead of UTC at an instant, in milliseconds since 1970."""
        return self.minutes if self.kind != "named" else _named_offset(self.name, instant // 60_000)

    @property
    def label(self) -> str:
        """The zone's name: `UTC`, `UTC+5:30`, `Europe/Berlin`."""
        if self.kind == "named":
            return self.name
        if self.minutes == 0:
            return "UTC"
        hours, minutes = divmod(abs(self.minutes), 60)
        return f"UTC{'-' if self.minutes < 0 else '+'}{hours}" + (f":{minutes:02}" if minutes else "")


LOCAL = Zone()
UTC = Zone("fixed")


def find_zone(name: str) -> Zone | None:
    """The zone with that name, or None when there is none."""
    lowered = name.lower()
    if lowered in ("default", "local", "system"):
        return LOCAL
    if lowered == "gmt":
        return UTC
    offset = _OFFSET.fullmatch(name)
    if offset:
        sign, hours, minutes = offset.groups()
        return Zone("fixed", (-1 if sign == "-" else 1) * (int(hours or 0) * 60 + int(minutes or 0)))
    return Zone("named", 0, name) if _zone_info(name) else None


@lru_cache(maxsize=64)
def _zone_info(name: str) -> ZoneInfo | None:
    # A folder of the zone database, an absolute path and an unknown name fail in three different ways.
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None


@lru_cache(maxsize=1024)
def _named_offset(name: str, minute: int) -> int:
    info = _zone_info(name)
    assert info is not None
    # Beyond the years that Python knows, the rules go on as in the last of them and as before the first.
    near = max(minute, _FIRST_MINUTE)
    if near > _LAST_MINUTE:
        near -= -(-(near - _LAST_MINUTE) // _CALENDAR_CYCLE) * _CALENDAR_CYCLE
    offset = (_EPOCH + timedelta(minutes=near)).astimezone(info).utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else 0
