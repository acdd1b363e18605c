"""Four times the note may take no more than some six times as long, whatever fields and lists it has."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from time import process_time

import pytest
from memory_notes import MemoryNotes

Maker = Callable[[int], str]
TEXTS: dict[str, tuple[int, Maker]] = {
    "fields": (10_000, lambda n: "".join(f"k{i}:: v\n" for i in range(n))),
    "fields of one name": (10_000, lambda n: "k:: 1\n" * n),
    "names of one form": (4_000, lambda n: "".join(f"[k{'!' * (i % 900)}:: 1]\n" for i in range(n))),
    "fields on a line": (2_500, lambda n: "[k:: v] " * n),
    "fields not closed": (5_000, lambda n: "[k:: " * n),
    "fields half closed": (4_000, lambda n: "[k:: " * n + "]" * (n // 2)),
    "round fields not closed": (5_000, lambda n: "(k:: " * n),
    "fields in an item": (20_000, lambda n: "- " + "[k:: " * n + "]" * (n // 2)),
    "brackets": (30_000, lambda n: "- " + "[" * n + " a::"),
    "backslashes": (30_000, lambda n: "- [a::" + "\\" * n + "]"),
    "separators": (16_000, lambda n: "::" * n),
    "separators in an item": (40_000, lambda n: "- a" + "::" * n),
    "a long key": (30_000, lambda n: "é " * (n // 2) + ":: v"),
    "commas": (15_000, lambda n: "k:: " + "1, " * (n // 2)),
    "durations": (4_000, lambda n: "k:: " + "1 d " * n),
    "a quotation": (30_000, lambda n: 'k:: "' + "a\\" * (n // 2)),
    "plain items": (4_000, lambda n: "- a [k:: 1]\n" * n + "\nk:: 1\n" * n),
    "names of one form and no other": (4_000, lambda n: "".join(f"[k{chr(0x2500 + i)}:: 1]\n" for i in range(n))),
    "items": (4_000, lambda n: "- [ ] a [k:: 1] #b [[c]]\n" * n),
    "lines of an item": (8_000, lambda n: "- a\n" + "  b [k:: 1]\n" * n),
    "deep items": (100, lambda n: "".join("  " * depth + "- [ ] a\n" for depth in range(n))),
    "items below a heading each": (2_000, lambda n: "# a\n- [ ] b ^c\n" * n),
    "items in quotes": (3_000, lambda n: "> - a [k:: 1]\n\nb:: 2\n\n" * n),
    "emoji": (20_000, lambda n: "- 📅 " * n),
    "emoji and spaces": (20_000, lambda n: "- 📅" + " " * n),
    "hashes": (20_000, lambda n: "- " + "#a" * n),
    "tags of an item": (20_000, lambda n: "- " + "#a$ " * n),
}


def seconds(text: str) -> float:
    """The shortest of three runs over all that a page has."""
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    gc.disable()  # it looks at what all other tests have left
    start = process_time()
    file = MemoryNotes({"a.md": text}).page("a.md")["file"]
    assert isinstance(file, Mapping)
    for entry in [file[name] for name in file] and file["lists"]:
        assert entry["position"]
    taken = process_time() - start
    gc.enable()
    return taken


@pytest.mark.slow
@pytest.mark.parametrize(("size", "make"), TEXTS.values(), ids=TEXTS.keys())
def test_time_grows_with_the_note(size: int, make: Maker) -> None:
    small, large = seconds(make(size // 4)), seconds(make(size))

    assert large < 12 * max(small, 0.001)
