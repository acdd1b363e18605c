"""A vault in which every way out of what is private has a word of its own, and where that word would come to light."""

from __future__ import annotations

from dataclasses import dataclass

HOST, NEXT, HOME, SEARCH, SITEMAP = (
    "host/index.html",
    "other/index.html",
    "index.html",
    "search/search_index.json",
    "sitemap.xml",
)
SECRET = "canarypermalink/index.html"


@dataclass(frozen=True)
class Channel:
    """A way out: the word that only it lets through, and a file of the site that holds it when the gate is open."""

    name: str
    word: str
    file: str


CHANNELS = [
    Channel("page: title", "canarytitle", SECRET),
    Channel("page: text", "canarybody", SECRET),
    Channel("page: heading and its id", "canaryheading", SECRET),
    Channel("page: description", "canarydescription", SECRET),
    Channel("page: name and address", "canarymarkdown", SITEMAP),
    Channel("page: folder", "canaryfolder", "canaryfolder/canaryplace/index.html"),
    Channel("page: permalink", "canarypermalink", SITEMAP),
    Channel("page: cell output", "canarycell", SECRET),
    Channel("page: formula of its own", "canaryformula", SECRET),
    Channel("redirect from an alias", "canaryalias", "canaryalias/index.html"),
    Channel("redirect from a note's own path", "canaryname", "canaryfolder/canaryname/index.html"),
    Channel("mention without a link", "canarymention", NEXT),
    Channel("search index", "canarybody", SEARCH),
    Channel("navigation and next page", "canarytitle", NEXT),
    Channel("home page: list and date", "2031-07-13", HOME),
    Channel("home page: most linked", "canarytitle", HOME),
    Channel("tag page", "canarytag", "tags/canarytag/index.html"),
    Channel("tag page: list of tags", "canarytag", "tags/index.html"),
    Channel("tag count on the list of tags", 'notewright-count">3<', "tags/index.html"),
    Channel("backlink and its sentence", "canarysentence", HOST),
    Channel("query: row", "canaryname", "queries/index.html"),
    Channel("query: alias", "canaryalias", "queries/index.html"),
    Channel("query: property", "canaryvalue", "queries/index.html"),
    Channel("query: inline field of a note", "canaryinline", "queries/index.html"),
    Channel("query: group", "canarygroup", "queries/index.html"),
    Channel("query: count", "counted-3-birds", "queries/index.html"),
    Channel("query: sum", "summed-1107-birds", "queries/index.html"),
    Channel("query: task", "canarytask", "queries/index.html"),
    Channel("query: task in a private section", "canarychore", "queries/index.html"),
    Channel("query: calendar", "july 2031", "queries/index.html"),
    Channel("link in the answer of a query", "canaryasks", "other/index.html"),
    Channel("query: links in", "canaryinlinks", "queries/index.html"),
    Channel("query: links out", "canaryoutlink", "queries/index.html"),
    Channel("query: what is meant by a misspelt field", "canaryfield", "queries/index.html"),
    Channel("script: property", "canaryscript", "scripts/index.html"),
    Channel("script: name by a link", "canaryscripted", "scripts/index.html"),
    Channel("link", "canarylink", HOST),
    Channel("link: heading", "canarypart", HOST),
    Channel("link of Markdown", "canarymarkdown", HOST),
    Channel("link with a text: its address", "canarydisplay", HOST),
    Channel("link in a block of code that is a query", "canarycoded", HOST),
    Channel("link in a link", "canarynested", HOST),
    Channel("link with spaces, which only some read", "canaryspaces", HOST),
    Channel("link by a definition", "canarydefinition", HOST),
    Channel("link in HTML", "canaryhtml", HOST),
    Channel("link in a block of HTML", "canaryblock", HOST),
    Channel("link in a callout's title", "canarycallout", HOST),
    Channel("link in a footnote", "canaryfootnote", HOST),
    Channel("link in a heading, and the heading's id", "canaryinheading", HOST),
    Channel("link in a table", "canarytable", HOST),
    Channel("link in a property", "canaryproperty", HOST),
    Channel("link in a property's list", "canarylist", HOST),
    Channel("link in a query", "canaryliteral", HOST),
    Channel("link in an inline query", "canaryinlineliteral", HOST),
    Channel("link by an alias", "canaryother", HOST),
    Channel("link in a diagram", "canarydiagram", HOST),
    Channel("link to a file", "canaryfile", HOST),
    Channel("embed of a note", "canaryembed", HOST),
    Channel("embed of a picture", "canarypicture", HOST),
    Channel("section of lines", "canarysection", HOST),
    Channel("section in a line", "canaryinline2", HOST),
    Channel("section in a list", "canaryitem", HOST),
    Channel("section in a callout", "canaryquote", HOST),
    Channel("section in a table", "canarycolumn", HOST),
    Channel("section: heading", "canarypart2", HOST),
    Channel("section: code", "canarycode", HOST),
    Channel("section: tag", "canarysectiontag", "tags/index.html"),
    Channel("section: in the search index", "canarysection", SEARCH),
    Channel("attachment: name", "canarypicture", "canarypicture.jpg"),
    Channel("attachment: bytes", "canarybytes", "canarypicture.jpg"),
    Channel("attachment: EXIF", "canaryexif", "canarypicture.jpg"),
    Channel("canvas", "canaryname", "board.canvas"),
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

- [ ] canarytask

## canaryheading

A canarysentence says [[host]] and [[queries]] and [[canaryoutlink]].

A canarymention of Other is no link.

```python exec
print("canary" + "cell")
```

$\\text{canaryformula}$
"""

_HOST = """---
related: "[[canaryproperty]]"
more: [a, [b, "see [[canarylist]]"]]
tags: [shared]
amount: 100
team: blue
---
The link [[canarylink]], [[canarylink#canarypart]], [](canarymarkdown.md), [[canarydisplay|words]],
[see [[canarynested]]](other.md), [words](canaryspaces and more.md), <a href="../canaryhtml/">words</a>,
[[canaryother]], [[canaryfile.txt]], ![[canarypicture.jpg]], ![[canaryembed]], `= [[canaryinlineliteral]]`,
[words][label], [[board.canvas]].

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
TABLE canaryfeild AS "x"
```

```dataview
TASK
```

%% private %%
- [ ] canarychore
%% /private %%

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
