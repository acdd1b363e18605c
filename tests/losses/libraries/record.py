"""What libraries answered once, in files that can be read: `tests/losses/recorded/torch.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from libraries.answer import Answer, ask
from libraries.claims import Claim, claims
from libraries.differences import DIFFERENCES, Difference

import lossref

FOLDER = Path(__file__).parent.parent / "recorded"
PACKAGES = {
    "torch": ("torch",),
    "torchvision": ("torchvision", "torch"),
    "optax": ("optax", "jax"),
    "keras": ("keras", "torch"),
    "sklearn": ("scikit-learn", "numpy"),
    "scipy": ("scipy", "numpy"),
    "xgboost": ("xgboost",),
    "lightgbm": ("lightgbm",),
    "kornia": ("kornia", "torch"),
}
"""By library: the distribution that it comes with, and what it computes with."""


class Record(NamedTuple):
    """One answer of one library, beside the call that it answered."""

    name: str
    library: str
    call: str
    answer: Answer


def records() -> list[Record]:
    """All that was recorded."""
    return [record for path in sorted(FOLDER.glob("*.json")) for record in _read(path)]


def recorded_differences() -> dict[tuple[str, str, str, str], Any]:
    """What libraries answered where they differ, by the key of the difference."""
    return {
        (told["loss"], path.stem, told["says"], told["part"]): told["theirs"]
        for path in FOLDER.glob("*.json")
        for told in json.loads(path.read_text(encoding="utf-8"))["differences"]
    }


def missing(library: str) -> list[str]:
    """The packages that asking the library needs and that are not installed."""
    return [package for package in PACKAGES[library] if not _version(package)]


def answers(claim: Claim) -> Iterator[Answer]:
    """The installed library's answers, one for each case of fixed arguments."""
    for arguments in claim.cases():
        yield ask(claim.library, claim.equivalent.call, arguments, claim.first, claim.axes(arguments))


def write(library: str) -> None:
    """Ask the installed library about all that is claimed of it, and write down what it says."""
    versions = {package: _version(package) for package in PACKAGES[library]}
    asked = [claim for claim in claims() if claim.library == library]
    answered = [_shown(claim, answer) for claim in asked for answer in answers(claim)]
    FOLDER.mkdir(exist_ok=True)
    differing = [_shown_difference(difference) for difference in DIFFERENCES if difference.library == library]
    lists = (f"[\n{text}\n]" if text else "[]" for text in (",\n".join(answered), ",\n".join(differing)))
    text = '{{\n"versions": {},\n"answers": {},\n"differences": {}\n}}\n'.format(json.dumps(versions), *lists)
    (FOLDER / f"{library}.json").write_text(text, encoding="utf-8")


def _shown(claim: Claim, answer: Answer) -> str:
    parts = {"loss": claim.name, "call": claim.equivalent.call, **answer.arguments}
    parts |= {"value": answer.value} if answer.value is not None else {}
    parts |= {"gradient": answer.gradient} if answer.gradient is not None else {}
    return _lines(parts)


def _shown_difference(difference: Difference) -> str:
    parts = {"loss": difference.name, "says": difference.says, "call": difference.call, **difference.arguments}
    return _lines({**parts, "part": difference.part, "theirs": difference.theirs(), "ours": difference.ours()})


def _lines(parts: dict[str, Any]) -> str:
    """A line for the call, for each argument, and for the answer."""
    lines = (f"  {json.dumps(name)}: {json.dumps(_plain(part), ensure_ascii=False)}" for name, part in parts.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def _plain(part: Any) -> Any:
    return part.tolist() if isinstance(part, np.ndarray | np.generic) else part


def _read(path: Path) -> Iterator[Record]:
    for written in json.loads(path.read_text(encoding="utf-8"))["answers"]:
        name, call = written.pop("loss"), written.pop("call")
        value, gradient = written.pop("value", None), written.pop("gradient", None)
        yield Record(name, path.stem, call, Answer(_arrays(name, written), value, gradient))


def _arrays(name: str, written: dict[str, Any]) -> dict[str, Any]:
    if name not in lossref.names():
        return written
    return {key: np.array(value) if isinstance(value, list) else value for key, value in written.items()}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
