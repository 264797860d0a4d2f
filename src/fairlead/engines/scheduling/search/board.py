"""A state behind one pointer, as compiled kernels take it."""

from __future__ import annotations

from typing import Any

from numba import types
from numba.experimental import structref

from fairlead.engines.scheduling.search import compiling
from fairlead.engines.scheduling.search.state import State


@structref.register
class _BoardType(types.StructRef):
    """The numba type of a `Board`: passed to kernels as one pointer, which compiles fast."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Keep the types of the fields as they are."""
        return tuple(
            (
                name,
                types.unliteral(kind),  # type: ignore[no-untyped-call]
            )
            for name, kind in fields
        )


class _Board(structref.StructRefProxy):
    """The arrays of a `State` behind one pointer."""

    # numba asks each argument for this and takes an interrupt meanwhile for "it has none". The
    # slot in which the proxy keeps its type cannot be interrupted, its property can.
    _numba_type_ = getattr(structref.StructRefProxy, "_type", structref.StructRefProxy._numba_type_)


structref.define_proxy(_Board, _BoardType, list(State._fields))  # type: ignore[no-untyped-call]


def _pack(state: Any) -> Any:
    return _Board(*state)  # type: ignore[no-untyped-call]


pack: Any = compiling.kernel(_pack)
"""Returns the board of a state, which holds the same arrays."""
