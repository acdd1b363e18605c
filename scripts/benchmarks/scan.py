"""Measures how many MB of notes a second are scanned, beside what markdown-it-py takes to parse the same.

The notes are those of the folders that are named, or else made here, one kind after the other. Megabytes are those of
the files, seconds are those of the processor without the garbage collector, and of some runs the fastest counts. How
much we are ahead of markdown-it-py says more than the numbers of one machine do.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time

from markdown_it import MarkdownIt

from notewright.text import Source
from notewright.vault.frontmatter import read_frontmatter
from notewright.vault.scan import scan

NOTES, LINES, RUNS = 100, 120, 5
JUDGE = MarkdownIt("commonmark", {"maxNesting": 500}).enable("table")
PROPERTIES = "---\ntitle: A note\ntags:\n  - one\n  - two/three\ncreated: 2024-01-02\n---\n\n"
CHANCE = random.Random(7)


def words(count: int) -> str:
    """Some words of a language that nobody speaks."""
    return " ".join("".join(CHANCE.choices("aeioumnrst", k=CHANCE.randint(2, 9))) for _ in range(count))


def prose() -> str:
    """A paragraph."""
    return words(60) + ".\n\n"


def structure() -> str:
    """A heading, an item, a quote, a callout or a fence."""
    depth = CHANCE.randint(0, 3)
    return CHANCE.choice([
        f"## {words(3)}\n\n",
        f"{'    ' * depth}- {words(6)}\n",
        f"{'    ' * depth}{CHANCE.randint(1, 9)}. {words(6)}\n",
        f"- [ ] {words(5)}\n",
        f"> {words(8)}\n> {words(8)}\n\n",
        f"> [!note] {words(2)}\n> {words(12)}\n\n",
        f"```python\n{words(4)}\n    {words(4)}\n```\n\n",
    ])  # fmt: skip


def tables() -> str:
    """A table."""
    rows = "".join(f"| {words(2)} | `{words(1)}` | {words(3)} |\n" for _ in range(6))
    return f"| a | b | c |\n|---|:-:|--:|\n{rows}\n"


def formulas() -> str:
    """A paragraph with a formula, and one in a block."""
    return f"{words(5)} $x_{{{words(1)}}} + y^2$ {words(4)} $\\alpha$ {words(3)}.\n\n$$\n\\sum_i {words(1)}_i\n$$\n\n"


def links() -> str:
    """A line with links and a tag."""
    link, address = f"[[{words(2)}#{words(1)}|{words(1)}]]", f"[{words(2)}](https://example.org/{words(1)})"
    return f"{words(5)} {link} {words(4)} {address} #{words(1)}.\n"


PIECES = (prose, structure, tables, formulas, links)


def made(piece: Callable[[], str]) -> list[str]:
    """Notes that are made of pieces of one kind."""
    return [PROPERTIES + "".join(piece() for _ in range(LINES)) for _ in range(NOTES)]


def found(folder: Path) -> list[str]:
    """The notes in a folder that are text."""
    return [path.read_bytes().decode(errors="replace") for path in sorted(folder.rglob("*.md")) if path.is_file()]


def scanned(text: str) -> None:
    """Scan a note."""
    scan(text, read_frontmatter(Source("note.md", text)).end)


def seconds(read: Callable[[str], object], texts: Iterable[str]) -> float:
    """What it takes to read texts: the fastest of some runs."""
    return min(_once(read, texts) for _ in range(RUNS))


def _once(read: Callable[[str], object], texts: Iterable[str]) -> float:
    gc.disable()
    start = process_time()
    for text in texts:
        read(text)
    taken = process_time() - start
    gc.enable()
    return taken


def report(name: str, texts: list[str]) -> None:
    """One line: a kind of text, our speed, theirs, and the ratio."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    ours, theirs = seconds(scanned, texts), seconds(JUDGE.parse, texts)
    print(f"{name:12} {size / ours:8.1f} {size / theirs:14.1f} {theirs / ours:6.1f}", flush=True)


def main() -> None:
    """Print a line for each kind of text."""
    print(f"{'MB/s':12} {'scanner':>8} {'markdown-it-py':>14} {'ratio':>6}")
    folders = {Path(folder).name: found(Path(folder)) for folder in sys.argv[1:]}
    for name, texts in (folders or {piece.__name__: made(piece) for piece in PIECES}).items():
        report(name, texts)


if __name__ == "__main__":
    main()
