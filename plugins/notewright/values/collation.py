"""The order of texts: as a dictionary has them, not by code point.

The order is that of the Unicode collation algorithm with the root tailoring: white space, punctuation, symbols,
currencies, digits, then letters by script; first letters alone, then accents, then case (lower before upper).
It is our own compact table and not a library: the pure-Python ones carry megabytes of weights of the untailored order,
which has the punctuation elsewhere, and take milliseconds a text. Exact for the Latin, Greek and Cyrillic scripts and
for common punctuation; the letters of other scripts come in the order of their code points.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TypeAlias

CollationKey: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]

_PUNCTUATION = (
    "\t\n\x0b\x0c\r\x85\u2028\u2029 _‿⁀⁔-‐‒–—―⁓〜〰゠・,、;⁏:!¡?¿‽.。·⁕⁖⁘⁙⁚⁛⁜⁝⁞'‹›\"«»()[]{}⁅⁆"
    "⌈⌉⌊⌋⧼⧽〈〉《》「」『』【】〔〕〖〗〘〙〚〛‖§¶⁋@*⁎⁑/\\&⁊#%‰‱†‡•‣‧⁃⁌⁍′‵〃〽‸※⁐⁁⁂`\u00b4^\u00af\u00a8\u00b8°©®"
)
_MATHEMATICAL = "+±÷×<=>¬|¦~"
_AFTER_SUM = 0x2211
_CURRENCY = "¤¢$£¥₠₡₢₣₤₥₦₧₨₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿"
_LATIN = (
    "aⱥɐɑɒbʙƀɓƃcȼƈɕdȸʣʥʤɖɗƌȡeɇǝəɛɘɚɜɝɞʚɤfʩƒgɡɢǥɠʛɣƣhʜƕɦɧʻʽiıɪɨɩjȷɉʝɟʄkƙʞlʪʫʟƚɫɬɭȴɮƛʎmɱnɴɲƞɳȵŋoɶɔɵɷȣpƥɸqȹʠɋĸrʀɍɹɺɻɼɽ"
    "ɾɿʁsʂȿʃƪʅʆtʨƾʧŧⱦƫƭʈȶʇuʉɥʮʯɯɰʊvʋʌwʍxyʏɏƴȝzƍƶȥʐʑɀʒƹƺʓþƿƻƨƽƅʔɂˀʼˮʾʕʿˁʡʢʖǀǁǂǃʗʘʬʭ"
)
_GREEK = "αβγδεϝͷϛζͱηθιϳκϗλμνξοπϻϟϙρϼσͼͻͽτυφχψωϡͳϸϣϥϧϩϫϭϯ"
_CYRILLIC = (
    "аәӕбвгғӻҕӷдԁђԃҙеєжԫҗзԅԑѕӡԇиҋіјкқӄҡҟҝԟԛлӆԯԓԡљԉԕмӎнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫтԏҭћуүұѹфхӽӿҳһԧѡѿѽѻцҵчԭҷӌҹҽҿџшщъ"
    "ыьҍѣѵэюяԙѥѧѫѩѭѯѱѳҩԝӏ"
)
_EXPANDED = {"æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ø": "o", "ґ": "г", "ς": "σ"}
_QUOTES = {"'": "‘’‚‛", '"': "“”„‟〝〞〟"}
_STRAIGHT = {curly: straight for straight, variants in _QUOTES.items() for curly in variants}
_ACCENTS = (
    "\u0332\u0313\u0314\u0301\u0300\u0306\u0302\u030c\u030a\u0342\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304"
)
_STROKE = _ACCENTS.index("\u0338") + 1
_IGNORED = {"Cc", "Cf"}

_DIGITS, _LETTERS, _OTHER_LETTERS = 0x0200_0000, 0x0210_0000, 0x0300_0000
_SYMBOLS, _MONEY = 0x0010_0000, 0x01F0_0000


def _weights() -> dict[str, int]:
    table = {character: index + 1 for index, character in enumerate(_PUNCTUATION)}
    after_sum = _SYMBOLS + _AFTER_SUM * 16
    table |= {character: after_sum + index + 1 for index, character in enumerate(_MATHEMATICAL)}
    table |= {character: _MONEY + index for index, character in enumerate(_CURRENCY)}
    table |= {character: _LETTERS + index for index, character in enumerate(_LATIN + _GREEK + _CYRILLIC)}
    return table


_WEIGHTS = _weights()


@lru_cache(maxsize=1 << 16)
def collation_key(text: str) -> CollationKey:
    """A key that sorts texts in dictionary order; equal keys are texts that the order does not tell apart."""
    primary: list[int] = []
    secondary: list[int] = []
    tertiary: list[int] = []
    for character in text if text.isascii() else unicodedata.normalize("NFD", text):
        weights, mark, case = _element(character)
        primary += weights
        if weights:
            secondary += [0] * len(weights)
            tertiary += [case] * len(weights)
        if mark:
            secondary.append(mark)
            tertiary.append(0)
    return tuple(primary), tuple(secondary), tuple(tertiary)


def compare_texts(left: str, right: str) -> int:
    """-1, 0 or 1."""
    if left == right:
        return 0
    first, second = collation_key(left), collation_key(right)
    return (first > second) - (first < second)


@lru_cache(maxsize=4096)
def _element(character: str) -> tuple[tuple[int, ...], int, int]:
    """The weights of a character, the accent it adds, and its case: 0 lower, 1 other form, 2 upper."""
    if unicodedata.combining(character):
        rank = _ACCENTS.find(character)
        return (), rank + 1 if rank >= 0 else ord(character), 0
    if character in _STRAIGHT:
        return (_WEIGHTS[_STRAIGHT[character]],), ord(character), 0
    lower = character.lower()
    case = 2 if lower != character else 0
    if len(lower) == 1 and lower in _EXPANDED:
        weights = tuple(_primary(part) for part in _EXPANDED[lower])
        return (weights, 0, 1) if lower == "ς" else (weights, _STROKE, case)
    if character in _WEIGHTS:
        return (_WEIGHTS[character],), 0, 0
    plain = unicodedata.normalize("NFKD", lower)
    if plain != lower:
        parts = [_element(part) for part in plain]
        return tuple(weight for weights, _, _ in parts for weight in weights), 0, max(case, 1)
    weight = _primary(lower)
    return ((weight,) if weight else ()), 0, case or int("\u30a1" <= character <= "\u30f6")


def _primary(character: str) -> int:
    if character in _WEIGHTS:
        return _WEIGHTS[character]
    category = unicodedata.category(character)
    if category in _IGNORED:
        return 0
    if category == "Nd":
        return _DIGITS + unicodedata.digit(character)
    code = ord(character)
    if category[0] in "LNM" or category in ("Cn", "Co", "Cs"):
        # Katakana beside the Hiragana of the same sound.
        return _OTHER_LETTERS + (code - 0x60 if 0x30A1 <= code <= 0x30F6 else code)
    return _SYMBOLS + code * 16
