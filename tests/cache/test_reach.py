"""A key holds what a function reaches without naming it: registries, helpers beside it, other packages."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from notewright.cache.closure import Surroundings, closure_digest

ROOT = Path(__file__).parents[2]
REGISTRIES = {
    "decorator": (
        "TABLE = {}\ndef reg(f):\n    TABLE[f.__name__] = f\n    return f\n\n@reg\ndef inner(x):\n    return x\n"
    ),
    "factory": (
        "TABLE = {}\ndef reg(name):\n    def keep(f):\n        TABLE.update({name: f})\n        return f\n"
        "    return keep\n\n@reg('inner')\ndef inner(x):\n    return x\n"
    ),
    "given table": (
        "TABLE = {}\ndef reg(table):\n    def keep(f):\n        table[f.__name__] = f\n        return f\n"
        "    return keep\n\n@reg(TABLE)\ndef inner(x):\n    return x\n"
    ),
    "alias": (
        "TABLE = {}\ndef reg(f):\n    table = TABLE\n    table[f.__name__] = f\n    return f\n\n"
        "@reg\ndef inner(x):\n    return x\n"
    ),
    "object": (
        "class Registry(dict):\n    def add(self, f):\n        self[f.__name__] = f\n        return f\n\n"
        "TABLE = Registry()\n\n@TABLE.add\ndef inner(x):\n    return x\n"
    ),
    "assigned": (
        "TABLE = {}\ndef reg(name, f):\n    TABLE[name] = f\n    return f\n\n_ = reg('inner', lambda x: (\n    x))\n"
    ),
    "hook of subclasses": (
        "TABLE = {}\nclass Kind:\n    def __init_subclass__(cls):\n        TABLE['inner'] = cls.f\n\n"
        "class Inner(Kind):\n    @staticmethod\n    def f(x):\n        return x\n"
    ),
}
USES = "\ndef outer(x):\n    return TABLE['inner'](x)\n"
BLIND = {
    "getattr of the module": "import sys\ndef outer(x):\n    return getattr(sys.modules[__name__], 'inn' + 'er')(x)\n",
    "globals": "def outer(x):\n    return globals()['inn' + 'er'](x)\n",
    "subclasses": (
        "class Kind:\n    pass\n\nclass Inner(Kind):\n    f = staticmethod(lambda x: inner(x))\n\n"
        "def outer(x):\n    return Kind.__subclasses__()[0].f(x)\n"
    ),
    "single dispatch": (
        "import functools\n@functools.singledispatch\ndef outer(x):\n    return x\n\n"
        "@outer.register\ndef _(x: float):\n    return inner(x)\n"
    ),
}
INNER = "\ndef inner(x):\n    return x\n"


class Folder:
    """Modules beside each other, and the keys of their functions."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, **modules: str) -> None:
        for name, text in modules.items():
            file = self.path / f"{name.replace('__', '/')}.py"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)

    def key(self, function: str = "mine.outer") -> str:
        module, _, name = function.partition(".")
        return closure_digest(module, name, Surroundings((module,)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return Folder(tmp_path)


@pytest.mark.parametrize("way", REGISTRIES)
def test_what_a_registry_keeps_counts(folder: Folder, way: str) -> None:
    text = REGISTRIES[way] + USES
    folder.write(mine=text)
    before = folder.key()
    folder.write(mine=text.replace("return x\n", "return -x\n").replace("    x))", "    -x))"))
    assert folder.key() != before


def test_what_another_module_puts_into_a_registry_counts(folder: Folder) -> None:
    folder.write(tables="TABLE = {}\ndef reg(f):\n    TABLE[f.__name__] = f\n    return f\n")
    folder.write(parts="from tables import reg\n@reg\ndef inner(x):\n    return x\n")
    folder.write(mine=f"import parts\nfrom tables import TABLE\n{USES}")
    before = folder.key()
    folder.write(parts="from tables import reg\n@reg\ndef inner(x):\n    return -x\n")
    assert folder.key() != before


@pytest.mark.parametrize("way", BLIND)
def test_what_is_reached_blindly_counts(folder: Folder, way: str) -> None:
    folder.write(mine=BLIND[way] + INNER)
    before = folder.key()
    folder.write(mine=BLIND[way] + INNER.replace("return x", "return -x"))
    assert folder.key() != before


def test_a_module_found_by_a_made_up_name_counts(folder: Folder) -> None:
    folder.write(
        mine="import importlib\ndef outer(x):\n    return importlib.import_module('he' + 'lp').f(x)\n", help="f = 1\n"
    )
    before = folder.key()
    folder.write(help="f = 2\n")
    assert folder.key() != before


def test_a_function_replaced_by_another_module_counts(folder: Folder) -> None:
    folder.write(
        numbers_="def f(x):\n    return x\n", mine="import patch, numbers_\ndef outer(x):\n    return numbers_.f(x)\n"
    )
    folder.write(patch="import numbers_\ndef f(x):\n    return x\nnumbers_.f = f\n")
    before = folder.key()
    folder.write(patch="import numbers_\ndef f(x):\n    return -x\nnumbers_.f = f\n")
    assert folder.key() != before


@pytest.mark.parametrize("name", ["helper", "parts__helper"])
def test_a_helper_beside_counts_as_far_as_it_is_used(folder: Folder, name: str) -> None:
    dotted = name.replace("__", ".")
    text = "def mean(x):\n    return x\n\ndef unused(x):\n    return x\n"
    folder.write(mine=f"from {dotted} import mean\ndef outer(x):\n    return mean(x)\n", **{name: text})
    before = folder.key()
    folder.write(**{name: text.replace("unused(x):\n    return x", "unused(x):\n    return -x")})
    unused = folder.key()
    folder.write(**{name: text.replace("mean(x):\n    return x", "mean(x):\n    return -x")})
    assert (unused == before, folder.key() == before) == (True, False)


def test_a_decorator_that_keeps_nothing_brings_no_other_function(folder: Folder) -> None:
    wrap = (
        "import functools\ndef wrap(f):\n    @functools.wraps(f)\n    def g(x):\n"
        "        out = [0]\n        out[0] = f(x)\n        return out\n    return g\n"
    )
    text = f"{wrap}\n@wrap\ndef outer(x):\n    return x\n\n@wrap\ndef inner(x):\n    return x + 0\n"
    folder.write(mine=text)
    before = folder.key()
    folder.write(mine=text.replace("x + 0", "x + 1"))
    assert folder.key() == before


@pytest.mark.parametrize(("used", "counts"), [("far.f", True), ("abs", False)])
def test_the_versions_of_what_is_installed_and_what_that_requires_count_where_it_is_used(
    folder: Folder, used: str, counts: bool
) -> None:
    site = folder.path / "site-packages"
    sys.path.insert(1, str(site))
    install(site, "far-away", "far", "Requires-Dist: deep>=1\n")
    install(site, "deep", "deep")
    (site / "far.py").write_text("def f(x):\n    return x\n")
    folder.write(mine=f"import far\ndef outer(x):\n    return {used}(x)\n")
    before = folder.key()
    (site / "deep.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: deep\nVersion: 2\n")
    assert (folder.key() != before) == counts


def install(site: Path, name: str, module: str, more: str = "") -> None:
    info = site / f"{name.replace('-', '_')}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{more}")
    (info / "top_level.txt").write_text(f"{module}\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "same"),
    [
        ("losses/tversky.py", "return Terms(", "return Terms(1 + ", True),
        ("registry.py", "return Loss(function, self)", "return Loss(function, self) or 0", False),
        ("reduce.py", "value", "value_", False),
    ],
)
def test_a_loss_depends_on_what_it_uses_and_on_no_other_loss(
    folder: Folder, file: str, old: str, new: str, same: bool
) -> None:
    shutil.copytree(ROOT / "lossref", folder.path / "lossref", ignore=shutil.ignore_patterns("__pycache__"))
    before = folder.key("lossref.huber")
    path = folder.path / "lossref" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert (folder.key("lossref.huber") == before) == same
