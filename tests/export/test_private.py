"""Nothing that is not for readers is in any byte of an export.

Each secret has a word of its own. Where the same vault says that all of it is public, each comes to light, so that no
test passes because its way is closed by something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from canaries import canaries

from notewright.build import read
from notewright.build.export.contents import export_contents
from notewright.build.gate import Admitted
from notewright.build.open import open_project
from notewright.build.read import walk
from notewright.build.settings import Cache, Publish, Settings
from notewright.vault import Note, Vault

VAULT = {
    "host.md": """---
up: "[[canarylink]]"
---
# Host

Public words with [[canarylink]], ![[canaryembed]], ![[canarypicture.png]] and [[public#Part|%%canarylabel%% words]].

A %%canarycomment%% in a line, and another <!-- canaryinline --> of HTML.

%%
canarylines

canaryparagraph
%%

<!-- canaryopening --> text <!-- canaryclosing --> behind

<!--
canaryblock
-->

<div>
<!-- canaryelement -->
<p>text</p>
</div>

- item <!-- canaryitem -->

  <!-- canarylisted --> text
- %%canarytask%% text

> quote %%canaryquote%%
> <!-- canaryquoted -->

> [!note|%%canarykind%%] Title %%canarytitle%%
> Text.

| a %%canaryhead%% | b |
| --- | --- |
| c <!-- canarycell --> | ![[canaryincell]] |

A note.[^1] ^[At once %%canaryatonce%%.]

[^1]: Text %%canaryfootnote%%

## Heading %%canaryheading%%

%% private %%
canarysection [[canarysectionlink]] #canarysectiontag

```python
canarycode
```
%% /private %%

![[public]]

The last public words.
""",
    "public.md": """# Public

## Part

Embedded words %%canaryembedded%% <!-- canaryembeddedhtml -->

%% private %%
canaryembeddedsection
%% /private %%

```dataview
TABLE secret FROM "" WHERE secret
```
""",
    "canaryfolder/canarynote.md": """---
publish: false
aliases: [canaryalias]
tags: [canarytag]
secret: canaryvalue
---
canarytext of [[host]] with ![[canaryprivatepicture.png]].
""",
    "canarylink.md": "---\npublish: false\n---\n",
    "canarysectionlink.md": "---\npublish: false\n---\n",
    "canaryembed.md": "---\npublish: false\n---\ncanaryembedtext\n",
    "canaryincell.md": "---\npublish: false\n---\n",
    "canarypicture.png": "canarybytes",
    "canaryprivatepicture.png": "canaryprivatebytes",
}
WORDS = sorted({word for texts in VAULT.items() for text in texts for word in re.findall(r"canary\w+", text)})
MARK = re.compile(r"%% /?private %%|%%|<!--|-->")


def export(texts: Mapping[str, str | bytes], root: Path, publish: Publish) -> Mapping[str, bytes]:
    vault = root / "vault"
    for path, text in texts.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    files = walk(vault)
    settings = Settings(cache=Cache(""), publish=publish)
    project = open_project(files, root, vault, settings, datetime(2026, 1, 1, tzinfo=UTC))
    contents = export_contents(project, files)
    return {path: data.read_bytes() if isinstance(data, Path) else data for path, data in contents.items()}


def holding(word: str, files: Mapping[str, bytes]) -> list[str]:
    return [path for path, data in files.items() if word in path.lower() or word.encode() in data.lower()]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return export(VAULT, tmp_path_factory.mktemp("closed"), Publish(exclude=("*.png",)))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    public = {path: MARK.sub("", text).replace("publish: false", "publish: true") for path, text in VAULT.items()}
    return export(public, tmp_path_factory.mktemp("opened"), Publish())


@pytest.mark.parametrize("word", WORDS)
def test_a_secret_is_in_no_byte_of_the_export(word: str, closed: Mapping[str, bytes]) -> None:
    assert holding(word, closed) == []


@pytest.mark.parametrize("word", WORDS)
def test_the_same_word_is_there_when_it_is_public(word: str, opened: Mapping[str, bytes]) -> None:
    assert holding(word, opened) != []


@pytest.mark.parametrize(
    "words", ["Public words", "text  behind", "<p>text</p>", "Embedded words", "Title", "The last public words."]
)
def test_public_words_are_in_the_export(words: str, closed: Mapping[str, bytes]) -> None:
    assert words in closed["host.md"].decode()


def test_the_catalogue_names_public_notes_only(closed: Mapping[str, bytes]) -> None:
    assert set(closed) == {"host.md", "public.md", "index.md", "vault.json"}
    assert b'"public.md"' in closed["vault.json"]


def test_no_canary_of_the_gate_is_in_an_export(tmp_path: Path) -> None:
    files = export(canaries(), tmp_path, Publish(exclude=("canaryfile.txt", "*.jpg")))

    assert holding("canary", files) == []
    assert {"host.md", "other.md", "queries.md"} < set(files)


def test_with_the_gate_open_they_would_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "admit", pass_everything)
    files = export(canaries(), tmp_path, Publish())

    assert {"host.md", "vault.json", "queries.md", "canarypermalink.md"} <= set(holding("canary", files))


def pass_everything(notes: Collection[Note], files: Mapping[str, Path], publish: Publish, *_: object) -> Admitted:
    return Admitted(Vault.from_notes(notes, files))
