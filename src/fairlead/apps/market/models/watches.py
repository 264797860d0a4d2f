"""Products that people watch, and what was announced to those who do."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation


class Watch(models.Model):
    """That somebody wants to be told of new offers or needs of a product and all below it."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="watches", db_index=False
    )
    product = models.CharField(max_length=64)
    offers = models.BooleanField(default=True)
    needs = models.BooleanField(default=True)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        """Once, and of something."""

        constraints = (
            models.UniqueConstraint(fields=("participation", "product"), name="watch_once"),
            models.CheckConstraint(condition=Q(offers=True) | Q(needs=True), name="watch_some"),
        )

    def __str__(self) -> str:
        """Return the product."""
        return self.product


class Announced(models.Model):
    """An entry of the marketplace, and with which codes, that watchers were told of.

    It is known by its code, so that what was removed and had back is not told again.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    about = models.CharField(max_length=80)
    products = ArrayField(models.CharField(max_length=64))

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("edition", "about"), name="announced_once"),)

    def __str__(self) -> str:
        """Return what it is about."""
        return self.about
