"""A place in a file, and what is wrong there."""

from notewright.text.diagnostic import Diagnostic, Severity
from notewright.text.source import Position, Source, Span, span_of

__all__ = ["Diagnostic", "Position", "Severity", "Source", "Span", "span_of"]
