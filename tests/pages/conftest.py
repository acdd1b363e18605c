"""What the tests of this folder share: the strategies for notes."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "vault"))
