"""Four times the text may take no more than eight times as long, whatever is in it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

import pytest

from notewright.text import Source
from notewright.vault import Note, Vault, read_note
from notewright.vault.sentence import citing_sentence

Maker = Callable[[int], str]
TEXTS: dict[str, tuple[int, Maker]] = {
    "one line of words": (250_000, lambda n: "word " * n),
    "links on a line": (3_000, lambda n: "[[A]] and [b](c.md) " * n),
    "links in items": (4_000, lambda n: "- see [[A]]. Then.\n" * n),
    "rows": (3_000, lambda n: "| a | b |\n|---|---|\n" + "| [[c]] | d |\n" * n),
    "cells on a line": (10_000, lambda n: "|a" * n + "\n" + "|-" * n),
    "comments in cells not closed": (10_000, lambda n: "a|b\n-|-\n" + "--> <!-- %% `" * n),
    "kinds not closed": (20_000, lambda n: "> [!a|" * n),
    "kinds": (8_000, lambda n: "> [!a] [[b]]\n\n" * n),
    "callouts on a line": (2_000, lambda n: (">" * 99 + "[!a]- b\n\n") * (n // 10)),
    "tasks": (8_000, lambda n: "- [x] a [[b]]\n" * n),
    "bullets on a line": (20_000, lambda n: "- " * n + "a"),
    "rules that are none": (20_000, lambda n: "- " * n + "a -"),
    "quotes on a line": (50_000, lambda n: ">" * n),
    "quotes and spaces": (50_000, lambda n: "> " * 99 + " " * n + "a"),
    "deep lines": (200, lambda n: (">" * 99 + " a\n") * n),
    "nested items": (100, lambda n: "".join("  " * depth + "- a\n" for depth in range(n))),
    "lazy lines": (8_000, lambda n: "> a\n" + "b\n" * n),
    "lines of a quote": (8_000, lambda n: "> a b\n" * n),
    "square brackets": (20_000, lambda n: "[" * n),
    "closed brackets": (20_000, lambda n: "[" * n + "]" * n),
    "wikilinks not closed": (15_000, lambda n: "[[a|" * n),
    "embeds not closed": (15_000, lambda n: "![[" * n),
    "links not closed": (15_000, lambda n: "[a](b" * n),
    "titles not closed": (15_000, lambda n: '[a](b "c' * n),
    "spaces in a link": (100_000, lambda n: "[a](b" + " " * n + "c"),
    "round brackets": (20_000, lambda n: "[a](" + "(" * n),
    "definitions": (4_000, lambda n: "[a]: b\n" * n + "[a] " * n),
    "names of definitions not closed": (10_000, lambda n: "[a]: b\n\n" + "[a " * n),
    "links to headings": (2_000, lambda n: "".join(f"# a{i}\n[[#a{i}]]\n" for i in range(n))),
    "backticks": (20_000, lambda n: "`" * n + " a"),
    "code not closed": (20_000, lambda n: "`a `` " * n),
    "dollars": (20_000, lambda n: "$" * n),
    "math not closed": (20_000, lambda n: "$a $ " * n),
    "blocks of math not closed": (5_000, lambda n: "- $$\n" * n),
    "percent signs": (20_000, lambda n: "%" * n),
    "comments not closed": (10_000, lambda n: "a %%b\n" * n),
    "comments of HTML not closed": (10_000, lambda n: "a <!-- b " * n),
    "footnotes": (3_000, lambda n: "a[^1] ^[b] " * n + "\n\n[^1]: c\n"),
    "footnotes not closed": (10_000, lambda n: "^[a [b " * n),
    "references not closed": (20_000, lambda n: "[^" * n),
    "brackets in a footnote": (10_000, lambda n: "^[" + "[a]" * n),
    "commands not closed": (10_000, lambda n: "<% a " * n),
    "formulas in lines of text": (5_000, lambda n: "a $$\n$$ b\n" * n),
    "tags not closed": (10_000, lambda n: "a <b c " * n),
    "attributes": (20_000, lambda n: "a <b" + " c" * n),
    "a lone tag": (20_000, lambda n: "<b" + " c" * n),
    "hashes": (20_000, lambda n: "#" * n + " #a" * n),
    "digits": (50_000, lambda n: "#" + "1" * n),
    "addresses": (10_000, lambda n: "https://e.org/((.. " * n),
    "an address": (50_000, lambda n: "https://e.org/" + "(" * n + ").]" * n),
    "beginnings of addresses": (20_000, lambda n: "://www.http://" * n),
    "carets": (20_000, lambda n: " ^a" * n),
    "named paragraphs of an item": (2_000, lambda n: "- a ^a\n\n" + "  a ^a\n\n" * n),
    "named paragraphs of a quote": (2_000, lambda n: "> a ^a\n>\n" * n),
    "named items": (4_000, lambda n: "- a ^a\n" * n),
    "backslashes": (20_000, lambda n: "\\" * (2 * n + 1)),
    "stars": (50_000, lambda n: "*" * n),
    "stops": (50_000, lambda n: "[[A]] " + "." * n),
    "spaces in a heading": (50_000, lambda n: "# a" + " " * n + "b"),
    "equal headings": (5_000, lambda n: "# a\n" * n),
    "spaces in a table": (50_000, lambda n: "a|b\n|-" + " " * n + "c"),
    "blank lines": (50_000, lambda n: "\n" * n),
    "code": (10_000, lambda n: "```\n" + "x = 1\n" * n),
    "fences": (3_000, lambda n: "```\nx = 1\n```\n" * n),
    "fences not closed": (3_000, lambda n: "".join(f"> {'`' * (3 + i % 50)}\n\n" for i in range(n)) + "x\n" * n),
    "comments over lines": (3_000, lambda n: "%%\na\n%%\n<!--\nb\n-->\n" * n),
    "null bytes": (50_000, lambda n: "\x00" * n),
    "properties": (1_500, lambda n: "---\nup:\n" + '  - "[[A]]"\n' * n + "---\n"),
}


def seconds(make: Maker, size: int) -> float:
    """The shortest of three runs over everything that a note is asked for."""
    text = make(size)
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    gc.disable()  # it looks at what all other tests have left
    start = process_time()
    note = read_note(Source("a.md", text))
    _ask(note)
    taken = process_time() - start
    gc.enable()
    return taken


def _ask(note: Note) -> None:
    vault = Vault.from_notes([note])
    for link in note.outlinks:
        vault.destination(link, note.path)
        citing_sentence(note.source.text, note.passages, link.span)
    assert len(note.headings) + len(note.tags) + len(note.diagnostics) + len(note.named_blocks) >= 0


@pytest.mark.slow
@pytest.mark.parametrize(("size", "make"), TEXTS.values(), ids=TEXTS.keys())
def test_time_grows_with_the_text(size: int, make: Maker) -> None:
    small, large = seconds(make, size // 4), seconds(make, size)

    # Four times the text takes four times as long, and sixteen times if it is quadratic. A machine at work on other
    # things errs by up to a factor of two, and below a millisecond a clock measures itself.
    assert large < 12 * max(small, 0.001)
