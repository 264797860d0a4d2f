"""What a practice says as plain values, and a practice that says them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Model

from fairlead.apps.cooperation.models import Project
from fairlead.apps.people.models import Organisation
from fairlead.apps.practices.models import Effect, Practice
from fairlead.folder.localized_text import LocalizedText

Values = dict[str, Any]
TEXTS = ("title", "problem", "solution")
EFFECT_TEXTS = ("measure", "unit", "measured_by")


def read_values(practice: Practice) -> Values:
    """Return what a practice says now, as JSON takes it."""
    return {
        **{name: dict(getattr(practice, name)) for name in TEXTS},
        "economy": practice.economy,
        "organisation": practice.organisation.code if practice.organisation else "",
        "project": practice.project.code if practice.project else "",
        "products": list(practice.products),
        "sectors": list(practice.sectors),
        "year": practice.year,
        "effects": [
            {
                **{name: dict(getattr(one, name)) for name in EFFECT_TEXTS},
                "before": one.before,
                "after": one.after,
                "measured_on": one.measured_on.isoformat() if one.measured_on else None,
            }
            for one in practice.effects.all()
        ],
    }


def put_values(practice: Practice, values: Values) -> None:
    """Let a practice say this, with its effects; the caller has locked its row."""
    for name in TEXTS:
        setattr(practice, name, LocalizedText(values[name]))
    practice.economy, practice.year = values["economy"], values["year"]
    practice.organisation = _find(Organisation, practice, values["organisation"])
    practice.project = _find(Project, practice, values["project"])
    practice.products, practice.sectors = values["products"], values["sectors"]
    practice.save()
    practice.effects.all().delete()
    Effect.objects.bulk_create(
        Effect(
            practice=practice,
            position=position,
            **{name: LocalizedText(one[name]) for name in EFFECT_TEXTS},
            before=one["before"],
            after=one["after"],
            measured_on=dt.date.fromisoformat(one["measured_on"]) if one["measured_on"] else None,
        )
        for position, one in enumerate(values["effects"], 1)
    )


def _find(model: type[Model], practice: Practice, code: str) -> Any:
    """Return the row of a code in the practice's edition; None when it is gone."""
    rows = model._default_manager.filter(edition=practice.edition_id, code=code)
    return rows.first() if code else None
