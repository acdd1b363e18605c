r"""Commands that stand for one sign or space: `\hspace`, `\rule`, `\unicode`, `\verb`, bold script."""

from __future__ import annotations

import re
from html import escape

from notewright.formulas.boxes import ems
from notewright.formulas.change import Change
from notewright.formulas.error import FormulaError
from notewright.formulas.macros import argument
from notewright.formulas.marks import Marks

_OPTION = re.compile(r"\s*\[([^][]*)\]")
_LENGTH = re.compile(r"\*?\s*(?:\{([^{}]*)\}|(-?\s*[0-9.]+\s*(?:em|ex|pt|px|mu|cm|mm|in|pc)))")
_CHARACTER = re.compile(r"\s*(?:\{\s*)?(?:[xX\"]([0-9A-Fa-f]+)|'([0-7]+)|([0-9]+))(?:\s*\})?")
_VERB = re.compile(r"\*?([^A-Za-z*\s])(.*?)\1", re.DOTALL)
_SCRIPT = re.compile(r"\s*\{\s*\\math(?:cal|scr)\s*(?:\{\s*([A-Z])\s*\}|([A-Z])|\s([A-Z]))\s*\}")


def space(latex: str, found: re.Match[str], marks: Marks) -> Change | None:
    """A space of a length in any unit."""
    length = _LENGTH.match(latex, found.end())
    width = ems(length[1] or length[2]) if length else None
    if length is None or width is None:
        raise FormulaError(rf"\{found['word']} needs a length such as 1em or 3mu", found.start())
    return Change(found.start(), length.end(), rf"\hspace{{{width:.4g}em}}")


def rule(latex: str, found: re.Match[str], marks: Marks) -> Change:
    """A block of ink, or of nothing."""
    option = _OPTION.match(latex, found.end())
    at, lengths = option.end() if option else found.end(), []
    for _ in range(2 if found["word"] == "rule" else 3):
        value = argument(latex, at)
        if value is None or (length := ems(value[1])) is None:
            raise FormulaError(rf"\{found['word']} needs lengths such as {{1em}}{{2pt}}", found.start())
        at = value[0]
        lengths.append(length)
    lift = ems(option[1]) if option else None
    width, height, depth = lengths[0], lengths[1], lengths[2] if len(lengths) > 2 else 0
    ink = "" if found["word"] == "Space" else ' style="background:currentcolor"'
    space = f'<mspace width="{width:.3g}em" height="{height:.3g}em" depth="{depth:.3g}em"{ink}/>'
    return Change(found.start(), at, marks.put(f'<mpadded voffset="{lift:.3g}em">{space}</mpadded>' if lift else space))


def character(latex: str, found: re.Match[str], marks: Marks) -> Change:
    """The character of a number."""
    number = _CHARACTER.match(latex, found.end())
    code = (
        0 if number is None else int(number[1] or number[2] or number[3], 16 if number[1] else 8 if number[2] else 10)
    )
    if number is None or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF:
        raise FormulaError(rf"\{found['word']} needs the number of a character, such as {{x263A}}", found.start())
    return Change(found.start(), number.end(), marks.put(f"<mtext>{escape(chr(code))}</mtext>"))


def verbatim(latex: str, found: re.Match[str], marks: Marks) -> Change:
    """A text as it is written."""
    code = _VERB.match(latex, found.end())
    if code is None:
        raise FormulaError(r"\verb needs one sign before its text and the same behind it", found.start())
    return Change(found.start(), code.end(), marks.put(f"<mtext><code>{escape(code[2])}</code></mtext>"))


def bold_script(latex: str, found: re.Match[str], marks: Marks) -> Change | None:
    """A bold letter of the script alphabet, for which the library has no words; None for anything else."""
    letter = _SCRIPT.match(latex, found.end())
    if letter is None:
        return None
    sign = chr(0x1D4D0 + ord(letter[1] or letter[2] or letter[3]) - ord("A"))
    return Change(found.start(), letter.end(), marks.put(f"<mi>{sign}</mi>"))
