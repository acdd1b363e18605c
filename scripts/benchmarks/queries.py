"""Measures what queries cost, in vaults of 10,000 notes of 450 words that it makes, with 10 and with 20 fields each.

Another number of notes can be given. Seconds are those of the processor. The
ratios say more than the numbers of one machine do: the index beside the scan, and the cost of a row when there are
twice as many.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import TypeVar

from notewright.build.pages import VaultPages
from notewright.build.queried import queried_pages
from notewright.build.read import read_vault, walk
from notewright.dataview import execute, parse
from notewright.dataview.data import item_field_names

T = TypeVar("T")

NOTES, RUNS = 10_000, 7
SIZES = (1000, 2000, 4000, 8000)
NOW = datetime(2024, 5, 15)
CHANCE = random.Random(7)
WORDS = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "loss",
    "huber",
    "robust",
    "convex",
    "smooth",
    "sparse",
    "margin",
    "entropy",
]
QUERIES = {
    "LIST": "LIST FROM #{tag}",
    "TABLE … WHERE … SORT": (
        'TABLE rating, created, kind FROM #{tag} WHERE rating > 20 AND status != "draft" SORT rating DESC, file.name'
    ),
    "… links and functions": (
        'TABLE upper(kind), up.rating, field1 FROM #{tag} WHERE contains(title, "a") SORT created DESC LIMIT 100'
    ),
    "GROUP BY": "TABLE length(rows), sum(rows.rating) FROM #{tag} GROUP BY kind SORT key",
    "FLATTEN": "TABLE one FROM #{tag} FLATTEN members AS one WHERE one",
    "TASK": "TASK FROM #{tag} WHERE !completed",
}


def note(number: int, count: int, inline: int) -> str:
    """A note with ten properties, some inline fields, links and tasks."""
    tags = [f"size{size}" for size in SIZES if number < size]
    properties = {
        "tags": f"[{', '.join([*tags, f'area/sub{number % 7}'])}]",
        "rating": CHANCE.randint(0, 100),
        "created": f"2024-{CHANCE.randint(1, 12):02}-{CHANCE.randint(1, 28):02}",
        "title": " ".join(CHANCE.sample(WORDS, 3)),
        "status": CHANCE.choice(["open", "done", "draft"]),
        "weight": f"{CHANCE.random() * 10:.3f}",
        "kind": CHANCE.choice(WORDS),
        "up": f'"[[Note {CHANCE.randrange(count)}]]"',
        "members": "[a, b, c]",
        "effort": f"{CHANCE.randint(1, 9)} hours",
    }
    head = "".join(f"{key}: {value}\n" for key, value in properties.items())
    fields = "".join(f"field{position}:: {field(count)}\n" for position in range(inline))
    prose = f"Some words, *stressed*, with [[Note {CHANCE.randrange(count)}]] and [[Note {number}#Part|another]].\n\n"
    plain = f"{' '.join(CHANCE.choices(WORDS, k=40))}.\n\n"
    items = "- an item\n- [ ] to do [due:: 2024-06-01]\n- [x] done\n"
    return f"---\n{head}---\n\n{fields}\n## Part\n\n{prose * 3}{plain * 10}{items}"


def field(count: int) -> str:
    """The value of an inline field."""
    return CHANCE.choice([f"[[Note {CHANCE.randrange(count)}]]", "12", "2024-05-15", "some words", "3 days"])


def measured(function: Callable[[], T]) -> tuple[float, T]:
    """The seconds that a function takes, and what it gives."""
    start = process_time()
    result = function()
    return process_time() - start, result


def index(pages: VaultPages) -> None:
    """All that queries look up: tags, folders, links in both directions, and the fields of all notes."""
    pages.tagged("x")
    pages.in_folder("x")
    pages.linking_to("x")
    for path in pages.paths():
        pages.page(path)


def items(pages: VaultPages) -> None:
    """The fields of all list items and tasks, which are read when they are asked for."""
    for path in pages.paths():
        item_field_names(pages.page(path)["file"])


def best(query: str, pages: VaultPages) -> float:
    """The seconds of the fastest run."""
    parsed = parse(query)
    return min(measured(lambda: execute(parsed, pages, None, NOW))[0] for _ in range(RUNS))


def made(folder: Path, count: int, inline: int) -> Path:
    """A vault in a folder."""
    for number in range(count):
        file = folder / f"folder{number % 50}" / f"Note {number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(note(number, count, inline), encoding="utf-8")
    return folder


def opened(folder: Path) -> VaultPages:
    """The pages of a vault; prints what it takes to read them, and to have them ready for queries."""
    scan, contents = measured(lambda: read_vault(walk(folder), folder))
    pages = queried_pages(contents)
    first, _ = measured(
        lambda: execute(parse(QUERIES["TABLE … WHERE … SORT"].format(tag="size1000")), pages, None, NOW)
    )
    rest, _ = measured(lambda: index(pages))
    print(f"| scan | {scan:.2f} | |")
    print(f"| index, with all fields | {first + rest:.2f} | {(first + rest) / scan:.0%} |")
    of_items, _ = measured(lambda: items(pages))
    print(f"| fields of list items, when asked for | {of_items:.2f} | {of_items / scan:.0%} |")
    print(f"| of the index for the first query, over 1,000 notes | {first:.2f} | {first / scan:.0%} |")
    return pages


def main(count: int) -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        print(f"| {count} notes | seconds | beside the scan |\n|---|---|---|")
        for inline in (0, 10):
            print(f"| **{10 + inline} fields a note** | | |")
            pages = opened(made(Path(name) / str(inline), count, inline))
    print(f"\n| ms, and µs a row, over notes: | {' | '.join(map(str, SIZES))} |\n|---{'|---' * len(SIZES)}|")
    for kind, query in QUERIES.items():
        found = [best(query.format(tag=f"size{size}"), pages) for size in SIZES]
        cells = (f"{one * 1e3:.1f}, {one * 1e6 / size:.1f}" for one, size in zip(found, SIZES, strict=True))
        print(f"| {kind} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else NOTES)
