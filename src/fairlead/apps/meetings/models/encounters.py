"""What happens at a meeting and after it: who came, what came of it, what is to be done."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_just_one, require_one_of, within
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models.requests import MeetingRequest
from fairlead.apps.people.models import Organisation, Participation
from fairlead.folder import bounds


class ReleaseBy(models.TextChoices):
    """Who says that somebody did not come."""

    HAND = "hand", _("the one who waits, or the organiser")
    ITSELF = "itself", _("the system, where one side waits and the other did not come")


class MeetingRules(models.Model):
    """How an edition deals with those who do not come, and how far its halls are apart."""

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, related_name="meeting_rules", primary_key=True
    )
    grace_minutes = models.PositiveSmallIntegerField(default=10, db_default=10)
    release_by = models.CharField(
        max_length=10, choices=ReleaseBy, default=ReleaseBy.HAND, db_default=ReleaseBy.HAND
    )
    hall_minutes = models.PositiveSmallIntegerField(default=5, db_default=5)

    class Meta:
        """Minutes of a day."""

        constraints = (
            require_one_of("release_by", ReleaseBy, name="meeting_rules_release_by"),
            within("grace_minutes", bounds.GRACE_MINUTES, name="meeting_rules_grace"),
            within("hall_minutes", bounds.GRACE_MINUTES, name="meeting_rules_hall"),
        )

    def __str__(self) -> str:
        """Return the grace time."""
        return f"{self.edition_id}: {self.grace_minutes} min"


class CheckIn(models.Model):
    """That somebody is at a meeting; it counts for the time at which the meeting then began."""

    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="check_ins")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=20)
    begins = models.DateTimeField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        """A person once at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("request", "participation", "begins"), name="check_in_once"
            ),
        )

    def __str__(self) -> str:
        """Return who is at what."""
        return f"{self.participation_id} at {self.request_id}"


class NoShow(models.Model):
    """That a side did not come to a meeting, whose time was given up for others then."""

    request = models.OneToOneField(
        MeetingRequest, on_delete=models.CASCADE, related_name="no_show", primary_key=True
    )
    absent = ArrayField(models.BigIntegerField())
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    by = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(db_default=Now())

    @property
    def was_over(self) -> bool:
        """Return whether the time was over when it was noted: it goes to nobody."""
        return self.ends <= self.at

    def __str__(self) -> str:
        """Return the request."""
        return str(self.request_id)


class FreedTime(models.Model):
    """A time that somebody has no more use for, until the waiting list was asked."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    people = ArrayField(models.BigIntegerField())
    absent = ArrayField(models.BigIntegerField(), default=list)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        """Return when it begins."""
        return f"{self.begins}"


class OwnRecord(models.Model):
    """Something that one side of a request keeps: a firm, or a person who came for none."""

    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )

    class Meta:
        """Without a table."""

        abstract = True


class PrivateNote(OwnRecord):
    """What a side notes of a meeting for itself; it goes to nobody else and into no export."""

    text = models.TextField(max_length=bounds.MESSAGE_LENGTH)
    noted_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One of a side."""

        constraints = (
            require_just_one("organisation", "participation", name="private_note_of"),
            models.UniqueConstraint(
                fields=("request", "organisation"),
                condition=Q(organisation__isnull=False),
                name="private_note_of_firm",
            ),
            models.UniqueConstraint(
                fields=("request", "participation"),
                condition=Q(participation__isnull=False),
                name="private_note_of_person",
            ),
        )

    def __str__(self) -> str:
        """Return whose it is, and not what it says."""
        return f"{self.request_id}"


class Interest(models.TextChoices):
    """How much a side wants to go on."""

    NONE = "none", _("none")
    SOME = "some", _("some")
    STRONG = "strong", _("strong")


class NextStep(models.TextChoices):
    """What a side means to do next."""

    NOTHING = "nothing", _("nothing")
    INFORMATION = "information", _("send information")
    OFFER = "offer", _("make an offer")
    SAMPLE = "sample", _("send a sample")
    VISIT = "visit", _("visit the works")
    MEET_AGAIN = "meet_again", _("meet again")
    CONTRACT = "contract", _("prepare a contract")
    PROJECT = "project", _("start a project together")


class Outcome(OwnRecord):
    """What a side says came of a meeting; the organiser adds them up, the other side sees none."""

    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="outcomes")
    interest = models.CharField(max_length=10, choices=Interest)
    next_step = models.CharField(max_length=20, choices=NextStep, default=NextStep.NOTHING)
    value = models.DecimalField(max_digits=23, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    by = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    said_at = models.DateTimeField(db_default=Now())

    class Meta:
        """One of a side; a value has its currency."""

        constraints = (
            require_just_one("organisation", "participation", name="outcome_of"),
            models.UniqueConstraint(
                fields=("request", "organisation"),
                condition=Q(organisation__isnull=False),
                name="outcome_of_firm",
            ),
            models.UniqueConstraint(
                fields=("request", "participation"),
                condition=Q(participation__isnull=False),
                name="outcome_of_person",
            ),
            require_one_of("interest", Interest, name="outcome_interest"),
            require_one_of("next_step", NextStep, name="outcome_next_step"),
            within("value", bounds.MONEY, name="outcome_value"),
            models.CheckConstraint(
                condition=Q(value__isnull=True, currency="")
                | (Q(value__isnull=False) & Q(currency__regex=r"^[A-Z]{3}$")),
                name="outcome_currency",
            ),
        )

    def __str__(self) -> str:
        """Return the interest."""
        return f"{self.request_id}: {self.interest}"


class FollowUp(models.Model):
    """Something that somebody means to do after a meeting, by a day."""

    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="follow_ups")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="follow_ups"
    )
    text = models.CharField(max_length=bounds.TEXT_LENGTH)
    day = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Those of a person by their day."""

        ordering = ("day", "id")
        indexes = (
            models.Index(
                fields=("day",),
                condition=Q(done_at__isnull=True, reminded_at__isnull=True),
                name="follow_up_due",
            ),
        )

    def __str__(self) -> str:
        """Return what is to be done."""
        return self.text


class StartedKind(models.TextChoices):
    """What two who met begin together."""

    PROJECT = "project", _("project")
    CONSORTIUM = "consortium", _("consortium")


class Started(models.Model):
    """That the parties of a meeting want to begin something; ``code`` names it once it exists."""

    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="started")
    kind = models.CharField(max_length=10, choices=StartedKind)
    code = models.CharField(max_length=bounds.CODE_LENGTH, blank=True, default="")
    by = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        """One of a kind from a meeting."""

        constraints = (
            models.UniqueConstraint(fields=("request", "kind"), name="started_once"),
            require_one_of("kind", StartedKind, name="started_kind"),
        )

    def __str__(self) -> str:
        """Return the kind and the code."""
        return f"{self.kind} {self.code}"
