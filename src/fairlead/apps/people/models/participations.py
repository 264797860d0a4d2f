"""Persons, who takes part in an edition as what, and when they are free."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.models import CodedModel, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models.directory import Organisation
from fairlead.apps.people.models.registration import ParticipationType


class Person(models.Model):
    """A human being, the same one over editions; one that was erased is a number without a name."""

    name = LocalizedTextField()
    country = models.CharField(max_length=3, blank=True, default="")
    languages = ArrayField(models.CharField(max_length=2), blank=True, default=list)
    email = models.CharField(max_length=500, blank=True, default="")
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Return the name."""
        return str(self.name)


class Role(models.TextChoices):
    """What the person is there as."""

    VISITOR = "visitor", _("visitor")
    BUYER = "buyer", _("buyer")
    EXHIBITOR = "exhibitor", _("exhibitor")
    SPEAKER = "speaker", _("speaker")
    DELEGATE = "delegate", _("delegate")
    PRESS = "press", _("press")
    ORGANISER = "organiser", _("organiser")


# Who is of an organisation's team: its staff and delegates. Who only wrote its name is not.
TEAM_ROLES = (Role.EXHIBITOR, Role.DELEGATE)


class ParticipationState(models.TextChoices):
    """How far a person has come in: only an approved participation takes part."""

    REGISTERED = "registered", _("registered")
    APPROVED = "approved", _("approved")
    WAITING = "waiting", _("waiting")
    REJECTED = "rejected", _("rejected")
    CANCELLED = "cancelled", _("cancelled")


# In these states a participation has a place of its type's quota.
WITH_PLACE = (ParticipationState.REGISTERED, ParticipationState.APPROVED)
# In these states a person takes no part any more.
GONE = (ParticipationState.REJECTED, ParticipationState.CANCELLED)


class Participation(CodedModel):
    """A person at an edition; a hidden person gets a list of people to meet and is on no list."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="participations", null=True, blank=True
    )
    # The first is what the person is there for above all; it is the role of the fair folder.
    roles = ArrayField(models.CharField(max_length=10, choices=Role))
    state = models.CharField(
        max_length=10,
        choices=ParticipationState,
        default=ParticipationState.APPROVED,
        db_default=ParticipationState.APPROVED,
    )
    type = models.ForeignKey(
        ParticipationType,
        on_delete=models.PROTECT,
        related_name="participations",
        null=True,
        blank=True,
    )
    registered_at = models.DateTimeField(db_default=Now())
    # Why it was decided as it was, for the person to read.
    reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    position = LocalizedTextField(blank=True)
    hidden = models.BooleanField(default=False, db_default=False)

    class Meta(CodedModel.Meta):
        """A person takes part in an edition once, in one role or more."""

        constraints = (
            *CodedModel.Meta.constraints,
            models.UniqueConstraint(fields=("edition", "person"), name="participation_person"),
            models.CheckConstraint(
                condition=Q(roles__contained_by=Role.values, roles__len__gte=1),
                name="participation_roles",
            ),
            require_one_of("state", ParticipationState, name="participation_state"),
        )


class Availability(models.Model):
    """A time a participant is free, by the fair's own clock.

    A participant with such rows is free only then; one without is always free.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="availability", db_index=False
    )
    date = models.DateField()
    start = models.TimeField()
    end = models.TimeField()

    class Meta:
        """Each once, and never ending before it starts."""

        constraints = (
            models.UniqueConstraint(
                fields=("participation", "date", "start", "end"), name="availability_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="availability_length"),
        )

    def __str__(self) -> str:
        """Return the day and the times."""
        return f"{self.date} {self.start}-{self.end}"
