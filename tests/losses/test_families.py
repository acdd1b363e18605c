"""A loss is found in its family, and nothing else is loaded or told."""

from __future__ import annotations

import copy
import inspect
import os
import pickle
import shutil
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import lossref

ROOT = Path(lossref.__file__).parents[1]

STRANGER = '''"""A family of its own."""
from __future__ import annotations
from typing import Annotated
import numpy as np
from numpy.typing import ArrayLike
from lossref.reduce import Reduction, Terms, Weights
from lossref.facts import Equivalent, Source
from lossref.registry import loss

__all__ = [
    "cubic",
]

@loss(formula="|r|^3", gradient_formula="3 r |r|", symbols=None, convex=True, lipschitz=None, smoothness="C2",
      optimal_prediction=None, source=Source("A. Stranger", 2024, "Cubes"), elsewhere={})
def cubic(
    predictions: Annotated[ArrayLike, "real[n]"], targets: Annotated[ArrayLike, "real[n]"],
    *, weights: Weights = None, reduction: Reduction = "mean",
) -> Terms:
    """The cube of the distance."""
    r = np.subtract(predictions, targets)
    return Terms(np.abs(r) ** 3, 3 * r * np.abs(r))
'''


def _run(code: str, path: Path = ROOT) -> str:
    environment = os.environ | {"PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", f"import lossref, sys\n{code}"]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True, cwd=path).stdout.strip()


def test_importing_the_package_loads_no_loss_and_no_numpy() -> None:
    code = "print(*[name for name in sys.modules if name.startswith(('lossref.', 'numpy', 'scipy', 'matplotlib'))])"

    assert _run(code) == ""


def test_using_a_loss_loads_its_family_alone() -> None:
    families = {lossref.get(name).__module__ for name in lossref.names()}
    loaded = set(_run("lossref.huber; print(*sys.modules)").split())

    assert loaded & families == {"lossref.losses.huber"}
    assert not loaded & {"scipy", "matplotlib", "mpmath", "torch", "notewright", "importlib.resources"}


def test_a_loss_can_be_imported_by_name() -> None:
    assert _run("from lossref import huber; print(huber)") == "<loss huber>"


def test_a_stranger_adds_a_loss_in_one_file(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "lossref", tmp_path / "lossref", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "lossref" / "losses" / "cubes.py").write_text(STRANGER, encoding="utf-8")

    found = _run("print(lossref.cubic([3, 1], [1, 1]), lossref.cubic.family, 'cubic' in lossref.names())", tmp_path)
    assert found == "4.0 cubes True"


def test_two_losses_of_one_name_are_refused(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "lossref", tmp_path / "lossref", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "lossref" / "losses" / "cubes.py").write_text('__all__ = ["huber"]\n', encoding="utf-8")
    code = "try: lossref.huber\nexcept ImportError as error: print(error)"

    assert _run(code, tmp_path) == "lossref.losses.cubes and lossref.losses.huber both offer 'huber': rename one"


def test_get_finds_a_loss_by_its_name() -> None:
    assert lossref.get("huber") is lossref.huber


def test_get_suggests_what_was_meant() -> None:
    with pytest.raises(KeyError, match="no loss is named 'hubert'; did you mean huber"):
        lossref.get("hubert")


@pytest.mark.parametrize("name", ["minimise", "label_smoothing", "gradient_step"])
def test_what_is_no_loss_is_not_suggested_for_its_own_name(name: str) -> None:
    with pytest.raises(KeyError, match=f"{name!r} is no loss: take it as lossref.{name}"):
        lossref.get(name)


@pytest.mark.parametrize("name", [None, 3, ["huber"]])
def test_the_name_of_a_loss_is_a_string(name: Any) -> None:
    with pytest.raises(TypeError, match=r"^the name of a loss must be a string, not (NoneType|int|list)$"):
        lossref.get(name)


def test_an_unknown_attribute_suggests_what_was_meant() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'hinges'; did you mean hinge"):
        _ = lossref.hinges


def test_names_are_sorted_and_in_dir() -> None:
    assert list(lossref.names()) == sorted(lossref.names())
    assert set(lossref.names()) <= set(dir(lossref))


def test_every_family_is_known_to_type_checkers() -> None:
    text = Path(lossref.__file__).read_text(encoding="utf-8")

    for name in lossref.names():
        assert f"    from {lossref.get(name).__module__} import *" in text


@pytest.mark.parametrize("name", lossref.names())
def test_the_domains_can_be_read_from_a_loss_and_its_gradient(name: str) -> None:
    loss = lossref.get(name)
    for function in (loss, loss.gradient, loss.value_and_gradient):
        hints = typing.get_type_hints(function, include_extras=True)
        signature = inspect.signature(function, eval_str=True)

        for argument in loss.arguments.values():
            annotation = hints[argument.name].__metadata__[0]
            assert annotation.startswith(argument.domain)
            assert signature.parameters[argument.name].annotation == hints[argument.name]
        assert hints["return"] == signature.return_annotation


def test_the_signature_is_the_promised_one() -> None:
    parameters = inspect.signature(lossref.huber).parameters.values()

    assert [(p.name, p.kind.name, p.default) for p in parameters] == [
        ("predictions", "POSITIONAL_OR_KEYWORD", inspect.Parameter.empty),
        ("targets", "POSITIONAL_OR_KEYWORD", inspect.Parameter.empty),
        ("delta", "KEYWORD_ONLY", 1.0),
        ("weights", "KEYWORD_ONLY", None),
        ("reduction", "KEYWORD_ONLY", "mean"),
    ]


def test_a_loss_has_the_source_of_its_function() -> None:
    assert inspect.getsource(lossref.huber).startswith("@loss(")
    assert lossref.huber.gradient.__qualname__ == "huber.gradient"


def test_a_loss_pickles_and_copies_as_itself() -> None:
    for function in (lossref.huber, lossref.huber.gradient):
        assert pickle.loads(pickle.dumps(function)) is function
        assert copy.deepcopy(function) is function


def test_the_results_are_the_same_bytes_each_time() -> None:
    x = np.random.default_rng(0).normal(size=10_001)

    assert lossref.huber(x, x[::-1]).tobytes() == lossref.huber(x, x[::-1]).tobytes()
