"""The market: products, offers and needs, what is found in them, and what economies lack."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import at_least, between
from fairlead.apps.fairs.language import spoken
from fairlead.apps.fairs.models import Coded, Edition, Run
from fairlead.apps.people.models import Organisation


class Cooperation(models.TextChoices):
    """A form of cooperation."""

    SUPPLY = "supply", _("supply")
    JOINT_PRODUCTION = "joint_production", _("joint production")
    LICENCE = "licence", _("licence")
    RESEARCH = "research", _("research")
    LOCALISATION = "localisation", _("localisation")
    DISTRIBUTION = "distribution", _("distribution")
    INVESTMENT = "investment", _("investment")


class Product(Coded):
    """A product of the fair's nomenclature; ``code`` carries its scheme: HS:851762."""

    title = models.CharField(max_length=500)
    title_ru = models.CharField(max_length=500, blank=True, default="")

    class Meta(Coded.Meta):
        """A code once in an edition."""

    @property
    def local_title(self) -> str:
        """Return the title in the visitor's language."""
        return spoken(self.title, self.title_ru)


class Listed(Coded):
    """An entry of the marketplace."""

    title = models.CharField(max_length=500)
    title_ru = models.CharField(max_length=500, blank=True, default="")
    description = models.TextField(blank=True, default="")
    description_ru = models.TextField(blank=True, default="")
    products = ArrayField(models.CharField(max_length=64))
    cooperation = ArrayField(models.CharField(max_length=20, choices=Cooperation))

    class Meta(Coded.Meta):
        """Rules the database keeps."""

        abstract = True
        constraints = (
            *Coded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cooperation__contained_by=Cooperation.values),
                name="%(class)s_cooperation",
            ),
        )

    @property
    def local_title(self) -> str:
        """Return the title in the visitor's language."""
        return spoken(self.title, self.title_ru)

    @property
    def local_description(self) -> str:
        """Return the description in the visitor's language."""
        return spoken(self.description, self.description_ru)


class Offer(Listed):
    """What an organisation can provide."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offers")


class Need(Listed):
    """What an organisation or a whole economy looks for."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="needs", null=True, blank=True
    )
    economy = models.CharField(max_length=3, blank=True, default="")
    volume_usd = models.FloatField(null=True, blank=True)

    class Meta(Listed.Meta):
        """Either an organisation or an economy needs it."""

        constraints = (
            *Listed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, economy__gt="")
                | Q(organisation__isnull=False, economy=""),
                name="need_of_one",
            ),
            at_least("volume_usd", 0, name="need_volume"),
        )


class CatalogueEntry(models.Model):
    """What an organisation is found by; kept by the database itself, never written from Python.

    ``document`` holds names, titles, descriptions and product titles, in both languages, each
    parsed as English, as Russian and as it stands. ``products`` are the codes of its offers,
    ``groups`` their first two digits with the scheme (HS:85), ``cooperation`` the forms offered.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="catalogue_entry", primary_key=True
    )
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    products = ArrayField(models.CharField(max_length=64), editable=False)
    groups = ArrayField(models.CharField(max_length=64), editable=False)
    cooperation = ArrayField(models.CharField(max_length=20, choices=Cooperation), editable=False)
    document = SearchVectorField(editable=False)

    class Meta:
        """Searched by words."""

        indexes = (GinIndex(fields=("document",), name="catalogue_entry_document"),)

    def __str__(self) -> str:
        """Return the organisation's code."""
        return self.organisation.code


class Dependency(models.Model):
    """How an economy depends on imports of a product; null where a figure is undefined."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="dependencies")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="dependencies")
    economy = models.CharField(max_length=3)
    product = models.CharField(max_length=64)
    imports_usd = models.FloatField()
    hhi_imports = models.FloatField(null=True)
    hhi_world = models.FloatField(null=True)
    imports_over_exports = models.FloatField(null=True)
    first_supplier = models.CharField(max_length=3, blank=True, default="")
    first_share = models.FloatField(null=True)
    critical = models.BooleanField(null=True)

    class Meta:
        """A product once for an economy in a run; shares are shares."""

        constraints = (
            models.UniqueConstraint(fields=("run", "economy", "product"), name="dependency_once"),
            at_least("imports_usd", 0, name="dependency_imports"),
            between("hhi_imports", 0, 1.000001, name="dependency_hhi_imports"),
            between("hhi_world", 0, 1.000001, name="dependency_hhi_world"),
            between("first_share", 0, 1.000001, name="dependency_first_share"),
        )
        indexes = (models.Index(fields=("edition", "economy"), name="dependency_economy"),)

    def __str__(self) -> str:
        """Return the economy and the product."""
        return f"{self.economy} {self.product}"


class Supplier(models.Model):
    """An economy that could make what another lacks; the ``rank``-th best, from 1."""

    dependency = models.ForeignKey(
        Dependency, on_delete=models.CASCADE, related_name="suppliers", db_index=False
    )
    rank = models.PositiveSmallIntegerField()
    economy = models.CharField(max_length=3)
    share = models.FloatField(null=True)
    score = models.FloatField(null=True)

    class Meta:
        """The best first; each economy once."""

        ordering = ("rank",)
        constraints = (
            models.UniqueConstraint(fields=("dependency", "economy"), name="supplier_once"),
            models.UniqueConstraint(fields=("dependency", "rank"), name="supplier_rank"),
        )

    def __str__(self) -> str:
        """Return the economy."""
        return self.economy


class Match(models.Model):
    """A partner recommended to an organisation, with the reasons in words; best rank 1."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="matches", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="matches")
    partner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    reasons = models.TextField(blank=True, default="")

    class Meta:
        """The best first; a partner once for an organisation in a run."""

        ordering = ("rank",)
        constraints = (
            models.UniqueConstraint(fields=("run", "organisation", "partner"), name="match_once"),
            models.CheckConstraint(
                condition=~Q(organisation=models.F("partner")), name="match_with_another"
            ),
        )

    def __str__(self) -> str:
        """Return who is recommended to whom."""
        return f"{self.organisation_id} -> {self.partner_id}"
