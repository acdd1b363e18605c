"""The domains that arguments are annotated with."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Real: TypeAlias = Annotated[float, "real"]
Positive: TypeAlias = Annotated[float, "positive"]
Nonnegative: TypeAlias = Annotated[float, "nonnegative"]
Nonzero: TypeAlias = Annotated[float, "nonzero"]
Unit: TypeAlias = Annotated[float, "unit"]
Binary: TypeAlias = Annotated[float, "binary"]
Reals: TypeAlias = Annotated[Array, "real[n]"]
Positives: TypeAlias = Annotated[Array, "positive[n]"]
Weights: TypeAlias = Annotated[Array, "nonnegative[n]"]
Table: TypeAlias = Annotated[Array, "real[n,d]"]
