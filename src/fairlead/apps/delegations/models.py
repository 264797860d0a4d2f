"""Delegations, who is in them, their interpreters, and what their visit holds."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.congress.models import Session
from fairlead.apps.exhibition.models import Exhibitor, Exposition
from fairlead.apps.fairs.constraints import require_one_of, within
from fairlead.apps.fairs.models import CodedModel, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation, Participation
from fairlead.folder import bounds


class DelegationKind(models.TextChoices):
    """Of what the delegation is."""

    ECONOMY = "economy", _("of an economy")
    REGION = "region", _("of a region")
    BODY = "body", _("of a body")


class Delegation(CodedModel):
    """A delegation of an economy, of a region of it, or of one of its bodies, at an edition.

    ``position`` is its place in the order of protocol, ``language`` that of its briefing.
    ``taken`` counts its delegates: the database keeps it, and within the quota.
    """

    name = LocalizedTextField()
    kind = models.CharField(max_length=10, choices=DelegationKind, default=DelegationKind.ECONOMY)
    economy = models.CharField(max_length=3)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    exposition = models.ForeignKey(
        Exposition, on_delete=models.SET_NULL, related_name="delegations", null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=1)
    quota = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    arrives_at = models.DateTimeField(null=True, blank=True)
    leaves_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=bounds.LANGUAGE_TAG_LENGTH, blank=True, default="")

    class Meta(CodedModel.Meta):
        """Never more delegates than the quota; nobody leaves before arriving."""

        ordering = ("position", "code")
        constraints = (
            *CodedModel.Meta.constraints,
            require_one_of("kind", DelegationKind, name="delegation_kind"),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(taken__lte=F("quota")), name="delegation_quota"
            ),
            models.CheckConstraint(
                condition=Q(arrives_at__isnull=True)
                | Q(leaves_at__isnull=True)
                | Q(leaves_at__gt=F("arrives_at")),
                name="delegation_stay",
            ),
            within("position", bounds.PLACE, name="delegation_position"),
            within("quota", bounds.QUOTA, name="delegation_quota_bound"),
        )


class Office(models.TextChoices):
    """What somebody is in the delegation."""

    HEAD = "head", _("head")
    FOCAL = "focal", _("focal point")
    DELEGATE = "delegate", _("delegate")


LEADS = (Office.HEAD, Office.FOCAL)


class Delegate(models.Model):
    """A participant in a delegation, with a place in its order of protocol."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="delegates", db_index=False
    )
    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="delegate"
    )
    office = models.CharField(max_length=10, choices=Office, default=Office.DELEGATE)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        """One delegation for a participant, one head for a delegation."""

        ordering = ("position", "pk")
        constraints = (
            require_one_of("office", Office, name="delegate_office"),
            within("position", bounds.PLACE, name="delegate_position"),
            models.UniqueConstraint(
                fields=("delegation",), condition=Q(office="head"), name="delegate_one_head"
            ),
        )
        indexes = (models.Index(fields=("delegation", "position"), name="delegate_order"),)

    def __str__(self) -> str:
        """Return the participant's id and the office."""
        return f"{self.participation_id} {self.office}"


class Interpreter(CodedModel):
    """Somebody who interprets, and between which languages."""

    name = LocalizedTextField()
    languages = ArrayField(models.CharField(max_length=bounds.LANGUAGE_TAG_LENGTH))

    class Meta(CodedModel.Meta):
        """At least one language."""

        constraints = (
            *CodedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(languages__len__gte=1), name="interpreter_languages"
            ),
        )


class InterpreterBooking(models.Model):
    """That an interpreter is with a delegation for a time; two of one never overlap."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    interpreter = models.ForeignKey(
        Interpreter, on_delete=models.CASCADE, related_name="bookings", db_index=False
    )
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="interpreter_bookings"
    )
    language = models.CharField(max_length=bounds.LANGUAGE_TAG_LENGTH)
    during = DateTimeRangeField()
    purpose = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, default="")

    class Meta:
        """That an interpreter is never booked twice at a time is kept by the migration's SQL."""

        constraints = (
            models.CheckConstraint(
                condition=Q(
                    during__isempty=False, during__lower_inf=False, during__upper_inf=False
                ),
                name="interpreter_time",
            ),
        )

    def __str__(self) -> str:
        """Return who is taken when."""
        return f"{self.interpreter_id} during {self.during}"


class VisitItem(models.Model):
    """Something of the programme of a visit: a session to go to, a stand to see, a reception."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="items", db_index=False
    )
    title = LocalizedTextField(blank=True)
    place = LocalizedTextField(blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    exhibitor = models.ForeignKey(
        Exhibitor, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )

    class Meta:
        """In the order of time; something with a name, that ends after it begins."""

        ordering = ("begins_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="visit_item_length"
            ),
            models.CheckConstraint(
                condition=~Q(title={}) | Q(session__isnull=False) | Q(exhibitor__isnull=False),
                name="visit_named",
            ),
        )
        indexes = (models.Index(fields=("delegation", "begins_at"), name="visit_order"),)

    def __str__(self) -> str:
        """Return the time and the title."""
        return f"{self.begins_at} {self.title}"
