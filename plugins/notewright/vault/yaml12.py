"""YAML as Obsidian reads it: the core schema of version 1.2, in which `no`, `10:30` and `2024-01-02` are text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
# What is nested deeper is a mistake or an attack, and could exhaust the stack of whoever walks it.
_DEEPEST = 100
_LONGEST_INTEGER = 300
# What a page is put together with; an escape could hold it.
_PIECES = re.compile("[\ufdd0\ufdd1]")
# What is begun and not ended is wrong where it begins, not where the parser gives up.
_BEGUN = {"while scanning a quoted scalar", "while parsing a flow sequence", "while parsing a flow mapping"}
_HINTS = {
    "found unknown escape character": "write `|` without a backslash, or use single quotes",
    "found character that cannot start any token": "indent with spaces, and quote a value that begins with this sign",
    "found unexpected end of stream": "close this quote",
    "found unexpected document indicator": "close this quote",
    "did not find expected ',' or ']'": "close this list with `]`, or quote its items",
    "did not find expected ',' or '}'": "close this mapping with `}`, or quote its values",
    "mapping values are not allowed in this context": "quote a value that holds a colon",
}


class WrongYamlError(Exception):
    """The text is not valid YAML. `offset` is where, in characters; the message says what is wrong and what to do."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(f"{problem}; {_HINTS.get(problem, 'mend this line, or quote its value')}")
        self.offset = offset


class Loader(_Loader):  # type: ignore[misc]  # the C loader has no stub
    """PyYAML's safe loader with the plain scalars of YAML 1.2, and no more."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own attribute
    yaml_constructors = {  # noqa: RUF012  # likewise
        tag: _Loader.yaml_constructors[tag] for tag in (None, f"{_CORE}null", f"{_CORE}str", f"{_CORE}seq")
    }


def _resolve(tag: str, pattern: str, first: str) -> None:
    Loader.add_implicit_resolver(_CORE + tag, re.compile(rf"^(?:{pattern})$"), list(first))


_resolve("bool", "true|True|TRUE|false|False|FALSE", "tTfF")
_resolve("null", "~|null|Null|NULL", "~nN")
Loader.yaml_implicit_resolvers.setdefault("", []).append((f"{_CORE}null", re.compile(r"^$")))
_resolve("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789")
_resolve(
    "float",
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    "-+.0123456789",
)


_VALUES: dict[str, Callable[[str], object]] = {f"{_CORE}null": lambda text: None}
"""The value of a scalar by its tag."""


def _construct(tag: str, value_of: Callable[[str], object]) -> None:
    """Read scalars of a tag. One that was forced on a value, as in `!!int x`, may not fit it."""
    _VALUES[_CORE + tag] = value_of

    def construct(loader: Any, node: yaml.Node) -> object:
        text = str(loader.construct_scalar(node))
        try:
            return value_of(text)
        except (ValueError, KeyError):
            raise _marked(f"`{text[:20]}` cannot be read as {tag}", node.start_mark) from None

    Loader.add_constructor(_CORE + tag, construct)


def _integer(text: str) -> int:
    if len(text) > _LONGEST_INTEGER:
        raise ValueError("no number that anybody counts with")
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return int(text[2:] if base != 10 else text, base)


def _number(text: str) -> float:
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


def _mapping(loader: Any, node: yaml.Node) -> Iterator[dict[str, object]]:
    """A mapping whose keys are text, whatever they look like: `2024: x` is the property `2024`."""
    if not isinstance(node, yaml.MappingNode):
        raise _marked("expected a mapping here", node.start_mark)
    found: dict[str, object] = {}
    yield found  # PyYAML fills it later, so that depth costs no stack
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _marked("the name of a property must be a text", key.start_mark)
        found[key.value] = loader.construct_object(value)


_construct("bool", lambda text: {"true": True, "false": False}[text.lower()])
_construct("int", _integer)
_construct("float", _number)
_construct("str", lambda text: _PIECES.sub("\ufffd", text))
Loader.add_constructor(f"{_CORE}map", _mapping)


def plain_scalar(text: str) -> object:
    """The value of a scalar that stands in no quotes. Raises ValueError where it is one that the loader refuses."""
    for tag, pattern in Loader.yaml_implicit_resolvers.get(text[:1], ()):
        if pattern.match(text):
            return _VALUES[tag](text)
    return text


def load(text: str) -> tuple[object, yaml.Node | None]:
    """The value of a document, and its node, which knows the place of every key.

    Raises WrongYamlError. Anchors are refused, as Obsidian does, and so is deep nesting.
    """
    try:
        if "*" in text or sum(map(text.count, "[{-?")) > _DEEPEST or " " * _DEEPEST in text:
            _refuse_tricks(text)
        return _load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark if error.context in _BEGUN else error.problem_mark
        raise WrongYamlError(str(error.problem), mark.index if mark else 0) from error
    except yaml.reader.ReaderError as error:
        offset = len(text.encode()[: error.position].decode(errors="ignore"))
        raise WrongYamlError("control characters are not allowed", offset) from error
    except UnicodeEncodeError as error:
        raise WrongYamlError("this is half a character", error.start) from error


def _load(text: str) -> tuple[object, yaml.Node | None]:
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        return (None if node is None else loader.construct_document(node)), node
    finally:
        loader.dispose()


def _refuse_tricks(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            raise _marked(f"`*{event.anchor}` repeats an anchor, which is not allowed", event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _marked(f"this is nested more than {_DEEPEST} deep", event.start_mark)


def _marked(problem: str, mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def keys(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The keys of a document with the nodes of key and value, in order, repeated ones included."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, key, value
