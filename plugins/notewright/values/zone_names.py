"""What time zones are called in English: `Central European Summer Time`, `MST`."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_NAME = re.compile(r"(?P<minutes>-?[0-9]+) (?:\((?P<short>[^)]*)\) )?(?P<long>.+)")


class ZoneName(NamedTuple):
    """A name; `short` is empty where the distance from Greenwich stands for it."""

    short: str
    long: str


def zone_name(zone: str, minutes: int) -> ZoneName | None:
    """The name of a zone when its clocks are that many minutes ahead of UTC; None when it has no name then."""
    return _names().get((zone.lower(), minutes))


@lru_cache(maxsize=1)
def _names() -> dict[tuple[str, int], ZoneName]:
    found = {}
    for line in files(__package__).joinpath("zone_names.txt").read_text("utf-8").splitlines():
        names, _, zones = line.rpartition(": ")
        for name in filter(None, map(_NAME.fullmatch, names.split("; "))):
            for zone in zones.split():
                found[zone.lower(), int(name["minutes"])] = ZoneName(name["short"] or "", name["long"])
    return found
