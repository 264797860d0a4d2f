"""The market: products, offers and needs, and what is found in them."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Now, NullIf
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import each_within, within
from fairlead.apps.fairs.models import CodedModel, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation
from fairlead.folder import bounds


class Cooperation(models.TextChoices):
    """A form of cooperation."""

    SUPPLY = "supply", _("supply")
    JOINT_PRODUCTION = "joint_production", _("joint production")
    LICENCE = "licence", _("licence")
    RESEARCH = "research", _("research")
    LOCALISATION = "localisation", _("localisation")
    DISTRIBUTION = "distribution", _("distribution")
    INVESTMENT = "investment", _("investment")


class Product(CodedModel):
    """A product of the fair's nomenclature; ``code`` carries its scheme: HS:851762."""

    title = LocalizedTextField()

    class Meta(CodedModel.Meta):
        """A code once in an edition."""


class MarketEntry(CodedModel):
    """An entry of the marketplace.

    It ends after ``expires_on``, a day by the fair's clock: the worker then marks it ``expired``,
    and nobody but its owner and the organiser sees it until it is renewed.
    """

    title = LocalizedTextField()
    description = LocalizedTextField(blank=True, long=True)
    products = ArrayField(models.CharField(max_length=64))
    cooperation = ArrayField(models.CharField(max_length=20, choices=Cooperation))
    posted_at = models.DateTimeField(db_default=Now())
    expires_on = models.DateField(null=True, blank=True)
    expired = models.BooleanField(default=False, db_default=False)

    class Meta(CodedModel.Meta):
        """Rules the database keeps."""

        abstract = True
        constraints = (
            *CodedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cooperation__contained_by=Cooperation.values),
                name="%(class)s_cooperation",
            ),
        )


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers, to be narrowed."""

    def visible(self) -> OfferQuerySet:
        """Return those that everybody may see."""
        return self.filter(expired=False)

    def visible_at(self, moment: dt.datetime) -> OfferQuerySet:
        """Return those that had been posted by a moment and had not ended."""
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=moment.date()), posted_at__lte=moment
        )


class Offer(MarketEntry):
    """What an organisation can provide."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offers")

    objects = OfferQuerySet.as_manager()


class NeedQuerySet(models.QuerySet["Need"]):
    """Needs, to be narrowed."""

    def visible(self) -> NeedQuerySet:
        """Return those that everybody may see."""
        return self.filter(hidden=False, expired=False)

    def visible_at(self, moment: dt.datetime) -> NeedQuerySet:
        """Return those that had been posted by a moment and had not ended, and are not hidden."""
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=moment.date()),
            hidden=False,
            posted_at__lte=moment,
        )


def find_country_of_need(need: str = "") -> Coalesce:
    """Return the expression of a need's country; ``need`` is the path to it, like ``need__``."""
    return Coalesce(NullIf(F(f"{need}economy"), Value("")), F(f"{need}organisation__country"))


class Need(MarketEntry):
    """What an organisation or a whole economy looks for; a hidden one only the organiser sees.

    ``posted_by`` is the delegation that posted the need of its economy.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="needs", null=True, blank=True
    )
    economy = models.CharField(max_length=3, blank=True, default="")
    posted_by = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, related_name="posted_needs", null=True, blank=True
    )
    volume_usd = models.FloatField(null=True, blank=True)
    hidden = models.BooleanField(default=False, db_default=False)

    objects = NeedQuerySet.as_manager()

    @property
    def country(self) -> str:
        """The economy that needs it, or that of the organisation."""
        return self.organisation.country if self.organisation else self.economy

    class Meta(MarketEntry.Meta):
        """Either an organisation or an economy needs it."""

        constraints = (
            *MarketEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, economy__gt="")
                | Q(organisation__isnull=False, economy=""),
                name="need_of_one",
            ),
            within("volume_usd", bounds.DOLLARS, name="need_volume"),
        )


class CatalogueEntry(models.Model):
    """What an organisation is found by; kept by the database itself, never written from Python.

    ``document`` holds names, titles, descriptions and product titles in all languages, each read
    as `find_words` reads what is asked for, and the product codes with those above them.
    ``products`` are the codes of its offers, ``groups`` their first two digits with the scheme
    (HS:85), ``cooperation`` the forms offered.
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


class NeedEntry(models.Model):
    """What a need is found by; kept by the database itself, never written from Python."""

    need = models.OneToOneField(
        Need, on_delete=models.CASCADE, related_name="entry", primary_key=True
    )
    document = SearchVectorField(editable=False)

    class Meta:
        """Searched by words."""

        indexes = (GinIndex(fields=("document",), name="need_entry_document"),)

    def __str__(self) -> str:
        """Return the need's code."""
        return self.need.code


class OfferEntry(models.Model):
    """What an offer is found by; kept by the database itself, never written from Python."""

    offer = models.OneToOneField(
        Offer, on_delete=models.CASCADE, related_name="entry", primary_key=True
    )
    document = SearchVectorField(editable=False)

    class Meta:
        """Searched by words."""

        indexes = (GinIndex(fields=("document",), name="offer_entry_document"),)

    def __str__(self) -> str:
        """Return the offer's code."""
        return self.offer.code


class NeedFigures(models.Model):
    """The figures of the critical import a need was posted from, as they were then.

    They stay whatever later flows say, and go with their need. ``years`` and ``source`` are those
    of the flows, ``product`` and ``economy`` what the figures are about, the others as in
    `Dependency`; ``recorded_at`` is when the engine found them.
    """

    need = models.OneToOneField(
        Need, on_delete=models.DO_NOTHING, related_name="figures", primary_key=True
    )
    economy = models.CharField(max_length=4)
    product = models.CharField(max_length=64)
    years = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    source = models.CharField(max_length=500, blank=True, default="")
    imports_usd = models.FloatField()
    hhi_imports = models.FloatField(null=True, blank=True)
    first_supplier = models.CharField(max_length=3, blank=True, default="")
    first_share = models.FloatField(null=True, blank=True)
    second_supplier = models.CharField(max_length=3, blank=True, default="")
    second_share = models.FloatField(null=True, blank=True)
    hhi_world = models.FloatField(null=True, blank=True)
    exports_usd = models.FloatField(null=True, blank=True)
    engine_version = models.CharField(max_length=40, blank=True, default="")
    recorded_at = models.DateTimeField()

    class Meta:
        """Figures that can be worked with."""

        constraints = (
            within("imports_usd", bounds.TRADED, name="need_figures_imports"),
            within("exports_usd", bounds.TRADED, name="need_figures_exports"),
            within("hhi_imports", bounds.CONCENTRATION, name="need_figures_hhi_imports"),
            within("hhi_world", bounds.CONCENTRATION, name="need_figures_hhi_world"),
            within("first_share", bounds.CONCENTRATION, name="need_figures_first_share"),
            within("second_share", bounds.CONCENTRATION, name="need_figures_second_share"),
            each_within("years", bounds.YEAR, at_most=bounds.CODES, name="need_figures_years"),
        )

    def __str__(self) -> str:
        """Return the economy and the product."""
        return f"{self.economy} {self.product}"
