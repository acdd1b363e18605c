"""Scripts that run over a small vault, and what they put out as one line of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from notewright.build.pages import VaultPages
from notewright.dataview.javascript import Engine, Scripts
from notewright.dataview.javascript.engine import Limits
from notewright.text.element import Element, LinkTo, Node
from notewright.vault import Vault

NOW = datetime(2024, 5, 15, 10, 30, tzinfo=UTC)
NOTES = {
    "Home.md": "---\ntags: [home]\nstart: 2024-05-01\nlength: 3 days\n---\n# Home\n\nSee [[Dune]] and [[Nowhere]].\n",
    "books/Dune.md": "---\nrating: 5\ngenre: [novel, desert]\ntags: [book, book/old]\nread: 2024-02-10\n---\n[[Emma]]",
    "books/Emma.md": "---\nrating: 4\ngenre: [novel]\ntags: [book]\nread: 2023-12-31\n---\nText.\n",
    "books/Ulysses.md": "---\nrating: 4\ngenre: novel\ntags: [book]\n---\n[[Dune|the worm]]\n",
    "days/2024-05-14.md": "---\nsteps: 4000\nmood: Étude\n---\n",
    "days/2024-05-15.md": "---\nsteps: 9000\nmood: apple\n---\n",
}

Show = Callable[..., str]


def text_of(node: Node) -> str:
    """A node as a line: elements without their classes, links by their labels."""
    if isinstance(node, Element):
        attributes = "".join(
            f' {name}="{value}"' for name, value in node.attributes.items() if name not in {"class", "data-rank"}
        )
        return f"<{node.tag}{attributes}>{''.join(map(text_of, node.children))}</{node.tag}>"
    return f"[[{node.path}|{node.label}]]" if isinstance(node, LinkTo) else str(getattr(node, "text", node))


@pytest.fixture(scope="session")
def scripts() -> Iterator[Scripts]:
    """The scripts of a build over the notes above."""
    engine = Engine(Limits(seconds=20, memory=64 * 1024**2))
    yield Scripts(VaultPages(Vault.of(NOTES)), NOW, engine=engine)
    engine.close()


@pytest.fixture(scope="session")
def shown(scripts: Scripts) -> Show:
    """What a script puts out; an inline one shows its value too."""

    def show(script: str, *, inline: bool = False, origin: str = "Home.md") -> str:
        return "".join(map(text_of, scripts.run(script, origin, inline=inline).nodes))

    return show


@pytest.fixture(scope="session")
def value(shown: Show) -> Show:
    """The value of a script as an inline one shows it."""

    def evaluate(script: str, origin: str = "Home.md") -> str:
        return shown(script, inline=True, origin=origin)

    return evaluate
