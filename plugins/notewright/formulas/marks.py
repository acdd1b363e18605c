"""What the library has no LaTeX for: a text marks its place until the MathML is there, and gives way to an element."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree

from notewright.formulas.error import FormulaError

# No text may hold these code points.
_OPEN, _CLOSE = "\ufdd2", "\ufdd3"
MARK_SIGNS = _OPEN + _CLOSE
"""The signs of a mark, which no author may write."""
_MARK = re.compile(
    f"<mtext>(?:{_OPEN}([0-9]+){_CLOSE}|notewright-tag-([0-9]+))</mtext>|<mi>notewrightoperator([a-j]+)</mi>"
)
_TABLE = re.compile(f'<mtext>{_OPEN}([a-z]+){_CLOSE}</mtext><mtable displaystyle="[a-z]+" scriptlevel="[0-9]"')
_TABLES = {
    "large": '<mtable displaystyle="true" scriptlevel="0"',
    "small": '<mtable displaystyle="false" scriptlevel="1"',
}
LARGE, SMALL = (rf"\text{{{_OPEN}{name}{_CLOSE}}}" for name in _TABLES)
"""LaTeX before a table whose cells are displayed formulas, or small."""


class Notice(NamedTuple):
    """A construct that MathML lacks: what is shown instead, and where it stands."""

    offset: int
    message: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The elements of one formula by the numbers of their marks, and what had to be left out."""

    inner: Callable[[str], str]
    """MathML for LaTeX that stands in an element, without an element around it."""
    elements: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def put(self, element: str) -> str:
        """LaTeX for the place of an element, or of a tag that opens or closes one."""
        self.elements.append(element)
        return rf"\text{{{_OPEN}{len(self.elements) - 1}{_CLOSE}}}"

    def tag(self, element: str) -> str:
        """LaTeX for the number of a row, of which the library takes plain letters only."""
        self.elements.append(element)
        return rf"\tag*{{notewright-tag-{len(self.elements) - 1}}}"

    def operator(self, latex: str, at: int, *, limits: bool) -> str:
        """LaTeX for an operator that is called by a formula; it stood at a place of the outer one."""
        try:
            self.elements.append(f"<mrow>{self.inner(latex)}</mrow>")
        except FormulaError as error:
            raise FormulaError(error.message, at + error.offset) from None
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(len(self.elements) - 1))
        return rf"\operatorname{'*' if limits else ''}{{notewrightoperator{letters}}}"

    def around(self, opening: str) -> tuple[str, str]:
        """LaTeX that opens and closes an element around a group; `opening` is its tag."""
        name = opening[1:].split(" ", 1)[0].rstrip(">")
        return f"{{{self.put(opening)}{{", f"}}{self.put(f'</{name}>')}}}"

    def notice(self, offset: int, message: str) -> None:
        """Say that something is shown otherwise than its author wrote it."""
        self.notices.append(Notice(offset, message))

    def filled(self, element: str) -> str:
        """The MathML with every element in its place."""
        if not self.elements and _OPEN not in element:
            return element
        element = _TABLE.sub(lambda found: _TABLES[found[1]], element)
        if not self.elements:
            return element
        element = _MARK.sub(self._element, element)
        if _OPEN in element or not _is_well_formed(element):
            raise FormulaError("a box, colour or link of this formula cannot be shown where it stands", 0)
        return element

    def _element(self, found: re.Match[str]) -> str:
        letters = "".join(str(ord(letter) - ord("a")) for letter in found[3] or "")
        number = int(found[1] or found[2] or letters)
        return self.elements[number] if number < len(self.elements) else found[0]


def _is_well_formed(element: str) -> bool:
    try:
        ElementTree.fromstring(element)
    except ElementTree.ParseError:
        return False
    return True
