"""NumPy, which is loaded when something is first asked of it: most projects have no table that is worth it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
else:

    class _Later:
        """Loads the library with the first name of it that somebody wants."""

        def __getattr__(self, name: str) -> object:
            import numpy  # noqa: ICN001

            found = getattr(numpy, name)
            setattr(self, name, found)
            return found

    np = _Later()

__all__ = ["np"]
