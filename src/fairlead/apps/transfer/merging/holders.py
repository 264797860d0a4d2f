"""What refers to rows of an edition and is no part of them, nor of the folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from fairlead.apps.congress.models import Session
from fairlead.apps.consortia.models import Consortium
from fairlead.apps.cooperation.models import Entry, Project
from fairlead.apps.exhibition.models import Exhibitor, Exposition, Hall, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import MeetingRequest
from fairlead.apps.people.models import (
    AnswerGiven,
    Organisation,
    Participation,
    ParticipationType,
    Person,
)
from fairlead.apps.trade.models import Need, Offer, Product
from fairlead.apps.transfer.gathering.registration import number_questions

FILES: dict[str, type[models.Model]] = {
    "halls": Hall,
    "products": Product,
    "expositions": Exposition,
    "stands": Stand,
    "participation_types": ParticipationType,
    "organisations": Organisation,
    "people": Participation,
    "offers": Offer,
    "needs": Need,
    "requests": MeetingRequest,
    "sessions": Session,
    "projects": Project,
}
"""The rows of each file that have codes, in the order of reference."""

# Files whose rows are recorded: a merge adds to them and takes nothing away.
RECORDED_TABLES = (
    "headlines", "headline_rows", "need_figures", "agreements", "sign_offs", "appraisals",
    "screening_decisions", "check_ins", "no_shows", "live_changes", "arrivals", "months",
    "month_figures", "month_differences", "consent_texts", "consents",
)  # fmt: skip

# What the folder says with a row, or the database makes of it: the merge looks after it itself.
_PARTS = frozenset(
    (
        "attendance.Seat",
        "congress.Room",
        "congress.Speaker",
        "cooperation.Approver",
        "cooperation.Headline",
        "cooperation.HeadlineRow",
        "cooperation.Partner",
        "cooperation.Share",
        "cooperation.Tie",
        "exhibition.Exhibitor",
        "consortia.Consortium",
        "consortia.Interest",
        "consortia.Member",
        "consortia.Signatory",
        "consortia.Signing",
        "delegations.Delegate",
        "delegations.Delegation",
        "delegations.Interpreter",
        "delegations.InterpreterBooking",
        "delegations.VisitItem",
        "meetings.Block",
        "meetings.CheckIn",
        "meetings.FollowUp",
        "meetings.NoShow",
        "meetings.Outcome",
        "meetings.PersonLimit",
        "meetings.Started",
        "people.AnswerGiven",
        "people.Availability",
        "people.Mark",
        "people.PassQuota",
        "people.Person",
        "people.Question",
        "practices.Effect",
        "practices.Practice",
        "standing_search.ProposedNeed",
        "standing_search.ToldMaker",
        "trade.CatalogueEntry",
        "trade.NeedEntry",
        "trade.NeedFigures",
        "trade.OfferEntry",
        "trade.Picture",
        "trade.StandShare",
        *(model._meta.label for model in FILES.values()),
    )
)
# What engines found of a row, or people said of it, and is nothing without it.
_FOUND = frozenset(
    (
        "attendance.Arrival",
        "attendance.FloorQuestion",
        "attendance.QuestionVote",
        "attendance.SeatCount",
        "attendance.SessionRecord",
        "congress.LiveChange",
        "congress.PlannedSpeaker",
        "cooperation.Choice",
        "meetings.Adjustment",
        "meetings.Booking",
        "meetings.FollowedSession",
        "meetings.RequestEvent",
        "meetings.RequestParty",
        "meetings.Unheld",
        "meetings.Visit",
        "trade.MakerGroup",
        "trade.MakerList",
        "trade.MatchList",
        "trade.Proposal",
        "trade.ShownList",
        "trade.Standing",
    )
)

Relation = models.ForeignKey[Any, Any]


def list_relations(model: type[models.Model]) -> Iterator[Relation]:
    """Yield what may refer to rows of a model and is no part of them."""
    targets = {model, Exhibitor} if model is Organisation else {model}
    for other in apps.get_models():
        for field in other._meta.concrete_fields:
            if (
                isinstance(field, models.ForeignKey)
                and field.related_model in targets
                and other._meta.label not in _PARTS
            ):
                yield field


def is_found_by_engines(relation: Relation) -> bool:
    """Return whether what refers to a row is only what engines found of it."""
    return relation.model._meta.label in _FOUND


def find_holders_in(
    edition: Edition,
) -> Callable[[Mapping[str, Collection[str]]], dict[str, dict[str, str]]]:
    """Return what says of an edition's rows, by file and code, what holds them."""

    def find(going: Mapping[str, Collection[str]]) -> dict[str, dict[str, str]]:
        held = {
            name: dict(_find_holders(edition, FILES[name], codes))
            for name, codes in going.items()
            if name in FILES
        }
        for name in RECORDED_TABLES:
            if name in going:
                held[name] = dict.fromkeys(going[name], "recorded, and stays")
        if "questions" in going:
            numbered = number_questions(edition)
            answered = AnswerGiven.objects.filter(question__in=numbered).values_list("question")
            keys = {"{} {}".format(*numbered[pk]) for (pk,) in answered.distinct()}
            held["questions"] = dict.fromkeys(keys & set(going["questions"]), "it was answered")
        if "consortia" in going:
            talked = Consortium.objects.filter(
                Q(notes__isnull=False) | Q(files__isnull=False),
                edition=edition,
                code__in=going["consortia"],
            )
            codes = talked.values_list("code", flat=True)
            held["consortia"] = dict.fromkeys(codes, "its members have talked in it")
        return held

    return find


def _find_holders(
    edition: Edition, model: type[models.Model], codes: Collection[str]
) -> Iterator[tuple[str, str]]:
    rows = model._default_manager.filter(edition=edition, code__in=codes)
    known = dict(rows.values_list("pk", "code"))
    yield from _find_referring(model, known)
    if model is Participation:
        yield from _find_referring(Person, dict(rows.values_list("person", "code")))


def _find_referring(
    model: type[models.Model], known: Mapping[Any, str]
) -> Iterator[tuple[str, str]]:
    for relation in list_relations(model):
        if is_found_by_engines(relation):
            continue
        named = relation.model._meta.verbose_name
        found = relation.model._base_manager.filter(**{f"{relation.name}__in": list(known)})
        if relation.model is Entry:
            found = found.exclude(person="")  # what loads recorded holds nothing
        for row in found.values_list(relation.attname, flat=True).distinct():
            yield known[row], f"needed by {named}"
