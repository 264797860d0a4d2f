"""What a session is connected with: partners, what it is about, links, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from fairlead.apps.attendance.models import SessionRecord
from fairlead.apps.congress.models import Session
from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.language import chooser
from fairlead.apps.people.models import Organisation
from fairlead.apps.practices.models import Practice
from fairlead.apps.trade.models import Need, Product
from fairlead.folder.kinds import split_link

_MOST = 50  # of each kind on a page


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """Something with a name, and the address of its page; empty without one."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class SessionLinks:
    """What a session's page says besides the session itself."""

    partners: tuple[LinkedItem, ...]
    products: tuple[LinkedItem, ...]
    needs: tuple[LinkedItem, ...]
    projects: tuple[LinkedItem, ...]
    links: tuple[LinkedItem, ...]
    materials: tuple[LinkedItem, ...]
    practices: tuple[LinkedItem, ...] = ()
    summary: str = ""
    agreements: tuple[str, ...] = ()


def find_connected(session: Session) -> SessionLinks:
    """Return it in the reader's language; what is there no more, or is hidden, is left out."""
    edition, choose = session.edition, chooser(session.edition)

    def find(
        rows: QuerySet[Any], codes: Sequence[str], *, text: str, page: str
    ) -> list[LinkedItem]:
        if not codes:
            return []
        place = {code: at for at, code in enumerate(codes)}
        found = sorted(rows.filter(edition=edition, code__in=codes), key=lambda x: place[x.code])
        return [
            LinkedItem(
                choose(getattr(one, text)), reverse(f"public:{page}", args=(edition.code, one.code))
            )
            for one in found[:_MOST]
        ]

    firms = Organisation.objects.select_related("exhibitor")
    partners = find(firms, session.partners, text="name", page="exhibitor")
    exhibit = set(
        firms.filter(
            edition=edition, code__in=session.partners, exhibitor__isnull=False
        ).values_list("code", flat=True)
        if session.partners
        else ()
    )
    record = SessionRecord.objects.filter(session=session, published_at__isnull=False).first()
    agreed = choose(record.agreements).splitlines() if record is not None else []
    return SessionLinks(
        partners=tuple(
            one if one.address.rstrip("/").rpartition("/")[2] in exhibit else LinkedItem(one.name)
            for one in partners
        ),
        products=_name_products(session),
        needs=tuple(
            find(Need.objects.filter(hidden=False), session.about_needs, text="title", page="need")
        ),
        projects=tuple(
            find(Project.objects.all(), session.about_projects, text="title", page="project")
        ),
        practices=tuple(
            find(Practice.objects.visible(), session.about_practices, text="title", page="practice")
        ),
        links=() if session.access else list_links(session.links),
        materials=() if session.access else list_links(session.materials),
        summary=choose(record.summary) if record is not None else "",
        agreements=tuple(line.strip() for line in agreed if line.strip()),
    )


def _name_products(session: Session) -> tuple[LinkedItem, ...]:
    if not session.about_products:
        return ()
    choose = chooser(session.edition)
    rows = Product.objects.filter(edition=session.edition, code__in=session.about_products)
    titles = {code: choose(title) for code, title in rows.values_list("code", "title")}
    return tuple(
        LinkedItem(f"{code} {titles[code]}" if code in titles else code)
        for code in session.about_products[:_MOST]
    )


def list_links(links: Sequence[str]) -> tuple[LinkedItem, ...]:
    """Return the links of a session as things with names and addresses."""
    return tuple(LinkedItem(title or address, address) for title, address in map(split_link, links))


def present_speakers(session: Session) -> dict[str, str]:
    """Return how speakers are presented on that day, by the participant's code."""
    lines = chooser(session.edition)(session.speakers_as).splitlines()
    said = (line.partition(":") for line in lines)
    return {code.strip(): text.strip() for code, colon, text in said if colon and text.strip()}
