"""Imports point down only: who may import whom, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {
    "text": set(),
    "cache": set(),
    "values": {"text"},
    "vault": {"values", "text"},
    "dataview": {"vault", "values", "text", "cache"},
    "examples": {"text", "cache"},
    "formulas": {"text", "cache"},
    "build": {"dataview", "vault", "values", "examples", "formulas", "text", "cache"},
}
BELOW["site"] = {"build", *BELOW["build"]}
BELOW["cli"] = {"site", *BELOW["site"]}
ONLY_IN_SITE = {"mkdocs", "material"}
NEVER = {"plugins", "tests"}


def wrong_imports(root: Path) -> list[str]:
    """Every import under `root` that points up, or to where it must not: `file:line: who imports what`."""
    files = [*sorted((root / "plugins/notewright").rglob("*.py")), *sorted((root / "lossref").rglob("*.py"))]
    return [f"{file.relative_to(root).as_posix()}:{wrong}" for file in files for wrong in _wrong_in(root, file)]


def _wrong_in(root: Path, file: Path) -> Iterator[str]:
    module = _module(root, file)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        for imported in _imported(node, module, file.name == "__init__.py"):
            if not _allowed(module, imported):
                yield f"{getattr(node, 'lineno', 0)}: {module} imports {imported}"


def _module(root: Path, file: Path) -> str:
    relative = file.relative_to(root / "plugins" if "plugins" in file.relative_to(root).parts else root)
    return ".".join(relative.with_suffix("").parts).removesuffix(".__init__")


def _imported(node: ast.AST, module: str, is_package: bool) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = module.split(".")[: (None if is_package else -1)]
        package = above[: len(above) - node.level + 1] if node.level else []
        start = ".".join([*package, *([node.module] if node.module else [])])
        yield from (f"{start}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call) and _is_import_call(node.func):
        yield from (argument.value for argument in node.args[:1] if _is_text(argument))


def _is_import_call(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"import_module", "__import__"}


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _allowed(module: str, imported: str) -> bool:
    here, there = module.split("."), imported.split(".")
    if there[0] in NEVER or {here[0], there[0]} == {"notewright", "lossref"}:
        return False
    layer = here[1] if here[0] == "notewright" and len(here) > 1 else ""
    if there[0] in ONLY_IN_SITE:
        return layer == "site"
    if there[0] != "notewright" or not layer or len(there) < 2:
        return True
    return there[1] not in BELOW or there[1] == layer or there[1] in BELOW[layer]


def plant(root: Path, path: str, text: str) -> list[str]:
    """What is reported of a tree that holds one file."""
    file = root / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return wrong_imports(root)


def test_no_import_points_up() -> None:
    assert wrong_imports(ROOT) == []


def test_every_folder_is_a_layer() -> None:
    folders = {path.parent.name for path in (ROOT / "plugins/notewright").glob("*/__init__.py")}

    assert folders == set(BELOW)


def test_the_check_reads_real_imports() -> None:
    files = list((ROOT / "plugins/notewright/vault").rglob("*.py"))
    found = {
        name
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _imported(node, "m", False)
    }

    assert "notewright.text.Span" in found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("plugins/notewright/text/a.py", "import notewright.vault"),
        ("plugins/notewright/text/a.py", "from notewright.cache import digest"),
        ("plugins/notewright/text/a.py", "from notewright import vault"),
        ("plugins/notewright/text/a.py", "from .. import vault"),
        ("plugins/notewright/text/a.py", "from ..vault.note import Note"),
        ("plugins/notewright/text/__init__.py", "from ..vault import Note"),
        ("plugins/notewright/vault/syntax/a.py", "from notewright.dataview import run"),
        ("plugins/notewright/examples/a.py", "from notewright.formulas import verify"),
        ("plugins/notewright/build/a.py", "import notewright.site"),
        ("plugins/notewright/site/a.py", "from notewright.cli import main"),
        ("plugins/notewright/text/a.py", "def f():\n    import notewright.vault"),
        ("plugins/notewright/text/a.py", "if TYPE_CHECKING:\n    from notewright.vault import Note"),
        ("plugins/notewright/text/a.py", "importlib.import_module('notewright.vault')"),
        ("plugins/notewright/build/a.py", "import mkdocs.plugins"),
        ("plugins/notewright/cli/a.py", "from material import extensions"),
        ("plugins/notewright/formulas/a.py", "import lossref"),
        ("lossref/a.py", "from notewright.text import Span"),
        ("plugins/notewright/cli/a.py", "from plugins.notewright import text"),
        ("lossref/a.py", "import tests.cases"),
    ],
)
def test_a_planted_violation_is_reported(tmp_path: Path, path: str, text: str) -> None:
    (report,) = plant(tmp_path, path, text)

    assert report.startswith(f"{path}:{text.count(chr(10)) + 1}: ")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("plugins/notewright/vault/a.py", "from notewright.text import Span\nfrom notewright.values import order"),
        ("plugins/notewright/vault/syntax/a.py", "from ..token import Token\nfrom . import tag"),
        ("plugins/notewright/cli/a.py", "import notewright.site\nfrom notewright import build, __version__"),
        ("plugins/notewright/site/a.py", "import mkdocs, material"),
        ("lossref/a.py", "import numpy\nfrom lossref import huber\nfrom .registry import names"),
    ],
)
def test_an_import_that_points_down_is_not_reported(tmp_path: Path, path: str, text: str) -> None:
    assert plant(tmp_path, path, text) == []
