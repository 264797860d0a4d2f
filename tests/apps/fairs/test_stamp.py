"""An edition bears a new stamp after every change of what visitors see of it, and only then."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from tests.sites import factories as make
from tests.texts import english

from fairlead.apps.congress.models import Room, Session, Speaker
from fairlead.apps.cooperation.models import Choice, Portfolio, Project, Share, Tie
from fairlead.apps.exhibition.models import Exhibitor, Exposition, Hall, Stand
from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.models import Edition, Run, Slot
from fairlead.apps.fairs.reads import WATCHED_TABLES, note_reads
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.people.models import Organisation, Participation, Person
from fairlead.apps.trade.domain.release_matching import release_matching
from fairlead.apps.trade.models import (
    Dependency,
    MakerGroup,
    MakerList,
    Need,
    Offer,
    Product,
    Supplier,
)
from fairlead.ui.text_language import choose_text_language

pytestmark = pytest.mark.django_db


def stamp(edition: Edition) -> tuple[tuple[str, int], ...]:
    """Return the stamps the edition bears now."""
    return tuple(sorted(Edition.objects.get(pk=edition.pk).stamps.items()))


def _sql(statement: str) -> Callable[[], object]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


def _add_offer() -> None:
    firm = Exhibitor.objects.first()
    assert firm is not None
    Offer.objects.create(
        edition=firm.edition, code="more", title=english("More"), organisation=firm.organisation,
        products=["HS:848340"], cooperation=["supply"],
    )  # fmt: skip


def _record_dependency() -> None:
    edition = Edition.objects.get()
    run = Run.objects.create(
        edition=edition, step="dependency", engine_version="1", seed=1, input_digest="0" * 64,
        status="complete", seconds=1.0,
    )  # fmt: skip
    Dependency.objects.create(
        edition=edition, run=run, economy="BLR", product="HS:848220", imports_usd=1.0
    )


def _add_product_nobody_offers() -> None:
    edition = Edition.objects.get()
    Product.objects.create(edition=edition, code="HS:010121", title=english("Horses"))


@pytest.mark.parametrize(
    "change",
    [
        lambda: Edition.objects.update(name=english("Another name")),
        lambda: Organisation.objects.update(city=english("Elsewhere")),
        lambda: Organisation.objects.filter(exhibitor__isnull=True).delete(),
        lambda: Exhibitor.objects.all().delete(),
        lambda: Exposition.objects.update(name=english("Another name")),
        lambda: Hall.objects.update(width=500),
        lambda: Stand.objects.update(number=Concat("number", Value("a"))),
        lambda: Offer.objects.update(title=english("Another title")),
        lambda: Offer.objects.all().delete(),
        _add_offer,
        lambda: Product.objects.update(title=english("Another title")),
        lambda: Need.objects.update(title=english("Another title")),
        lambda: Need.objects.all().delete(),
        _add_product_nobody_offers,
        lambda: Project.objects.update(jobs=1),
        lambda: Share.objects.update(position=F("position") + 1),
        lambda: Tie.objects.all().delete(),
        lambda: Room.objects.update(name=english("Another name")),
        lambda: Session.objects.update(title=english("Another title")),
        lambda: Speaker.objects.all().delete(),
        lambda: Participation.objects.filter(code="s1").update(organisation=None),
        lambda: Person.objects.filter(participations__code="s1").update(name=english("Another")),
        lambda: Slot.objects.filter(number=6).delete(),
        _record_dependency,
        _sql("INSERT INTO exhibition_hall (edition_id, code, name, width, depth)"
             " SELECT id, 'new', '{\"en\": \"New\"}', 9, 9"
             " FROM fairs_edition"),
    ],
)  # fmt: skip
def test_a_change_gives_a_new_stamp(edition: Edition, change: Callable[[], object]) -> None:
    before = stamp(edition)
    change()
    assert stamp(edition) != before


def test_what_engines_found_gives_a_new_stamp_whenever_it_changes(edition: Edition) -> None:
    need, project = Need.objects.earliest("pk"), Project.objects.earliest("pk")
    lists = make.matching(edition, state="draft")
    portfolio = add_draft(Portfolio, make.run(edition, step="portfolio"))
    seen = [stamp(edition)]
    for change in (
        lambda: make.makers(lists, need, list(Offer.objects.all())),
        lambda: MakerList.objects.all().delete(),
        lambda: make.group(lists, need, list(Exhibitor.objects.all())[:1]),
        lambda: MakerGroup.objects.all().delete(),
        lambda: release_matching(lists),
        lambda: Choice.objects.create(portfolio=portfolio, project=project, chosen=True),
        lambda: Choice.objects.update(npv=1.0),
        lambda: portfolio.delete(),
        lambda: make.supplier(make.dependency(make.run(edition, step="matching"))),
        lambda: Supplier.objects.all().delete(),
    ):
        change()
        seen.append(stamp(edition))
    assert len(set(seen)) == len(seen)


def test_what_visitors_do_not_see_leaves_the_stamp(edition: Edition) -> None:
    before = stamp(edition)
    Participation.objects.filter(speaker=None).update(position=english("Director"))
    Person.objects.filter(participations__speaker=None).update(name=english("Somebody"))
    assert stamp(edition) == before


def test_other_editions_keep_their_stamps(edition: Edition) -> None:
    values = {field.attname: getattr(edition, field.attname) for field in Edition._meta.fields}
    del values["id"]
    other = Edition.objects.create(**values | {"code": "other"})
    before = stamp(other)
    Organisation.objects.update(city=english("Elsewhere"))
    assert stamp(other) == before
    assert stamp(edition) != before


def test_saving_what_was_read_long_ago_brings_no_old_stamp_back(edition: Edition) -> None:
    read = Edition.objects.get()
    seen = {stamp(read)}
    Organisation.objects.update(city=english("Elsewhere"))
    seen.add(stamp(edition))
    read.save()
    assert stamp(edition) not in seen


def test_what_reads_note_is_what_the_database_counts(edition: Edition) -> None:
    """Every table that pages are kept by has triggers that count its changes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname ~ '^(fairs|congress)_touch_(updated|inserted)$'"
        )
        assert {table for (table,) in cursor.fetchall()} >= WATCHED_TABLES


