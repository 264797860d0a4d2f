"""The fair the journeys are made on: small, and hard to lay out."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from tests.chain.trade import write_flows
from tests.sites import factories as make

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.practices.domain.write_practice import write_practice
from fairlead.apps.practices.models import Practice
from fairlead.apps.trade.flow_files import keep_flows
from fairlead.apps.trade.models import Need
from fairlead.apps.trade.studies import prepare_edition

LONG = (
    "Verwaltungsgesellschaft für Schwermaschinenbauwerkzeugmaschinenzubehör "
    "und Anlagentechnik mbH & Co. KG"
)
NAMES = (
    ("Gear Works", "Завод передач", "BLR"),
    (LONG, "", "DEU"),
    ("شركة الخليج للصناعات الميكانيكية المحدودة", "", "ARE"),
    ("上海精密机械制造有限公司", "", "CHN"),
    ("Ural Pumps", "ООО «Уральский насосный завод имени двадцатилетия машиностроения»", "RUS"),
    ("Antidisestablishmentarianismcorporationinternational", "", "GBR"),
)


def make_fair() -> Edition:
    """Return an edition with something on every page."""
    edition = make.edition(
        name="International Industrial Exhibition of Mechanical Engineering 2024",
        name_ru="Международная промышленная выставка машиностроения 2024",
        flows_years=[2020, 2021, 2022],
    )
    _flows(edition)
    hall = make.hall(edition, width=180.0, depth=90.0)
    exposition = make.exposition(edition, name="Belarus", name_ru="Беларусь", country="BLR")
    exhibitors = []
    for number, (name, russian, country) in enumerate(NAMES * 6):
        again = number // len(NAMES)
        organisation = make.organisation(
            edition,
            name=f"{name} {again}" if again else name,
            name_ru=f"{russian} {again}" if again and russian else russian,
            country=country,
            website="https://a-rather-long-web-address-of-a-firm.example.org/with/a/path",
            email="someone.with.a.long.name@a-rather-long-web-address.example.org",
            description=f"{name} makes machines. " * 4,
            languages=["en", "ru"],
        )
        stand = make.stand(
            edition,
            hall=hall,
            number=f"A{number:02d}",
            x=4.0 + 9 * (number % 18),
            y=6.0 + 6 * (number // 18),
            width=6.0,
            exposition=exposition if country == "BLR" else None,
        )
        exhibitors.append(make.exhibitor(edition, organisation=organisation, stand=stand))
        make.offer(
            edition,
            organisation=organisation,
            title="Centrifugal pumps" if country == "RUS" else "Gearboxes for mining lorries",
            title_ru="Центробежные насосы" if country == "RUS" else "Редукторы для самосвалов",
            products=["HS:841370"] if country == "RUS" else ["HS:848340"],
            cooperation=["supply", "joint_production", "licence", "localisation"],
        )
        make.need(edition, organisation=organisation, economy="")
    _matching(edition, exhibitors, make.need(edition, economy="BLR"))
    _imports(edition)
    _meetings(edition, exhibitors)
    _practices(edition, exhibitors[:2])
    for day in range(2):
        session = make.session(edition, date=edition.first_day + dt.timedelta(day))
        make.speaks(session, make.participation(edition, roles=["speaker"]))
    for stage in ("idea", "letter_of_intent", "signed"):
        project = make.project(
            edition, stage=stage, lead=exhibitors[0].organisation, products=["HS:848340"]
        )
        make.share(project, "BLR", 0.5)
        make.share(project, "RUS", 0.5, position=1)
    return edition


def _practices(edition: Edition, exhibitors: list[Exhibitor]) -> None:
    for number, exhibitor in enumerate(exhibitors, 1):
        firm = exhibitor.organisation
        said = {
            "title": {"en": f"What {firm.name['en']} finished"},
            "problem": {"en": "A third of the gas left through the walls. " * 3},
            "solution": {"en": "The walls were lined with fibre.\nThe burners were changed."},
            "economy": firm.country,
            "organisation": firm.code,
            "project": "",
            "products": ["HS:848340"],
            "sectors": ["ISIC4:28"],
            "year": 2023,
            "effects": [
                {
                    "measure": {"en": "Energy per tonne treated"},
                    "unit": {"en": "kWh/t"},
                    "before": 640.25,
                    "after": 412.0,
                    "measured_by": {"en": "Example Test House of a rather long name"},
                    "measured_on": "2023-10-01",
                }
            ],
        }
        made = write_practice(edition, said, by=COMMAND_LINE)
        Practice.objects.filter(pk=made.pk).update(code=f"practice-{number}")


def _flows(edition: Edition) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = write_flows(Path(folder) / "flows.parquet", years=(2020, 2021, 2022))
        edition.flows_digest = keep_flows(source)
    edition.flows_source = source.source
    edition.flows_kind = source.kind
    edition.flows_classification = source.classification
    edition.save()
    prepare_edition(edition)


def _matching(edition: Edition, exhibitors: list[Exhibitor], wanted: Need) -> None:
    """Make lists for the need of an economy, in which every kind of name is a maker."""
    matching = make.matching(edition)
    offers = [exhibitor.organisation.offers.get() for exhibitor in exhibitors[:12]]
    make.makers(matching, wanted, offers)
    make.group(matching, wanted, exhibitors[1:3])
    make.group(matching, wanted, exhibitors[5:6])


def _imports(edition: Edition) -> None:
    run = make.run(edition)
    for number in range(60):
        dependency = make.dependency(
            run,
            product="HS:841370" if number == 0 else f"HS:{848200 + number}",
            title="Centrifugal pumps" if number == 0 else f"Machine parts of kind {number}",
            title_ru="Насосы центробежные" if number == 0 else "",
            imports_usd=9e7 / (number + 1),
            first_share=(number % 10) / 10,
        )
        make.supplier(dependency)


def _meetings(edition: Edition, exhibitors: list[Exhibitor]) -> None:
    released = make.timetable(edition, state="released")
    for number, exhibitor in enumerate(exhibitors):
        make.meeting(released, exhibitor, make.slot(edition, number=number % 24 + 1))
