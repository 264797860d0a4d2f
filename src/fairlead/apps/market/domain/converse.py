"""Showing interest in something, which opens a conversation; and answering in it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils import timezone

from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.market.models import Conversation, ConversationState, Letter, Reading
from fairlead.apps.market.queries.sides import is_asker, is_seen_by, list_owners
from fairlead.apps.market.topics import Topic, name_topic
from fairlead.apps.meetings.models import Block
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.apps.trade.models import Need, Offer
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.forms.lengths import check_length

# Against who writes to everybody: interests that wait for an answer, those of a day, letters of
# an hour, and how many of an organisation are told of each.
MOST_WAITING, MOST_A_DAY, MOST_LETTERS, MOST_TOLD = 20, 10, 60, 50
# What joins and parts letters of Persian and of Indian scripts, and the parts of an emoji.
_JOINERS = "\u200c\u200d"


class TalkRule(StrEnum):
    """Why somebody cannot write."""

    NO_PART = "no_part"
    OWN = "own"
    NOT_SEEN = "not_seen"
    NOBODY = "nobody"
    ASKED = "asked"
    BLOCKED = "blocked"
    WAITING = "waiting"
    DAY = "day"
    HOUR = "hour"
    EMPTY = "empty"
    CLOSED = "closed"
    NOT_YET = "not_yet"


class CannotWrite(Exception):
    """Somebody cannot write; ``rule`` says why."""

    def __init__(self, rule: TalkRule) -> None:
        """Keep why."""
        super().__init__(str(rule))
        self.rule = rule


def find_hindrance(
    asker: Participation, entry: Offer | Need | Topic, *, now: dt.datetime | None = None
) -> TalkRule | None:
    """Return why somebody cannot write about something; None when nothing does; two queries."""
    topic = name_topic(entry)
    if asker.state != ParticipationState.APPROVED or asker.edition_id != topic.edition:
        return TalkRule.NO_PART
    if not topic.is_seen:
        return TalkRule.NOT_SEEN
    owners = list_owners(asker.edition_id, topic.owner, topic.economy)
    if topic.owner is not None and topic.owner == asker.organisation_id:
        return TalkRule.OWN
    staff = set(owners.values_list("pk", flat=True))
    if asker.pk in staff:
        return TalkRule.OWN
    if not staff:
        return TalkRule.NOBODY
    day = (now or timezone.now()) - dt.timedelta(days=1)
    mine = Conversation.objects.filter(asker=OuterRef("pk"))
    blocks = Block.objects.filter(by__in=staff, whom=OuterRef("pk"))
    found = Participation.objects.filter(pk=asker.pk).values_list(
        Exists(mine.filter(about=topic.about)),
        Exists(blocks),
        _count(mine.filter(state=ConversationState.ASKED)),
        _count(mine.filter(begun_at__gte=day)),
    )
    asked, blocked, waiting, begun = found.get()
    if asked:
        return TalkRule.ASKED
    if blocked:
        return TalkRule.BLOCKED
    if waiting >= MOST_WAITING:
        return TalkRule.WAITING
    return TalkRule.DAY if begun >= MOST_A_DAY else None


def _count(mine: QuerySet[Conversation]) -> Coalesce:
    """Return how many of somebody's conversations these are, as a column of that somebody."""
    counted = mine.order_by().values("asker").values(count=Count("*"))
    return Coalesce(Subquery(counted), Value(0))


def show_interest(
    asker: Participation, entry: Offer | Need | Topic, text: str, *, by: Doer
) -> Conversation:
    """Return the conversation that somebody's message about an entry, or else, opens.

    Those of the other side are told. Raises CannotWrite.
    """
    said = clean_text(text)
    if not said:
        raise CannotWrite(TalkRule.EMPTY)
    topic = name_topic(entry)
    try:
        with transaction.atomic():
            # Anyone who has two windows is counted once: the second waits here.
            Participation.objects.select_for_update(no_key=True).get(pk=asker.pk)
            rule = find_hindrance(asker, topic)
            if rule is not None:
                raise CannotWrite(rule)
            made = Conversation.objects.create(
                edition_id=asker.edition_id,
                code=draw_code("c"),
                asker=asker,
                owner_id=topic.owner,
                economy=topic.economy,
                offer=topic.offer,
                need=topic.need,
                about=topic.about,
                title=topic.title,
            )
            letter = _write(made, asker, said)
            _record("show_interest", made, by=by)
            _tell(made, letter, "asked")
    except IntegrityError as error:
        if "conversation_once" not in str(error):
            raise
        raise CannotWrite(TalkRule.ASKED) from error
    return made


def write_letter(one: Participation, conversation: Conversation, text: str, *, by: Doer) -> Letter:
    """Return what somebody writes in a conversation of theirs; the other side is told.

    Who asked writes on once the interest was accepted. Raises CannotWrite.
    """
    said = clean_text(text)
    if not said:
        raise CannotWrite(TalkRule.EMPTY)
    with transaction.atomic():
        Participation.objects.select_for_update(no_key=True).get(pk=one.pk)
        now = _lock(one, conversation)
        if now.state in (ConversationState.DECLINED, ConversationState.BLOCKED):
            raise CannotWrite(TalkRule.CLOSED)
        if now.state == ConversationState.ASKED:
            raise CannotWrite(TalkRule.NOT_YET)
        if is_asker(one, now) and _is_blocked(one, now):
            raise CannotWrite(TalkRule.BLOCKED)
        _check_hour(one)
        letter = _write(now, one, said)
        _tell(now, letter, "wrote")
        _record("write_letter", now, by=by)
    return letter


