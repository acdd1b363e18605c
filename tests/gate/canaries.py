"""A vault in which every way out of what is private has a word of its own, and where that word would come to light."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Channel:
    """A way out: the word that only it lets through, and a file of the site that holds it when the gate is open."""

    name: str
    word: str
    file: str


_ROW = re.compile(r"^\| (?P<name>.+?) \| `(?P<word>.+?)` \| `(?P<file>.+?)` \|$", re.MULTILINE)
CHANNELS = [
    Channel(**found.groupdict()) for found in _ROW.finditer(Path(__file__).with_name("channels.md").read_text("utf-8"))
]

PICTURE = b"\xff\xd8\xff\xe1\x00\x1aExif\x00\x00canaryexif\x00\x00\x00\x00\xff\xdbcanarybytes\xff\xd9"

_SECRET = """---
title: canarytitle
aliases: [canaryalias, canaryother]
tags: [canarytag, shared]
description: canarydescription
date: 2031-07-13
permalink: /canarypermalink/
publish: false
value: canaryvalue
team: canarygroup
amount: 1000
canaryfield: 1
---
canarybody

- [ ] canaryduty

## canaryheading

A canarysentence says [[host]] and [[queries]] and [[canaryoutlink]].

A canarymention of Other is no link.

```python exec
print("canary" + "cell")
```

$\\text{canaryformula}$

$$ \\mathrm{canaryverified} = \\lvert \\hat{y}_i - y_i \\rvert $$
<!-- verify: lossref.absolute_error(\\hat{y}, y) per i -->
"""

_HOST = """---
related: "[[canaryproperty]]"
more: [a, [b, "see [[canarylist]]"]]
tags: [shared]
amount: 100
team: blue
whole: "one %% private %% [half:: canaryhalf] %% /private %% two"
---
The link [[canarylink]], [[canarylink#canarypart]], [](canarymarkdown.md), [[canarydisplay|words]],
[see [[canarynested]]](other.md), [words](canaryspaces and more.md), <a href="../canaryhtml/">words</a>,
[[canaryother]], [[canaryfile.txt]], ![[canarypicture.jpg]], ![[canaryembed]], `= [[canaryinlineliteral]]`,
[words][label], [[board.canvas]], [field:: [[canaryinfield]]], %% [remark:: [[canaryincomment]]] %%.

%%
remarks:: [[canaryinlines]]
%%

[label]: canarydefinition.md

<div>
<a href="../canaryblock/">words</a>
</div>

> [!note] See [[canarycallout]]
> Text.

A note[^1].

```
= [[canarycoded]]
```

[^1]: See [[canaryfootnote]].

## About [[canaryinheading]]

| a | b |
|---|---|
| [[canarytable]] | %% private %% canarycolumn %% /private %% |

```dataview
TABLE WITHOUT ID [[canaryliteral]] AS it
FROM "other"
```

```mermaid
graph TD
A[canarydiagram] --> B
class A internal-link;
```

A line %% private %% canaryinline2 %% /private %% goes on.

- one
- [ ] two [done-by:: [[canaryintask]]]
- %% private %% canaryitem
- canaryitem %% /private %%
- four

> [!tip] Title
> before
> %% private %%
> canaryquote
> %% /private %%
> after

%%private%%
canarysection #canarysectiontag

## canarypart2

hidden:: canarysectionfield

- [ ] canarytask

$$ \\mathrm{canaryproved} = \\max(0, 1 - y_i s_i) $$
<!-- verify: lossref.hinge(s, y) per i -->

```
canarycode
%% /private %%
```
%% /PRIVATE %%

The end.
"""

_QUERIES = """---
tags: [shared]
amount: 7
team: blue
---
```dataview
TABLE WITHOUT ID file.path AS path, value, file.aliases AS aliases
FROM ""
```

```dataview
TABLE WITHOUT ID key, "counted-" + length(rows) + "-birds" AS n
FROM #shared
GROUP BY "all"
```

```dataview
TABLE WITHOUT ID "summed-" + sum(rows.amount) + "-birds" AS n
FROM #shared
GROUP BY "all"
```

```dataview
LIST WITHOUT ID team
FROM #shared
GROUP BY team
```

```dataview
TABLE WITHOUT ID file.outlinks, file.inlinks
FROM ""
```

```dataview
TABLE WITHOUT ID hidden, half, field, remark, remarks, file.tasks.text, file.tasks.done-by
FROM "host"
```

```dataview
TABLE canaryfeild AS "x"
```

```dataview
TASK
```

```dataview
CALENDAR date
```

`= [[canaryinlinesource]].words`, `= this.file.inlinks`
"""

LINKED = [channel.word for channel in CHANNELS if channel.name.startswith("link") and channel.word != "canarypart"]


def canaries() -> dict[str, str | bytes]:
    """The files of the vault."""
    closet = {f"{word}.md": "---\npublish: false\n---\nText.\n" for word in [*LINKED, "canaryoutlink"]}
    return {
        **closet,
        "canaryspaces and more.md": "---\npublish: false\n---\nText.\n",
        "canaryembed.md": "---\npublish: false\n---\ncanaryembed\n",
        "canaryinlinesource.md": "---\npublish: false\nwords: canaryinline\n---\n",
        "canaryasks.md": "---\npublish: false\n---\n`= [[other]]`\n",
        "canaryinlinks.md": "---\npublish: false\n---\n[[queries]]\n",
        "canaryfile.txt": "canaryfile",
        "canarypicture.jpg": PICTURE,
        "board.canvas": '{"nodes": [{"id": "1", "type": "file", "file": "canaryfolder/canaryname.md"}]}',
        "canaryfolder/canaryname.md": _SECRET,
        "canaryfolder/canaryplace.md": "---\npublish: false\n---\nText.\n",
        "host.md": _HOST,
        "other.md": "# Other\n\nText with [[host]].\n",
        "queries.md": _QUERIES,
        "canaryscripted.md": "---\npublish: false\nscripted: canaryscript\n---\n[[scripts]]\n",
        "scripts.md": "```dataviewjs\ndv.list(dv.pages().scripted); dv.list(dv.current().file.inlinks)\n```\n",
    }
