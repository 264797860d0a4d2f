"""As what one may register for an edition, and what is asked: as every registration reads it."""

from __future__ import annotations

from django.db.models import QuerySet

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.people.models import ParticipationType, Question


def list_types(edition: Edition) -> list[ParticipationType]:
    """Return the types of an edition in the organiser's order, each with the edition; one query."""
    found = _TYPES.read(edition=edition.pk)
    for one in found:
        one.edition = edition
    return found


def list_questions(kind: ParticipationType) -> list[Question]:
    """Return what a type asks, in the organiser's order; one query, none of a type not kept."""
    return _QUESTIONS.read(kind=kind.pk) if kind.pk else []


def _build_types() -> QuerySet[ParticipationType]:
    return ParticipationType.objects.filter(edition=Parameter("edition"))


def _build_questions() -> QuerySet[Question]:
    return Question.objects.filter(type=Parameter("kind"))


_TYPES = PreparedQuery(_build_types)
_QUESTIONS = PreparedQuery(_build_questions)