def answer_interest(
    one: Participation, conversation: Conversation, *, accept: bool, text: str = "", by: Doer
) -> None:
    """Accept somebody's interest, after which both write and see one another's address; or not.

    One that was declined can be accepted later. Raises CannotWrite for who asked themselves, and
    for a conversation that was ended.
    """
    said = clean_text(text)
    with transaction.atomic():
        Participation.objects.select_for_update(no_key=True).get(pk=one.pk)
        now = _lock(one, conversation)
        wanted = ConversationState.ACCEPTED if accept else ConversationState.DECLINED
        if is_asker(one, now) or now.state == ConversationState.BLOCKED:
            raise CannotWrite(TalkRule.CLOSED)
        if now.state == wanted:
            return
        if said:
            _check_hour(one)
        now.state, now.answered_by, now.last_at = wanted, one, Now()
        now.save(update_fields=["state", "answered_by", "last_at"])
        letter = _write(now, one, said) if said else None
        _record("accept_interest" if accept else "decline_interest", now, by=by)
        _tell(now, letter, "accepted" if accept else "declined")


def end_conversation(
    one: Participation, conversation: Conversation, *, block: bool, by: Doer
) -> None:
    """End a conversation for good; who was asked may let who asked write to none of theirs again.

    Nobody is told.
    """
    with transaction.atomic():
        now = _lock(one, conversation)
        now.state = ConversationState.BLOCKED
        now.save(update_fields=["state"])
        if block and not is_asker(one, now):
            Block.objects.get_or_create(edition_id=one.edition_id, by=one, whom=now.asker)
        _record("block" if block else "end_conversation", now, by=by)


def mark_read(one: Participation, conversation: Conversation, letter: int) -> None:
    """Note that somebody has read a conversation up to a letter of it."""
    newest = conversation.letters.filter(pk__lte=letter).order_by("-pk").first()
    if newest is None:
        return
    with transaction.atomic():
        held, made = Reading.objects.select_for_update().get_or_create(
            conversation=conversation, reader=one, defaults={"letter": newest.pk}
        )
        if not made and held.letter < newest.pk:
            held.letter = newest.pk
            held.save(update_fields=["letter"])


def clean_text(text: str) -> str:
    """Return what somebody wrote as plain lines: nothing invisible, no other direction.

    Raises TextTooLong.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = (
        "".join(char for char in line if char.isprintable() or char in _JOINERS) for line in lines
    )
    return check_length("\n".join(kept), bounds.MESSAGE_LENGTH)


def _is_blocked(asker: Participation, conversation: Conversation) -> bool:
    owners = list_owners(conversation.edition_id, conversation.owner_id, conversation.economy)
    return Block.objects.filter(by__in=owners.values("pk"), whom=asker).exists()


def _check_hour(one: Participation) -> None:
    """Refuse who wrote as much as one may in an hour; the caller has locked them."""
    hour = timezone.now() - dt.timedelta(hours=1)
    if Letter.objects.filter(author=one, at__gte=hour).count() >= MOST_LETTERS:
        raise CannotWrite(TalkRule.HOUR)


def _write(conversation: Conversation, author: Participation, text: str) -> Letter:
    letter = Letter.objects.create(
        conversation=conversation,
        author=author,
        of_asker=is_asker(author, conversation),
        text=text,
    )
    Conversation.objects.filter(pk=conversation.pk).update(last_at=Now())
    mark_read(author, conversation, letter.pk)
    return letter


def _lock(one: Participation, conversation: Conversation) -> Conversation:
    """Return the conversation, locked; raises CannotWrite for one of others."""
    rows = Conversation.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "asker__person", "asker__organisation", "owner", "edition"
    )
    found = rows.filter(is_seen_by(one), pk=conversation.pk).first()
    if found is None or one.state != ParticipationState.APPROVED:
        raise CannotWrite(TalkRule.NO_PART)
    return found


def _record(act: str, conversation: Conversation, *, by: Doer) -> None:
    """Write down that something was done; never what was written."""
    record_change(
        act,
        conversation,
        by=by,
        edition=conversation.edition,
        after={"about": conversation.about, "state": str(conversation.state)},
    )


def _tell(conversation: Conversation, letter: Letter | None, act: str) -> None:
    """Tell the other side: by name of who asked, and of the organisation that was asked."""
    by_asker = letter.of_asker if letter is not None else False
    if by_asker:
        people = list_owners(
            conversation.edition_id, conversation.owner_id, conversation.economy
        ).order_by("pk")[:MOST_TOLD]
        who = conversation.asker.person.name
    else:
        people = Participation.objects.filter(pk=conversation.asker_id)
        who = (
            conversation.owner.name
            if conversation.owner is not None
            else LocalizedText({"en": conversation.economy})
        )
    link = reverse("desk:conversation", args=(conversation.edition.code, conversation.code))
    firm = conversation.asker.organisation
    drafts = [
        Draft(
            key=f"{conversation.code}:{act}:{letter.pk if letter is not None else 0}",
            person=one.person,
            template="conversation",
            context={
                "act": act,
                "who": who,
                "firm": firm.name if by_asker and firm is not None else "",
                "title": conversation.title,
                "words": letter.text if letter is not None else "",
                "fair": conversation.edition.name,
            },
            link=link,
        )
        for one in people.select_related("person")
    ]
    queue_messages(drafts, edition=conversation.edition, purpose="conversation")
