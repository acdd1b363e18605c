"""Formulas: shown as MathML, and compared with the functions they claim to describe.

Importing this package and computing keys loads no NumPy; only a verification does.
"""

from notewright.formulas.binding import Binding, OptOut, parse_binding
from notewright.formulas.error import FormulaError
from notewright.formulas.key import verdict_key
from notewright.formulas.mathml import to_mathml
from notewright.formulas.verdict import Counterexample, Formula, Verdict
from notewright.formulas.verify import verify

__all__ = [
    "Binding",
    "Counterexample",
    "Formula",
    "FormulaError",
    "OptOut",
    "Verdict",
    "parse_binding",
    "to_mathml",
    "verdict_key",
    "verify",
]
