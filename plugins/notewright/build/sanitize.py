"""Writes HTML anew, with nothing in it but what a note may use.

Each `<` of the answer begins a tag that is on the list, and no attribute holds a `<`: however a browser comes to read
a stretch of it, there is no other tag to be found. Elements end where the element that holds them ends, and what an
author closes too often closes nothing of the theme.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from notewright.build.allowed_html import OPTIONAL_END
from notewright.build.raw_tag import Fate, Loss, Tag, read_tag
from notewright.build.safe_value import is_safe_style

# A tag, the opening of a comment or declaration, or a lone `<`. No repetition gives back what it took, and a tag ends
# before the next `<`, so each sign is looked at once.
_MARKUP = re.compile(r"""<(?:/?[A-Za-z][^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+>|!--|[!?])?+""")
# A tag whose attributes may hold a `<`. It can reach far, so it is tried in vain a few times only.
_LOOSE = re.compile(r"""</?[A-Za-z][^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+>""")
_TRIES = 20
_NOTICE = re.compile(r"<!--![^<>-]*+(?:-[^<>-]++)*+-->")  # the licence in a picture that an extension brings
_COMMENT_END = re.compile(r"(?<=<!-)->|(?<=<!)-->|--!?>")
_DECLARATION_END = re.compile(">")
_REFERENCE = re.compile(r"&(?:lt|#)", re.IGNORECASE)


def sanitize(text: str) -> str:
    """The HTML of a whole page."""
    return _Writer(text, whole=True).write() if "<" in text else text


def sanitize_part(text: str) -> str:
    """HTML of a note that is not the whole page: what is open in it may be closed by another part."""
    return _Writer(text, whole=False).write() if "<" in text else text


def losses(text: str) -> Iterator[tuple[int, Loss]]:
    """What is taken away from a part, and where."""
    writer = _Writer(text, whole=False)
    writer.write()
    return iter(writer.losses)


class _Writer:
    def __init__(self, text: str, *, whole: bool) -> None:
        self.text = text
        self.whole = whole
        self.out: list[str] = []
        self.open: list[str] = []
        self.count: dict[str, int] = defaultdict(int)
        self.losses: list[tuple[int, Loss]] = []
        self.tries = _TRIES
        self._never: set[re.Pattern[str]] = set()

    def write(self) -> str:
        text, write, done = self.text, self.out.append, 0
        for found in _MARKUP.finditer(text):
            start, end = found.span()
            if start >= done:
                write(text[done:start])
                is_tag = end - start > 2 and text[start + 1] != "!"
                done = self._tag(read_tag(found[0]), start, end) if is_tag else self._sign(start, end)
        write(text[done:])
        if self.whole:
            self._end(len(self.open))
        return "".join(self.out)

    # --- tags ---------------------------------------------------------------------------------------------------------

    def _tag(self, tag: Tag, start: int, end: int) -> int:
        """Write a tag; the answer is where to go on."""
        if tag.losses and not self.whole:
            self.losses.extend((start, loss) for loss in tag.losses)
        fate = tag.fate
        if fate is Fate.KEPT:
            self._keep(tag)
        elif fate is Fate.IN_SVG or fate is Fate.IN_MATH:
            return self._keep_inside(tag, start, end)
        elif fate is Fate.TEXT:
            self.out.append(tag.html)
        elif fate is not Fate.DROPPED and not tag.closes:
            return self._with_content(tag, start, end)
        return end

    def _keep(self, tag: Tag) -> None:
        name = tag.name
        if not tag.closes:
            if not tag.is_single:
                self.open.append(name)
                self.count[name] += 1
        elif self.count.get(name):
            if self.open[-1] != name:
                self._end(self._depth_of(name))
            self.open.pop()
            self.count[name] -= 1
        elif self.whole:
            return
        self.out.append(tag.html)

    def _depth_of(self, name: str) -> int:
        """How many elements stand open in the innermost one of a name."""
        depth = 0
        while self.open[-1 - depth] != name:
            depth += 1
        return depth

    def _end(self, depth: int) -> None:
        """Write the ends of the innermost elements."""
        for _ in range(depth):
            name = self.open.pop()
            self.count[name] -= 1
            if name not in OPTIONAL_END:
                self.out.append(f"</{name}>")

    def _keep_inside(self, tag: Tag, start: int, end: int) -> int:
        """An element of a picture or formula: outside of one its name means something else, or nothing."""
        if not self.whole or self.count["svg" if tag.fate is Fate.IN_SVG else "math"]:
            self._keep(tag)
        elif tag.name == "title":
            return self._past(_end_of("title"), end) or end
        else:
            self.out.append(self.text[start:end].replace("<", "&lt;"))
        return end

    def _with_content(self, tag: Tag, start: int, end: int) -> int:
        """A tag after which browsers read no other until it ends."""
        beyond = self._past(_end_of(tag.name), end)
        if tag.name == "iframe":
            self.out.append(f"{tag.html}</iframe>")
        elif tag.name == "style" and beyond is not None:
            style = self.text[end : self.text.rindex("</", end, beyond)]
            if is_safe_style(style) and not _REFERENCE.search(style):
                self.out.append(f"{tag.html}{style}</style>")
            elif not self.whole:
                reason = "it would run a program, or ask another site for something"
                self.losses.append((start, Loss("`<style>` is taken away with what it holds", reason)))
        return end if beyond is None else beyond

    # --- signs --------------------------------------------------------------------------------------------------------

    def _sign(self, start: int, end: int) -> int:
        """A `<` that begins no common tag: a comment or declaration goes, anything else is text."""
        if end - start > 2:
            return self._comment(start, end)
        beyond = self._past(_DECLARATION_END, end) if end - start == 2 else None
        if beyond is not None:
            return beyond
        if self.tries and end - start == 1 and (self.text[end : end + 1].isalpha() or self.text[end : end + 1] == "/"):
            if loose := _LOOSE.match(self.text, start):
                return self._tag(read_tag(loose[0]), *loose.span())
            self.tries -= 1
        self.out.append("&lt;" + self.text[start + 1 : end])
        return end

    def _comment(self, start: int, end: int) -> int:
        if notice := _NOTICE.match(self.text, start):
            self.out.append(notice[0])
            return notice.end()
        beyond = self._past(_COMMENT_END, start + 2)
        if beyond is None:
            self.out.append("&lt;!--")
        return end if beyond is None else beyond

    def _past(self, ending: re.Pattern[str], at: int) -> int | None:
        """The place behind the next of something; what is nowhere once is not looked for again."""
        found = None if ending in self._never else ending.search(self.text, at)
        if found is None:
            self._never.add(ending)
        return found.end() if found else None


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])[^>]*+>", re.IGNORECASE)
