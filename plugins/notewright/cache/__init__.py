"""Everything derived has a key, the digest of what it was made from: same key, same bytes."""

from notewright.cache.key import digest
from notewright.cache.store import Store

__all__ = ["Store", "digest"]
