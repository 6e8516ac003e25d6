"""What was worked out before, kept on disk: safe to delete, and never believed without a check.

An entry is named by a digest of all that it depends on, so that it is found again only where
nothing of that has changed.
"""

from compliance_engine.cache.entries import Cache, cache_folder
from compliance_engine.cache.naming import digest_of, digest_of_files, digest_of_program
from compliance_engine.cache.packing import UnpackingError, packed, unpacked

__all__ = [
    "Cache",
    "UnpackingError",
    "cache_folder",
    "digest_of",
    "digest_of_files",
    "digest_of_program",
    "packed",
    "unpacked",
]