def test_reads_are_noted_through_what_is_kept(edition: Edition) -> None:
    @keep_by_stamp
    def count_halls(edition: Edition) -> int:
        return Hall.objects.filter(edition=edition).count()

    @keep_by_stamp
    def tell(edition: Edition) -> str:
        return f"{Room.objects.filter(edition=edition).count()} {count_halls(edition)}"

    for _ in range(2):  # made, then found
        with note_reads() as parts:
            tell(edition)
        assert {"exhibition_hall", "congress_room"} <= parts
    halls = count_halls(edition)
    Room.objects.create(edition=edition, name=english("One more"))
    edition.refresh_from_db()
    with note_reads() as parts:
        assert count_halls(edition) == halls
    assert "exhibition_hall" in parts
    Hall.objects.create(edition=edition, code="more", name=english("More"), width=9, depth=9)
    edition.refresh_from_db()
    assert tell(edition).endswith(f" {halls + 1}")


@pytest.mark.parametrize(("tag", "times"), [("", 1), ("ru", 1), ("kk", 2)])
def test_nothing_is_kept_for_languages_that_the_edition_does_not_declare(
    edition: Edition, tag: str, times: int
) -> None:
    made = []

    @keep_by_stamp
    def note(edition: Edition) -> int:
        made.append(edition.pk)
        return Hall.objects.filter(edition=edition).count()

    assert "kk" not in edition.languages
    with choose_text_language(tag):
        assert note(edition) == note(edition)
    assert len(made) == times
