"""Notes in memory, and a reader of Markdown that knows just enough of fields and links for the cases.

The real reader of notes is the vault; here queries are tested without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import yaml

from notewright.values import Link, Value, canonical_key, from_inline, from_yaml

NOW = datetime(2024, 5, 15, 10, 30)

_LINK = re.compile(r"!?\[\[([^\[\]|#]*)[^\[\]]*\]\]")
_BRACKET_FIELD = re.compile(r"\[([^\[\]:]+?)\s*::\s*([^\[\]]*)\]")
_LINE_FIELD = re.compile(r"[^A-Za-z0-9]*([A-Za-z0-9][\w /-]*?)\s*::(.*)")
_TASK = re.compile(r"\s*[-*+] \[.\]")


class StringLoader(yaml.SafeLoader):
    """YAML 1.2 in what matters here: a time of day and a date are text."""


StringLoader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if "timestamp" not in tag and "int" not in tag]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
StringLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))


class MemoryNotes:
    """Pages from texts by path."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._links = {path: _LINK.findall(text) for path, text in texts.items()}
        self._tags = {path: _tags(_front_matter(text)) for path, text in texts.items()}
        self._pages = {path: self._page(path, text) for path, text in texts.items()}

    def _page(self, path: str, text: str) -> dict[str, Value]:
        fields = _fields(text)
        for key in list(fields):
            fields.setdefault(canonical_key(key), fields[key])
        folder, _, name = path.rpartition("/")
        tags = self._tags[path]
        inlinks = [Link(other) for other in self._links if path in self.linked_from(other)]
        outlinks = [Link(self.resolve(link, path) or link) for link in self._links[path]]
        file: dict[str, Value] = {
            "name": name.removesuffix(".md"),
            "folder": folder,
            "path": path,
            "link": Link(path),
            "tags": [part for tag in tags for part in _with_parents(tag)],
            "etags": list(tags),
            "inlinks": list(inlinks),
            "outlinks": list(outlinks),
        }
        return {**fields, "file": file}

    def paths(self) -> Sequence[str]:
        return list(self._links)

    def page(self, path: str) -> Mapping[str, Value]:
        return self._pages[path]

    def tagged(self, tag: str) -> Sequence[str]:
        wanted = f"#{tag}".lower()
        return [
            path for path, tags in self._tags.items() if wanted in (p.lower() for t in tags for p in _with_parents(t))
        ]

    def in_folder(self, folder: str) -> Sequence[str] | None:
        return [path for path in self._links if path.startswith(f"{folder}/")] or None

    def resolve(self, link_path: str, origin: str) -> str | None:
        wanted = link_path.removesuffix(".md").lower()
        for path in self._links:
            name = path.removesuffix(".md").lower()
            if wanted and (name == wanted or name.endswith(f"/{wanted}")):
                return path
        return None

    def linking_to(self, path: str) -> Sequence[str]:
        return [other for other in self._links if path in self.linked_from(other)]

    def linked_from(self, path: str) -> Sequence[str]:
        found = (self.resolve(link, path) for link in self._links[path])
        return list(dict.fromkeys(link for link in found if link))

    def linking_to_unresolved(self, text: str) -> Sequence[str]:
        return [path for path, links in self._links.items() if text in links and self.resolve(text, path) is None]


def read_folder(folder: Path) -> MemoryNotes:
    """The notes of a folder, by their paths in it."""
    files = sorted(folder.rglob("*.md"))
    return MemoryNotes({file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files})


def _front_matter(text: str) -> dict[str, object]:
    if not text.startswith("---\n"):
        return {}
    return yaml.load(text[4 : text.index("\n---", 3)], StringLoader) or {}


def _tags(front_matter: Mapping[str, object]) -> list[str]:
    tags = front_matter.get("tags", [])
    return [f"#{tag}" for tag in (tags.split() if isinstance(tags, str) else tags)]  # type: ignore[attr-defined]


def _with_parents(tag: str) -> list[str]:
    parts = tag.split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _fields(text: str) -> dict[str, Value]:
    front_matter = _front_matter(text)
    found: dict[str, list[Value]] = {key: [from_yaml(value)] for key, value in front_matter.items()}
    body = text[text.index("\n---", 3) + 4 :] if front_matter else text
    for line in body.splitlines():
        for key, value in _line_fields(line):
            found.setdefault(key.strip(), []).append(from_inline(value.strip()))
    return {key: values[0] if len(values) == 1 else values for key, values in found.items()}


def _line_fields(line: str) -> list[tuple[str, str]]:
    if _TASK.match(line):
        return []
    brackets = _BRACKET_FIELD.findall(line)
    whole = None if brackets else _LINE_FIELD.fullmatch(line)
    return [(whole[1], whole[2])] if whole else brackets
