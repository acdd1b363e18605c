"""YAML as Obsidian reads it: the core schema of version 1.2, in which `no`, `10:30` and `2024-01-02` are text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Loader):  # type: ignore[misc]  # the C loader has no stub
    """PyYAML's safe loader with the plain scalars of YAML 1.2, and no more."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own attribute


def _resolve(tag: str, pattern: str, first: str) -> None:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))


_resolve("bool", "true|True|TRUE|false|False|FALSE", "tTfF")
_resolve("null", "~|null|Null|NULL|", "~nN\0")
Loader.yaml_implicit_resolvers.setdefault("", []).append(("tag:yaml.org,2002:null", re.compile(r"^$")))
_resolve("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789")
_resolve(
    "float",
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    "-+.0123456789",
)


def _integer(loader: Any, node: yaml.ScalarNode) -> int:
    text = node.value.lower()
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return int(text[2:] if base != 10 else text, base)


def _number(loader: Any, node: yaml.ScalarNode) -> float:
    return float(node.value.lower().replace(".inf", "inf").replace(".nan", "nan"))


Loader.add_constructor("tag:yaml.org,2002:int", _integer)
Loader.add_constructor("tag:yaml.org,2002:float", _number)


def load(text: str) -> tuple[object, yaml.Node | None]:
    """The value of a document, and its node, which knows the place of every key.

    Raises yaml.YAMLError, whose mark counts lines of `text` from 0. Anchors are refused, as Obsidian does.
    """
    if "*" in text:
        _refuse_aliases(text)
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        return (None if node is None else loader.construct_document(node)), node
    except RecursionError:
        raise yaml.YAMLError("it is nested too deeply") from None
    finally:
        loader.dispose()


def _refuse_aliases(text: str) -> None:
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            problem = f"`*{event.anchor}` repeats an anchor; write the value out"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


def keys(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The keys of a document with the nodes of key and value, in order, repeated ones included."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, key, value
