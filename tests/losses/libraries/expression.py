"""The call of a claim, `torch.nn.functional.l1_loss(predictions, targets)`, run as it stands.

Its names are the arguments of our loss, the lengths of their axes (`C`), and modules, which are imported.
"""

from __future__ import annotations

import ast
import builtins
import importlib
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

_BARE = "dict(%s)"


def names_in(call: str) -> set[str]:
    """The names that a call uses but does not define."""
    return {node.id for node in ast.walk(_tree(call)) if isinstance(node, ast.Name)} - set(dir(builtins))


def is_settings(call: str) -> bool:
    """Whether the call is the settings of a booster, `objective='quantile', alpha=quantile`."""
    try:
        ast.parse(call, mode="eval")
    except SyntaxError:
        return True
    return False


def run(call: str, scope: Mapping[str, Any]) -> Any:
    """What the call returns; settings are a dictionary."""
    tree = _tree(call)
    modules = {name: importlib.import_module(name) for name in names_in(call) - set(scope)}
    for dotted in _dotted(tree, modules):
        _imported(dotted)
    return eval(compile(tree, call, "eval"), {**modules, **scope})


def _tree(call: str) -> ast.Expression:
    return ast.parse(_BARE % call if is_settings(call) else call, mode="eval")


def _dotted(tree: ast.Expression, modules: Mapping[str, ModuleType]) -> Iterator[str]:
    for node in ast.walk(tree):
        text = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        if text.replace(".", "").isidentifier() and text.partition(".")[0] in modules:
            yield text


def _imported(dotted: str) -> None:
    """Import `sklearn.linear_model`, which `import sklearn` does not, as far as the name is one of modules."""
    for end in range(1, dotted.count(".") + 1):
        try:
            importlib.import_module(".".join(dotted.split(".")[: end + 1]))
        except ModuleNotFoundError:
            return
