"""Where a function is defined, through imports, aliases and packages that look for names when asked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from notewright.build.reference_source import find_definition, shown_definitions
from notewright.build.settings import Formulas
from notewright.cache.modules import Finder

FILES = {
    "shop/__init__.py": "from shop.near import near as close\nfrom shop.star import *\ndef __getattr__(name): ...\n",
    "shop/near.py": "import functools\n\n\n@functools.cache\ndef near(x):\n    ...\n\n\nalso = near\nmade = dict()\n",
    "shop/star.py": "def bright(x):\n    return x\n",
    "shop/deep/__init__.py": "",
    "shop/deep/late.py": "\nclass Late:\n    def method(self, x):\n        return x\n",
    "round.py": "from round import f\n",
}


@pytest.fixture(autouse=True)
def _written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])


@pytest.mark.parametrize(
    ("function", "place"),
    [
        ("shop.near.near", "shop.near:5 4-6"),
        ("shop.close", "shop.near:5 4-6"),
        ("shop.near.also", "shop.near:5 4-6"),
        ("shop.near.made", "shop.near:10 10-10"),
        ("shop.near.near.gradient", "shop.near:5 4-6"),
        ("shop.bright", "shop.star:1 1-2"),
        ("shop.Late", "shop.deep.late:2 2-4"),
        ("shop.Late.method", "shop.deep.late:3 3-4"),
        ("lossref.huber.gradient", "lossref.losses.huber"),
    ],
)
def test_a_definition_is_found(function: str, place: str) -> None:
    found = find_definition(function, Finder())

    assert found is not None
    assert f"{found.module.name}:{found.line} {found.first}-{found.last}".startswith(place)


@pytest.mark.parametrize("function", ["shop.none", "none.f", "round.f", "shop", "sys.exit"])
def test_what_is_defined_nowhere_is_not(function: str) -> None:
    assert find_definition(function, Finder()) is None


@pytest.mark.parametrize(
    ("chosen", "public", "shown"),
    [
        (Formulas(("shop",)), {"shop/near.py"}, True),
        (Formulas(("shop",)), set(), False),
        (Formulas(("shop",), sources=()), {"shop/near.py"}, False),
        (Formulas(("shop",), sources=("shop.near",)), {"shop/near.py"}, True),
        (Formulas(("lossref",)), {"shop/near.py"}, False),
    ],
)
def test_a_module_among_the_notes_is_shown_if_it_is_public_and_chosen(
    chosen: Formulas, public: set[str], shown: bool, tmp_path: Path
) -> None:
    assert bool(shown_definitions(["shop.close"], chosen, tmp_path, public)) == shown
