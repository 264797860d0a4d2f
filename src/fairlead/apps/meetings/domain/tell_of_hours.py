"""Telling people that the times at which they have meetings follow what somebody else set."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import WordedMessage, queue_worded
from fairlead.apps.messages.words import Reading, choose_reading, word_message
from fairlead.apps.people.models import Change, Person
from fairlead.folder.localized_text import LocalizedText


def tell_of_hours(
    edition: Edition, people: Collection[int], *, name: LocalizedText, of: str, change: Change
) -> int:
    """Return how many people, by their participations, were told that their times are others.

    ``name`` is that of the type of participation or the delegation, ``of``, whose days or stay
    have changed by a ``change``.
    """
    speakers = Person.objects.filter(participations__in=list(people)).order_by("pk")

    @cache
    def say(reading: Reading) -> tuple[str, str]:
        return word_message(
            language=reading.site,
            texts=reading.texts,
            declared=edition.languages,
            template="hours_follow",
            context={"fair": edition.name, "name": name, "of": of},
        )

    def word() -> Iterator[WordedMessage]:
        for person, languages in speakers.values_list("pk", "languages"):
            reading = choose_reading(languages, edition.languages)
            yield WordedMessage(person, reading, *say(reading))

    return queue_worded(
        word(),
        edition=edition,
        purpose="meeting",
        key=f"hours:{of}:{change.pk}",
        link=f"/{edition.code}/desk/availability/",
    )
