"""How many of an organisation may come as its staff."""

from __future__ import annotations

from django.db import models

from fairlead.apps.fairs.constraints import within
from fairlead.apps.people.models.directory import Organisation
from fairlead.folder import bounds


class PassQuota(models.Model):
    """How many passes an organisation's team has; ``set_by_hand`` stays when stands are counted.

    ``taken`` are its people with the role exhibitor who are approved: who only registered takes
    none, for anybody may say to be of a firm. The database counts them with every change of a
    participation and lets nobody take a pass beyond the quota, also when several write at once;
    only the organiser's own loads and lists go beyond it.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="passes", primary_key=True
    )
    quota = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    set_by_hand = models.BooleanField(default=False)

    class Meta:
        """So many as a folder may say."""

        constraints = (within("quota", bounds.PASSES, name="pass_quota_bound"),)

    def __str__(self) -> str:
        """Return how many are taken of how many."""
        return f"{self.taken} of {self.quota}"

    @property
    def left(self) -> int | None:
        """Return how many passes are left; None where there is no quota."""
        return None if self.quota is None else max(0, self.quota - self.taken)
