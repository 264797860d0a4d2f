"""Who would make what a need asks for, and the consortia that come of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.constraints import require_between, require_one_of
from fairlead.apps.fairs.models import CodedModel, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.trade.models import Need
from fairlead.folder import bounds


class Interest(models.Model):
    """That an organisation says it could make what a need asks for, or a part of it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    need = models.ForeignKey(
        Need, on_delete=models.CASCADE, related_name="interests", db_index=False
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    message = models.CharField(max_length=bounds.MESSAGE_LENGTH, blank=True, default="")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        """An organisation once for a need."""

        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("need", "organisation"), name="interest_once"),
        )

    def __str__(self) -> str:
        """Return who is interested in what."""
        return f"{self.organisation_id} in {self.need_id}"


class Consortium(CodedModel):
    """Organisations that would answer a need together.

    ``shared`` says that the shares are complete: the database lets it be true only while each
    kind of share of those who accepted sums to exactly 100. ``steps`` are the need's product
    codes and forms of cooperation, as they were when it was opened.
    """

    title = LocalizedTextField()
    need = models.ForeignKey(
        Need, on_delete=models.SET_NULL, related_name="consortia", null=True, blank=True
    )
    economy = models.CharField(max_length=3)
    steps = ArrayField(models.CharField(max_length=64))
    opened_by = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    shared = models.BooleanField(default=False)
    project = models.OneToOneField(
        Project, on_delete=models.SET_NULL, related_name="consortium", null=True, blank=True
    )

    class Meta(CodedModel.Meta):
        """That complete shares sum to 100 is kept by the migration's SQL."""

        ordering = ("-opened_at", "-pk")


class Part(models.TextChoices):
    """What a member does in a consortium."""

    SUPPLIER = "supplier", _("supplier of a part")
    INTEGRATOR = "integrator", _("integrator")
    RESEARCH = "research", _("research")
    FINANCE = "finance", _("finance")
    CUSTOMER = "customer", _("customer")


class MemberState(models.TextChoices):
    """How far a member has come in, or out."""

    INVITED = "invited", _("invited")
    ACCEPTED = "accepted", _("member")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


PRESENT = (MemberState.INVITED, MemberState.ACCEPTED)
SHARES = ("cost", "work", "rights")
SHARE_WORDS = {"cost": _("cost"), "work": _("work"), "rights": _("rights")}


class Member(models.Model):
    """An organisation in a consortium: its part, the steps it takes on, its shares in percent."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    consortium = models.ForeignKey(
        Consortium, on_delete=models.CASCADE, related_name="members", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="consortium_members"
    )
    part = models.CharField(max_length=10, choices=Part)
    lead = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=MemberState, default=MemberState.INVITED)
    steps = ArrayField(models.CharField(max_length=64), blank=True, default=list)
    cost = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    work = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    rights = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, default="")

    class Meta:
        """An organisation once in a consortium, one of them leads; shares are percentages."""

        ordering = ("-lead", "pk")
        constraints = (
            models.UniqueConstraint(fields=("consortium", "organisation"), name="member_once"),
            models.UniqueConstraint(
                fields=("consortium",),
                condition=Q(lead=True, state__in=("invited", "accepted")),
                name="member_one_lead",
            ),
            require_one_of("part", Part, name="member_part"),
            require_one_of("state", MemberState, name="member_state"),
            *(require_between(kind, 0, 100, name=f"member_{kind}") for kind in SHARES),
        )

    @property
    def shares(self) -> list[tuple[str, str, str]]:
        """Return each kind of share, its name, and its percentage as it is typed, "" for none."""
        held = ((kind, getattr(self, kind)) for kind in SHARES)
        return [
            (kind, str(SHARE_WORDS[kind]), "" if one is None else f"{one.normalize():f}")
            for kind, one in held
        ]

    def __str__(self) -> str:
        """Return who is in it as what."""
        return f"{self.organisation_id} {self.part}"
