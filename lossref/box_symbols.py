r"""What the letters in the formulas of box losses stand for, as a `verify:` comment says it.

The box $a$ has the edges $a_1 = x_1$, $a_2 = y_1$, $a_3 = x_2$ and $a_4 = y_2$, and so has the target $b$; a letter
with the index $k$ is the derivative by $a_k$ of what the letter alone stands for.
"""

from __future__ import annotations

INTERSECTION = (
    r"w = \max(0, \min(a_3, b_3) - \max(a_1, b_1)), h = \max(0, \min(a_4, b_4) - \max(a_2, b_2)), I = w h, "
    r"U = (a_3 - a_1) (a_4 - a_2) + (b_3 - b_1) (b_4 - b_2) - I"
)

INTERSECTION_SLOPE = (
    r"I_k = \begin{cases} -\mathbb{1}[b_1 < a_1 < b_3] h & k = 1 \\ -\mathbb{1}[b_2 < a_2 < b_4] w & k = 2 \\ "
    r"\mathbb{1}[b_1 < a_3 < b_3] h & k = 3 \\ \mathbb{1}[b_2 < a_4 < b_4] w & k = 4 \end{cases}, "
    r"A_k = \begin{cases} a_2 - a_4 & k = 1 \\ a_1 - a_3 & k = 2 \\ a_4 - a_2 & k = 3 \\ a_3 - a_1 & k = 4 "
    r"\end{cases}, U_k = A_k - I_k"
)

_ENCLOSING_SIZES = r"p = \max(a_3, b_3) - \min(a_1, b_1), q = \max(a_4, b_4) - \min(a_2, b_2)"

ENCLOSURE = rf"{_ENCLOSING_SIZES}, C = p q"

ENCLOSURE_SLOPE = (
    r"C_k = \begin{cases} -\mathbb{1}[a_1 < b_1] q & k = 1 \\ -\mathbb{1}[a_2 < b_2] p & k = 2 \\ "
    r"\mathbb{1}[a_3 > b_3] q & k = 3 \\ \mathbb{1}[a_4 > b_4] p & k = 4 \end{cases}"
)

CENTRES = (
    rf"{_ENCLOSING_SIZES}, D = p^2 + q^2, s = \frac{{1}}{{2}} (a_1 + a_3 - b_1 - b_3), "
    r"t = \frac{1}{2} (a_2 + a_4 - b_2 - b_4), R = s^2 + t^2"
)

CENTRES_SLOPE = (
    r"R_k = \begin{cases} s & k = 1 \\ t & k = 2 \\ s & k = 3 \\ t & k = 4 \end{cases}, "
    r"D_k = \begin{cases} -2 \cdot \mathbb{1}[a_1 < b_1] p & k = 1 \\ -2 \cdot \mathbb{1}[a_2 < b_2] q & k = 2 \\ "
    r"2 \cdot \mathbb{1}[a_3 > b_3] p & k = 3 \\ 2 \cdot \mathbb{1}[a_4 > b_4] q & k = 4 \end{cases}"
)

SHAPES = (
    r"f = \arctan \frac{b_3 - b_1}{b_4 - b_2} - \arctan \frac{a_3 - a_1}{a_4 - a_2}, v = \frac{4}{\pi^2} f^2, "
    r"\alpha = \frac{v}{1 - \frac{I}{U} + v}"
)

SHAPES_SLOPE = (
    r"g = \frac{8 f}{\pi^2 ((a_3 - a_1)^2 + (a_4 - a_2)^2)}, "
    r"v_k = \begin{cases} g (a_4 - a_2) & k = 1 \\ -g (a_3 - a_1) & k = 2 \\ -g (a_4 - a_2) & k = 3 \\ "
    r"g (a_3 - a_1) & k = 4 \end{cases}"
)
