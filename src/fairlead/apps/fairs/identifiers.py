"""The ids of an edition's rows by their codes."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
from django.db.models import Model

from fairlead.apps.fairs.copy_rows import Column, refer
from fairlead.apps.fairs.models import Edition


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Codes and ids, place by place."""

    codes: pa.Array
    ids: pa.Array

    @classmethod
    def of(cls, model: type[Model], edition: Edition) -> Identifiers:
        """Return those of all rows of a coded model in an edition; one query."""
        rows = list(model._default_manager.filter(edition=edition).values_list("code", "pk"))
        return cls(
            pa.array([code for code, _ in rows], pa.string()),
            pa.array([pk for _, pk in rows], pa.int64()),
        )

    def find(self, codes: Column) -> pa.Array:
        """Return the id of each code, null for null; raises ValueError for an unknown code."""
        return refer(codes, self.codes, self.ids)
