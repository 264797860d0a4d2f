"""Who agreed to what, at an edition."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from fairlead.apps.consent.models import Consent, ConsentText
from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery


@dataclass(frozen=True, slots=True)
class ConsentQuestion:
    """A text that an edition asks now, and what somebody answered; None for nothing yet."""

    text: ConsentText
    given: bool | None = None

    @property
    def purpose(self) -> ConsentPurpose:
        """Return what it is for."""
        return ConsentPurpose(self.text.purpose)


def list_texts(edition: Edition) -> list[ConsentText]:
    """Return the texts that an edition asks now, in the order of the purposes; one query."""
    newest = {one.purpose: one for one in _NEWEST.read(edition=edition.pk)}
    return [
        newest[purpose]
        for purpose in ConsentPurpose.values
        if purpose in newest and not newest[purpose].withdrawn
    ]


def _build_newest() -> QuerySet[ConsentText]:
    rows = ConsentText.objects.filter(edition=Parameter("edition")).order_by("purpose", "-version")
    return rows.distinct("purpose")


_NEWEST = PreparedQuery(_build_newest)


def list_asked(edition: Edition, person_id: int | None) -> list[ConsentQuestion]:
    """Return what an edition asks a person now, each with the answer that counts."""
    texts = list_texts(edition)
    if not texts or person_id is None:
        return [ConsentQuestion(text) for text in texts]
    last: dict[str, tuple[bool, int]] = {}
    rows = Consent.objects.filter(person=person_id, text__edition=edition).order_by("id")
    for purpose, given, version in rows.values_list("text__purpose", "given", "text__version"):
        last[purpose] = (given, version)
    first = _find_first_versions(edition)
    return [
        ConsentQuestion(text, last[text.purpose][0])
        if text.purpose in last and last[text.purpose][1] >= first.get(text.purpose, 1)
        else ConsentQuestion(text)
        for text in texts
    ]


def list_consenting(edition: Edition, purpose: ConsentPurpose) -> QuerySet[Consent, int] | None:
    """Return the persons who agreed, as a query of their numbers; None where nobody is asked.

    Use it within another query: ``filter(person__in=...)``. It takes two small queries.
    """
    newest = (
        ConsentText.objects.filter(edition=edition, purpose=purpose).order_by("-version").first()
    )
    if newest is None or newest.withdrawn:
        return None
    first = _find_first_versions(edition).get(purpose, 1)
    answers = Consent.objects.filter(text__edition=edition, text__purpose=purpose)
    last = answers.order_by("person_id", "-id").distinct("person_id").values("pk")
    found = Consent.objects.filter(pk__in=last, given=True, text__version__gte=first)
    return found.values_list("person_id", flat=True)


def agrees(
    purpose: ConsentPurpose, *, edition: Combinable, person: str, or_unasked: bool = True
) -> Q:
    """Return the condition on rows that the person in a column agreed, or nobody is asked.

    The same as `list_consenting`, without its own query. Without ``or_unasked`` no row meets
    it where nobody is asked.
    """
    texts = ConsentText.objects.filter(edition=edition, purpose=purpose).order_by("-version")
    again = texts.filter(Q(asks_again=True) | Q(withdrawn=True)).values("version")
    first = Coalesce(Subquery(again[:1]), 1)
    answers = Consent.objects.filter(
        person=OuterRef(person), text__edition=edition, text__purpose=purpose
    ).order_by("-id")
    counts = ExpressionWrapper(
        Q(given=True) & GreaterThanOrEqual(F("text__version"), first), BooleanField()
    )
    unasked = Q(Coalesce(Subquery(texts.values("withdrawn")[:1]), True))
    agreed = Q(Coalesce(Subquery(answers.values(counts=counts)[:1]), False))
    return unasked | agreed if or_unasked else agreed & ~unasked


def _find_first_versions(edition: Edition) -> dict[str, int]:
    """Return from which version on an answer counts, by purpose: the last that asked again."""
    rows = ConsentText.objects.filter(Q(asks_again=True) | Q(withdrawn=True), edition=edition)
    return dict(rows.values_list("purpose").annotate(Max("version")).order_by())
