"""Inviting people to an edition, each by a personal link."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import translation

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.messages.mail import build_site_address
from fairlead.apps.messages.models import TO_COME, Message
from fairlead.apps.messages.words import OwnText, choose_reading
from fairlead.apps.people.models import Participation
from fairlead.apps.work.sentences import Sentences, say_count
from fairlead.ui.formats import format_days
from fairlead.ui.language_path import change_language

_SALT = "fairlead.apps.transfer.invitation"


def make_invitation_token(participation: Participation) -> str:
    """Return what stands for a person's invitation in a link: always the same."""
    return signing.Signer(salt=_SALT).sign(str(participation.pk))


def find_invited(edition: Edition, token: str) -> Participation | None:
    """Return who was invited by a token, None for one that is not ours or of another edition."""
    try:
        pk = int(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    invited = Participation.objects.select_related("person", "organisation")
    return invited.filter(edition=edition, pk=pk).first()


def invite(
    edition: Edition,
    people: QuerySet[Participation],
    *,
    again: str,
    tell: Callable[[str, str | Sentences, float | None], None],
) -> int:
    """Return how many invitations were written, held in the outbox.

    ``again`` is part of the occasion: the same people are not written to twice for one. Nor is
    somebody whose last invitation has not been mailed yet.
    """
    waiting = Message.objects.filter(
        edition=edition, person=OuterRef("person"), purpose="invitation", state__in=TO_COME
    )
    people = people.exclude(Exists(waiting))
    total = people.count()

    def draft() -> Iterator[Draft]:
        for number, one in enumerate(people.iterator(chunk_size=1000), 1):
            if number % 1000 == 0:
                tell(
                    "writing",
                    say_count("%(count)s written", "%(count)s written", number),
                    number / total,
                )
            language, texts = choose_reading(one.person.languages, edition.languages)
            path = reverse("public:invitation", args=(edition.code, make_invitation_token(one)))
            path = change_language(path, language, texts=texts)
            with translation.override(language):
                days = format_days(edition.first_day, edition.last_day)
            yield Draft(
                key=f"{one.pk}{again}",
                person=one.person,
                template="invitation",
                context={
                    "name": one.person.name,
                    "fair": edition.name,
                    "days": days,
                    "address": OwnText(build_site_address(path)),
                },
            )

    count = queue_messages(draft(), edition=edition, purpose="invitation", hold=True)
    tell("writing", say_count("%(count)s written", "%(count)s written", count), 1.0)
    return count
