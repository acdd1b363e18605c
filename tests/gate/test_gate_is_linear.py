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
    "[a](x/../S/) ",
    "[[" + "a/../" * 9 + "S]] ",
    "a/" * 9 + "S [b](" + "a/" * 9 + "S/) ",
    "obsidian://open?file=S ",
    "obsidian://a?a.",
    "{ href=S ",
    "{ ",
    "[[a%%private%%S%%/private%%]] ",
    "<b>%%private%%S%%/private%%</b>\n",
    "| %%private%% a | S %%/private%% |\n|---|---|\n",
    "<div>%%\nS\n%%</div>\n",
    "<div> %% <!-- ",
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


CODE = [
    "A[S] ",
    "A[S",
    "a(",
    'click A "S/" ',
    "x/S ",
    "[[S",
    '"',
    "B:::internal-link ",
    "class A internal-link\n",
    "S\n",
]


@pytest.mark.parametrize("piece", CODE)
def test_four_times_the_diagram_is_no_square(piece: str) -> None:
    small, large = (
        read_note(Source("a.md", f"```mermaid\nclass A internal-link\n{piece * count}\n```\n")) for count in (500, 2000)
    )

    assert seconds(large) < 8 * seconds(small) + 0.05


QUERY = ['FROM "S" ', 'link("S', 'link( "S") ', "[[S]] ", "from ", 'FROM "', '\\"']


@pytest.mark.parametrize("piece", QUERY)
def test_four_times_the_query_is_no_square(piece: str) -> None:
    small, large = (
        read_note(Source("a.md", f'```dataview\nLIST FROM "S"\n{piece * count}\n```\n')) for count in (500, 2000)
    )

    assert seconds(large) < 8 * seconds(small) + 0.05


def test_one_long_address_is_no_square() -> None:
    small, large = (
        read_note(Source("a.md", f"[a]({'a/' * count}S/) <a href='{'../' * count}S'>")) for count in (2000, 8000)
    )

    assert seconds(large) < 8 * seconds(small) + 0.05
