"""What an exhibitor shows beside its texts, what waits to be approved, and shared stands."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.constraints import require_at_least, require_between, require_one_of
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation


class MarketRules(models.Model):
    """What an edition asks of the pages of its exhibitors and of the marketplace.

    Where it is ``moderated``, texts and pictures are seen once the organiser has approved them.
    An entry ends ``entry_days`` after it was posted or renewed, where there is such a rule, and
    its owner is reminded ``remind_days`` before. An exhibitor has ``passes_base`` passes for its
    team, and one more for each ``metres_a_pass`` square metres of its stand.
    """

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, related_name="market_rules", primary_key=True
    )
    moderated = models.BooleanField(default=False)
    entry_days = models.PositiveSmallIntegerField(null=True, blank=True)
    remind_days = models.PositiveSmallIntegerField(default=7)
    passes_base = models.PositiveSmallIntegerField(null=True, blank=True)
    metres_a_pass = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        """Days that can be counted."""

        constraints = (
            require_between("entry_days", 1, 1000, name="market_rules_entry_days"),
            require_between("remind_days", 1, 365, name="market_rules_remind_days"),
            require_at_least("metres_a_pass", 1, name="market_rules_metres"),
        )

    def __str__(self) -> str:
        """Return the edition's number."""
        return str(self.edition_id)


class PictureFile(models.Model):
    """A picture as it is sent: decoded and encoded again as WebP, known by its SHA-256 alone."""

    digest = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        """No larger than a page can bear."""

        constraints = (
            require_between("width", 1, 1600, name="picture_width"),
            require_between("height", 1, 1600, name="picture_height"),
        )

    def __str__(self) -> str:
        """Return the digest."""
        return self.digest


class PictureKind(models.TextChoices):
    """What a picture is to its organisation."""

    LOGO = "logo", _("logo")
    PICTURE = "pictures", _("pictures")


class Picture(models.Model):
    """A picture that an organisation shows; ``words`` say what is to be seen on it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="pictures", db_index=False
    )
    kind = models.CharField(max_length=8, choices=PictureKind)
    position = models.PositiveSmallIntegerField()
    file = models.ForeignKey(PictureFile, on_delete=models.PROTECT, related_name="shown")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    words = LocalizedTextField(blank=True)

    class Meta:
        """In the exhibitor's order; one logo."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "kind", "position"), name="picture_position"
            ),
            require_one_of("kind", PictureKind, name="picture_kind"),
            models.CheckConstraint(
                condition=Q(position=1) | Q(kind="pictures", position__gte=1, position__lte=8),
                name="picture_count",
            ),
        )

    def __str__(self) -> str:
        """Return the kind."""
        return self.kind


class ProposalState(models.TextChoices):
    """Where a text stands that the organiser is to look at."""

    WAITING = "waiting", pgettext_lazy("queue", "waiting")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    REPLACED = "replaced", _("replaced")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Proposal(models.Model):
    """What a text of an organisation is to say once the organiser approves it.

    ``about`` and ``values`` as in a `Revision`. Of each text one waits at a time: the next takes
    its place.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="proposals", db_index=False
    )
    about = models.CharField(max_length=80)
    values = models.JSONField()
    account_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    reason = models.CharField(max_length=500, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One waits of each text."""

        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "about"),
                condition=Q(state="waiting"),
                name="proposal_waiting",
            ),
            require_one_of("state", ProposalState, name="proposal_state"),
        )
        indexes = (models.Index(fields=("organisation", "about"), name="proposal_about"),)

    def __str__(self) -> str:
        """Return what it is about."""
        return f"{self.about} {self.state}"


class ShareState(models.TextChoices):
    """Where an invitation to share a stand stands."""

    INVITED = "invited", _("invited")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    ENDED = "ended", _("ended")


class StandShare(models.Model):
    """That an exhibitor shares its stand with another organisation, or invited it to."""

    host = models.ForeignKey(Exhibitor, on_delete=models.CASCADE, related_name="guests")
    guest = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="shares")
    state = models.CharField(max_length=10, choices=ShareState, default=ShareState.INVITED)
    message = models.CharField(max_length=500, blank=True, default="")
    invited_at = models.DateTimeField(db_default=Now())
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One that is open of two; a guest of one only; of somebody else."""

        constraints = (
            models.UniqueConstraint(
                fields=("host", "guest"),
                condition=Q(state__in=("invited", "accepted")),
                name="stand_share_of_two",
            ),
            models.UniqueConstraint(
                fields=("guest",), condition=Q(state="accepted"), name="stand_share_once"
            ),
            require_one_of("state", ShareState, name="stand_share_state"),
            models.CheckConstraint(condition=~Q(host=F("guest")), name="stand_share_another"),
        )

    def __str__(self) -> str:
        """Return the state."""
        return self.state
