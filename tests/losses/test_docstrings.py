"""The docstrings are the reference: complete, in step with the facts, and their examples run."""

from __future__ import annotations

import doctest
import inspect
import io
import re
import sys
from urllib.parse import quote

import numpy as np
import pytest

import lossref
from lossref.families import families

NAMES = lossref.names()
SCOPE = {"lossref": lossref, "np": np} | {name: getattr(lossref, name) for name in families()}
HELPERS = [name for name in families() if name not in NAMES]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _failures(text: str, name: str) -> str:
    test = doctest.DocTestParser().get_doctest(text, SCOPE, name, None, 0)
    assert test.examples
    report = io.StringIO()
    doctest.DocTestRunner().run(test, out=report.write)
    return report.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_are_true(name: str) -> None:
    assert _failures(inspect.getdoc(lossref.get(name)) or "", name) == ""


@pytest.mark.parametrize("name", HELPERS)
def test_the_examples_of_a_helper_are_true(name: str) -> None:
    assert _failures(inspect.getdoc(getattr(lossref, name)) or "", name) == ""


@pytest.mark.parametrize("module", sorted({getattr(lossref, name).__module__ for name in families()}))
def test_the_examples_of_a_module_need_no_other_names(module: str) -> None:
    assert doctest.testmod(sys.modules[module]).failed == 0


@pytest.mark.parametrize("name", NAMES)
def test_there_is_an_example_of_the_value_and_of_the_gradient(name: str) -> None:
    examples = (inspect.getdoc(lossref.get(name)) or "").partition("\nExamples\n")[2]

    assert f"{name}(" in examples
    assert f"{name}.gradient(" in examples or f"{name}.value_and_gradient(" in examples


@pytest.mark.parametrize("name", [name for name in NAMES if lossref.get(name).smoothness == "C0"])
def test_the_slopes_at_a_kink_are_told(name: str) -> None:
    text = " ".join((inspect.getdoc(lossref.get(name)) or "").partition("\nParameters\n")[0].split())

    assert re.search(r"\bkinks?\b|subgradient|At its edges|At \$w_j = 0\$", text)
    told = r"\bevery \w|mixtures of|any order among|in equal shares|all between|between the|from 0 to|constant"
    assert re.search(told, text)


def test_the_examples_of_the_package_are_true() -> None:
    assert _failures(lossref.__doc__ or "", "lossref") == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_formulas_are_those_of_the_facts(name: str) -> None:
    loss, text = lossref.get(name), _squeezed(inspect.getdoc(lossref.get(name)) or "")

    assert f"$${_squeezed(loss.formula)}$$" in text
    assert f"$${_squeezed(loss.gradient_formula)}$$" in text


@pytest.mark.parametrize("name", NAMES)
def test_every_section_is_there(name: str) -> None:
    text = inspect.getdoc(lossref.get(name)) or ""

    for section in ("Parameters", "Returns", "Raises", "References", "Examples"):
        assert f"\n{section}\n{'-' * len(section)}\n" in text


@pytest.mark.parametrize("name", NAMES)
def test_the_paper_that_the_facts_name_is_among_the_references(name: str) -> None:
    source, text = (
        lossref.get(name).source,
        _squeezed(inspect.getdoc(lossref.get(name)) or "").partition("References")[2],
    )

    assert _squeezed(source.title).lower() in text.lower()
    assert str(source.year) in text
    assert source.doi is None or f"https://doi.org/{quote(source.doi, safe='/():;')}" in text


def test_a_doi_is_of_one_paper() -> None:
    papers: dict[str, set[str]] = {}
    for source in (lossref.get(name).source for name in NAMES):
        if source.doi is not None:
            assert re.fullmatch(r"10\.\d{4,9}/\S+", source.doi)
            papers.setdefault(source.doi.lower(), set()).add(f"{source.authors} {source.year} {source.title}")

    assert all(len(named) == 1 for named in papers.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_is_described(name: str) -> None:
    text = inspect.getdoc(lossref.get(name)) or ""

    for parameter in inspect.signature(lossref.get(name)).parameters:
        assert f"\n{parameter} : " in text
