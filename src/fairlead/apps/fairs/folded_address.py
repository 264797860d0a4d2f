"""E-mail addresses compared by the database as `fold_address` compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Func, Lookup

if TYPE_CHECKING:
    _OfText = Lookup[str]
else:
    _OfText = Lookup

_FOLD = 'lower((%s)::text COLLATE "C")'


class FoldAddress(Func):
    """An address folded: the letters A to Z alone, whatever the locale of the database."""

    template = _FOLD % "%(expressions)s"
    output_field = CharField()


@CharField.register_lookup
class IsAddress(_OfText):
    """``filter(email__address=typed)``: the same address, however it is capitalised."""

    lookup_name = "address"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Return the comparison of both sides folded."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{_FOLD % left} = {_FOLD % right}", [*left_values, *right_values]
