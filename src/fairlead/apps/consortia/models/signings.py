"""The signing of an agreement as an event: where, when, between whom, by whom."""

from __future__ import annotations

import datetime as dt

from django.db import models

from fairlead.apps.congress.models import Session
from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.models import CodedModel
from fairlead.apps.fairs.text_field import LocalizedTextField


class Signing(CodedModel):
    """A signing, in a room and at an hour of the programme; public once it is released.

    Its session holds the room, which has one session at a time. ``press`` is what the page for
    the press says.
    """

    title = LocalizedTextField()
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="signing")
    project = models.ForeignKey(
        Project, on_delete=models.SET_NULL, related_name="signings", null=True, blank=True
    )
    press = LocalizedTextField(blank=True, long=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta(CodedModel.Meta):
        """A code once in an edition."""

    @property
    def starts_at(self) -> dt.datetime:
        """Return when it begins."""
        return self.session.starts_at


class Signatory(models.Model):
    """Who signs for a party, at a place in the order of protocol."""

    signing = models.ForeignKey(
        Signing, on_delete=models.CASCADE, related_name="signatories", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    party = LocalizedTextField()
    economy = models.CharField(max_length=3, blank=True, default="")
    person = LocalizedTextField()
    office = LocalizedTextField(blank=True)

    class Meta:
        """In the order of protocol, each place once."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("signing", "position"), name="signatory_place"),
        )

    def __str__(self) -> str:
        """Return who signs for whom."""
        return f"{self.person} for {self.party}"
