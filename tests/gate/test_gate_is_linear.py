"""Four times the text takes the gate no more than eight times as long, whatever is in it."""

from __future__ import annotations

from time import process_time

import pytest

from notewright.build.gate import admit
from notewright.build.settings import Publish
from notewright.text import Source
from notewright.vault import Note, read_note

PIECES = [
    "[[S]] ",
    "[a](S.md) ",
    "[[P|[x](S.md)]] ",
    "![[S|[[S]] ",
    "`= [[S]]` ",
    "> [[S|x]]\n",
    "[a]: S.md\n\n",
    "[label] ",
    "[x](y ",
    "](x ",
    "<img src=S.md> ",
    '<a href="S.md ',
    "%% private %% x %% /private %% ",
    "%% private %%\n",
    "- %% private %%\n- %%/private%%\n",
    "```dataview\nLIST FROM [[S]]\n```\n",
    "```mermaid\nA[S] --> B\nclass A internal-link\n```\n",
]
PRIVATE = read_note(Source("S.md", "---\npublish: false\n---\n"))


def seconds(note: Note) -> float:
    times = []
    for _ in range(3):
        start = process_time()
        admit([PRIVATE, note], {}, Publish())
        times.append(process_time() - start)
    return min(times)


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_is_no_square(piece: str) -> None:
    small, large = (read_note(Source("a.md", "[label]: S.md\n\n" + piece * count)) for count in (500, 2000))

    assert seconds(large) < 8 * seconds(small) + 0.05
