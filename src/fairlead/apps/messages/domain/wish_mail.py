"""Saying how one wants mail."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from fairlead.apps.messages.models import MailState, MailWish, Message, Wish
from fairlead.apps.messages.purposes import Purpose


def wish_mail(person: int, purpose: Purpose, wish: Wish) -> None:
    """Note how a person, given by its number, wants the mails of a purpose.

    Those that wait are left unsent where it wants none. What cannot be left stays as it is, and
    so does everything for a person who is no more.
    """
    if purpose.needed:
        return
    try:
        with transaction.atomic():
            MailWish.objects.update_or_create(
                person_id=person, purpose=purpose.name, defaults={"wish": wish}
            )
            if wish is Wish.NEVER:
                Message.objects.filter(
                    person_id=person,
                    purpose=purpose.name,
                    state__in=(MailState.QUEUED, MailState.HELD),
                ).update(state=MailState.UNWANTED)
            # A person who is no more is told apart here, not when the caller commits.
            with transaction.get_connection().cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        return
