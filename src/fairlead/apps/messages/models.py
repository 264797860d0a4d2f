"""Messages to people: each is a notification inside the site, and mailed where it can be."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.folded_address import FoldAddress
from fairlead.apps.fairs.models import Edition


class MailState(models.TextChoices):
    """Where the mail of a message stands."""

    HELD = "held", _("held for you to send")
    QUEUED = "queued", pgettext_lazy("queue", "waiting")
    SENDING = "sending", _("being handed over")
    DOUBTFUL = "doubtful", _("may have arrived")
    SENT = "sent", _("sent")
    GATHERED = "gathered", _("sent in a digest")
    FAILED = "failed", _("not delivered")
    UNWANTED = "unwanted", _("not wanted by mail")
    NO_ADDRESS = "no_address", _("no address")
    CANCELLED = "cancelled", _("cancelled")


# How what is noted of messages begins that wait because the mail server takes no mail.
SERVER_AWAY = "the mail server takes no mail"
TO_COME = (MailState.HELD, MailState.QUEUED)


class Message(models.Model):
    """A message to a person, worded in its language when it was queued.

    One of a purpose and key exists once for a person: a second is the first. ``address`` is set
    only for a message to somebody who is no person yet. ``due_at`` is when its mail is to be
    tried next, and ``attempts`` how often it was.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="+", null=True, blank=True, db_index=False
    )
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.CASCADE,
        related_name="messages",
        null=True,
        blank=True,
        db_index=False,
    )
    address = models.CharField(max_length=254, blank=True, default="")
    purpose = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=35)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    link = models.CharField(max_length=500, blank=True, default="")
    # What a calendar is to do, as iCalendar (RFC 5545) whose METHOD is in its own text.
    calendar = models.TextField(blank=True, default="", db_default="")
    state = models.CharField(max_length=10, choices=MailState, default=MailState.QUEUED)
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True, default="")
    queued_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Once for a purpose, a person and a key; to a person or to an address."""

        constraints = (
            models.UniqueConstraint(
                fields=("person", "purpose", "key"),
                condition=Q(person__isnull=False),
                name="message_once",
            ),
            models.UniqueConstraint(
                FoldAddress("address"),
                F("purpose"),
                F("key"),
                condition=Q(person__isnull=True),
                name="message_once_to_address",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ ~Q(address=""), name="message_to_somebody"
            ),
            require_one_of("state", MailState, name="message_state"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~Q(state__in=("sent", "gathered")),
                name="message_sent_at",
            ),
        )
        indexes = (
            models.Index(fields=("due_at", "id"), condition=Q(state="queued"), name="message_due"),
            models.Index(fields=("due_at",), condition=Q(state="sending"), name="message_sending"),
            models.Index(fields=("person", "-queued_at"), name="message_of_person"),
            models.Index(fields=("edition", "purpose", "state"), name="message_of_edition"),
        )

    def __str__(self) -> str:
        """Return the subject."""
        return self.subject


class Wish(models.TextChoices):
    """How a person wants the messages of a purpose by mail."""

    EACH = "each", _("each at once")
    DAILY = "daily", _("once a day, together")
    NEVER = "never", _("not by mail")


class MailWish(models.Model):
    """How a person wants the messages of a purpose by mail, where it said so."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="mail_wishes"
    )
    purpose = models.CharField(max_length=30)
    wish = models.CharField(max_length=10, choices=Wish)
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One wish for a purpose."""

        constraints = (
            models.UniqueConstraint(fields=("person", "purpose"), name="mail_wish_once"),
            require_one_of("wish", Wish, name="mail_wish"),
        )

    def __str__(self) -> str:
        """Return the purpose and the wish."""
        return f"{self.purpose}: {self.wish}"


class BouncedAddress(models.Model):
    """An address that a mail server refused for good; nothing is mailed there any more."""

    address = models.CharField(max_length=254)
    said = models.CharField(max_length=500, blank=True, default="")
    bounced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each address once, compared without case."""

        constraints = (models.UniqueConstraint(FoldAddress("address"), name="bounced_address"),)

    def __str__(self) -> str:
        """Return the address."""
        return self.address


class MailRules(models.Model):
    """How an edition's messages are mailed: by whom, and when not; by the fair's own clock."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="mail_rules")
    sender_name = models.CharField(max_length=100, blank=True, default="")
    reply_to = models.EmailField(max_length=254, blank=True, default="")
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    digest_at = models.TimeField(null=True, blank=True)

    class Meta:
        """Quiet hours begin and end."""

        constraints = (
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="mail_rules_quiet_hours",
            ),
        )

    def __str__(self) -> str:
        """Return the edition's code."""
        return str(self.edition_id)
