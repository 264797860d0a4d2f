"""What economies lack, and who could supply it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fairlead.apps.fairs.constraints import each_within, require_at_least, require_between
from fairlead.apps.fairs.models import Edition, Run, Version
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.folder import bounds


class Assessment(Version):
    """What one run found economies to depend on: a version, drafted and released.

    ``years``, ``source`` and ``flows_digest`` are of the flows it was found in, which may have
    been replaced in the edition since.
    """

    years = ArrayField(models.PositiveSmallIntegerField(), blank=True, default=list)
    source = models.CharField(max_length=500, blank=True, default="")
    flows_digest = models.CharField(max_length=64, blank=True, default="")

    class Meta(Version.Meta):
        """Years there are."""

        constraints = (
            *Version.Meta.constraints,
            each_within("years", bounds.YEAR, at_most=bounds.CODES, name="assessment_years"),
        )


class Dependency(models.Model):
    """How an economy, or the edition's bloc as one, depends on imports of a product.

    ``economy`` is ISO alpha-3, or `BLOC`. Dollars are those of the run's years together, shares
    and concentrations lie between 0 and 1; null where a figure is undefined.
    """

    BLOC = "BLOC"

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="dependencies", db_index=False
    )
    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="dependencies", db_index=False
    )
    economy = models.CharField(max_length=4)
    product = models.CharField(max_length=64)
    title = LocalizedTextField(blank=True)
    critical = models.BooleanField(null=True)
    imports_usd = models.FloatField()
    hhi_imports = models.FloatField(null=True)
    first_supplier = models.CharField(max_length=3, blank=True, default="")
    first_share = models.FloatField(null=True)
    second_supplier = models.CharField(max_length=3, blank=True, default="")
    second_share = models.FloatField(null=True)
    hhi_world = models.FloatField(null=True)
    exports_usd = models.FloatField(null=True)
    imports_over_exports = models.FloatField(null=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        """A product once for an economy in a run; shares are shares."""

        constraints = (
            models.UniqueConstraint(fields=("run", "economy", "product"), name="dependency_once"),
            require_at_least("imports_usd", 0, name="dependency_imports"),
            require_between("hhi_imports", 0, 1.000001, name="dependency_hhi_imports"),
            require_between("hhi_world", 0, 1.000001, name="dependency_hhi_world"),
            require_between("first_share", 0, 1.000001, name="dependency_first_share"),
            require_between("second_share", 0, 1.000001, name="dependency_second_share"),
        )
        indexes = (models.Index(fields=("edition", "economy"), name="dependency_economy"),)

    def __str__(self) -> str:
        """Return the economy and the product."""
        return f"{self.economy} {self.product}"


class Supplier(models.Model):
    """An economy outside that could supply a critical import; the ``rank``-th best, from 1.

    ``world_share`` is its share of world exports, ``share_now`` of today's imports.
    """

    dependency = models.ForeignKey(
        Dependency, on_delete=models.CASCADE, related_name="suppliers", db_index=False
    )
    rank = models.PositiveSmallIntegerField()
    economy = models.CharField(max_length=3)
    exports_usd = models.FloatField(null=True)
    world_share = models.FloatField(null=True)
    share_now = models.FloatField(null=True)

    class Meta:
        """The best first; each economy once."""

        ordering = ("rank",)
        constraints = (
            models.UniqueConstraint(fields=("dependency", "rank"), name="supplier_rank"),
            models.UniqueConstraint(fields=("dependency", "economy"), name="supplier_once"),
        )

    def __str__(self) -> str:
        """Return the economy."""
        return self.economy
