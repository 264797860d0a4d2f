"""An interest in an offer or a need, and what the two wrote to one another."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.trade.models import Need, Offer
from fairlead.folder import bounds


class ConversationState(models.TextChoices):
    """Whether the interest was accepted: contact details are seen after that and not before."""

    ASKED = "asked", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    BLOCKED = "blocked", _("blocked")


class Conversation(models.Model):
    """What somebody wrote to the owner of an offer or a need, and how it went on.

    ``asker`` is who is interested. The other side is the ``owner``, an organisation: its people
    at the edition; or, where a whole economy needs something and no delegation of it posted that,
    the delegates of that ``economy``. ``title`` stays when the entry is gone. ``answered_by`` is
    who of the owner's accepted or declined.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    code = models.CharField(max_length=20)
    asker = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="conversations")
    owner = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="conversations", null=True, blank=True
    )
    economy = models.CharField(max_length=3, blank=True, default="")
    offer = models.ForeignKey(
        Offer, on_delete=models.SET_NULL, related_name="conversations", null=True, blank=True
    )
    need = models.ForeignKey(
        Need, on_delete=models.SET_NULL, related_name="conversations", null=True, blank=True
    )
    about = models.CharField(max_length=80)
    title = LocalizedTextField()
    state = models.CharField(
        max_length=10, choices=ConversationState, default=ConversationState.ASKED
    )
    answered_by = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    begun_at = models.DateTimeField(db_default=Now())
    last_at = models.DateTimeField(db_default=Now())

    class Meta:
        """One of somebody about an entry; with an organisation or with an economy."""

        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="conversation_code"),
            models.UniqueConstraint(fields=("asker", "about"), name="conversation_once"),
            require_one_of("state", ConversationState, name="conversation_state"),
            models.CheckConstraint(
                condition=Q(owner__isnull=False, economy="") | Q(owner=None, economy__gt=""),
                name="conversation_owner",
            ),
        )
        indexes = (models.Index(fields=("edition", "-last_at"), name="conversation_latest"),)

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class Letter(models.Model):
    """What somebody wrote in a conversation: text and nothing else."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="letters", db_index=False
    )
    author = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    of_asker = models.BooleanField()
    text = models.CharField(max_length=bounds.MESSAGE_LENGTH)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        """In the order of writing; never empty."""

        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=Q(text__gt=""), name="letter_says"),)
        indexes = (
            models.Index(fields=("conversation", "id"), name="letter_of_conversation"),
            models.Index(fields=("author", "at"), name="letter_of_author"),
        )

    def __str__(self) -> str:
        """Return when it was written."""
        return str(self.at)


class Reading(models.Model):
    """Up to which letter somebody has read a conversation."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="readings", db_index=False
    )
    reader = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    letter = models.BigIntegerField()

    class Meta:
        """One for a reader."""

        constraints = (
            models.UniqueConstraint(fields=("conversation", "reader"), name="reading_once"),
        )

    def __str__(self) -> str:
        """Return the letter's number."""
        return str(self.letter)
