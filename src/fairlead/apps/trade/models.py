"""The market: products, offers and needs, what is found in them, and what economies lack."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import at_least, between, one_of
from fairlead.apps.fairs.language import spoken
from fairlead.apps.fairs.models import Coded, Edition, Run
from fairlead.apps.people.models import Organisation, Participation


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
    title = models.CharField(max_length=500, blank=True, default="")
    title_ru = models.CharField(max_length=500, blank=True, default="")
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
            at_least("imports_usd", 0, name="dependency_imports"),
            between("hhi_imports", 0, 1.000001, name="dependency_hhi_imports"),
            between("hhi_world", 0, 1.000001, name="dependency_hhi_world"),
            between("first_share", 0, 1.000001, name="dependency_first_share"),
            between("second_share", 0, 1.000001, name="dependency_second_share"),
        )
        indexes = (models.Index(fields=("edition", "economy"), name="dependency_economy"),)

    def __str__(self) -> str:
        """Return the economy and the product."""
        return f"{self.economy} {self.product}"

    @property
    def local_title(self) -> str:
        """Return the product's title in the visitor's language."""
        return spoken(self.title, self.title_ru)


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


class PartnerKind(models.TextChoices):
    """Who is recommended."""

    ORGANISATION = "organisation", _("organisation")
    PERSON = "person", _("person")


class Reason(models.Model):
    """Why a partner was recommended, in words that many places of many lists share."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="reasons")
    english = models.TextField(blank=True, default="")
    russian = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        """Return the words in the visitor's language."""
        return spoken(self.english, self.russian)


class MatchList(models.Model):
    """The partners recommended to an organisation or a participant (the owner), the best first.

    ``partners`` are ids of organisations or of participations, as ``partner_kind`` says. Place by
    place, ``scores`` order the list, ``mutual`` is the expected chance that both sides agree, and
    ``reasons`` are ids of `Reason`. A list is one row because it is made, read and replaced as a
    whole, and a large fair has half a million places in its lists.
    """

    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="match_lists", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="match_lists", null=True, blank=True
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="match_lists", null=True, blank=True
    )
    partner_kind = models.CharField(max_length=12, choices=PartnerKind)
    partners = ArrayField(models.BigIntegerField())
    scores = ArrayField(models.FloatField())
    mutual = ArrayField(models.FloatField())
    reasons = ArrayField(models.BigIntegerField())

    class Meta:
        """One owner, one list of each kind of partner in a run, all columns equally long."""

        constraints = (
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, participation__isnull=False)
                | Q(organisation__isnull=False, participation__isnull=True),
                name="match_list_owner",
            ),
            models.UniqueConstraint(
                fields=("run", "organisation", "participation", "partner_kind"),
                name="match_list_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(partners__len=F("scores__len"))
                & Q(partners__len=F("mutual__len"))
                & Q(partners__len=F("reasons__len")),
                name="match_list_length",
            ),
            one_of("partner_kind", PartnerKind, name="match_list_partner_kind"),
        )

    def __str__(self) -> str:
        """Return how many partners it has."""
        return f"{len(self.partners)} partners in run {self.run_id}"
