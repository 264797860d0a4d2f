"""A fair with figures and texts at their bounds is worked out, and every page of it shows."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.folder.extreme_ledger import stretch_what_hangs_together
from tests.folder.extremes import Large, extreme_fair
from tests.folder.lived import join_lived
from tests.folder.partnership import join_partnership
from tests.folder.registered import join_registered

from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.models import Account
from fairlead.apps.pipeline.runs import solve_edition
from fairlead.apps.trade.studies import prepare_edition
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair
from fairlead.report.write import write_outputs

pytestmark = pytest.mark.django_db
SMALL = Path(__file__).parents[1] / "folder" / "small"
LINK = re.compile(r'(?:href|src|action)="(/[^"]*)"')
OF_ONE_VIEW = 3  # addresses asked for; the facets of a list alone make hundreds
LANGUAGES = ("en", "ar")
IMPORTS = (
    "/river-fair-2024/critical-imports/BLR/",
    "/ar/river-fair-2024/critical-imports/BLOC/",
    "/river-fair-2024/critical-imports/bloc/?member=BLR&member=KAZ",
    "/ar/river-fair-2024/critical-imports/BLR/HS:840110/",
)
NO_NUMBER = re.compile(r"(?<![\w/-])(?:nan|inf|infinity|∞)(?![\w/-])", re.IGNORECASE)
NO_LENGTH = re.compile(r'="(?:[^"]*[ ,:(-])?(?:nan|inf)(?:[ ,)%p][^"]*)?"')


def view_of(address: str) -> str:
    """Return the language and the name of the view at an address."""
    path = urlsplit(address).path
    language = translation.get_language_from_path(path) or "en"
    with translation.override(language):
        return f"{language} {resolve(path).view_name}"


def walk(client: Client, *starts: str) -> set[str]:
    """Ask for every page that links lead to from the starts; each has to be there."""
    waiting, seen, asked = list(starts), set(starts), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        view = view_of(address)
        asked[view] += 1
        if asked[view] > OF_ONE_VIEW or view.split()[0] not in LANGUAGES or "sign_out" in view:
            continue
        response = client.get(address)
        if response.status_code == 403 and "/desk/" in address:
            continue  # an organiser takes part in nothing
        assert response.status_code in {200, 302, 405}, address
        body = b"" if response.streaming else response.content
        if response.headers.get("Content-Type", "").startswith("text/html"):
            page = body.decode()
            words = re.sub(r"<(style|script).*?</\1>|<[^>]*>", " ", page, flags=re.S)
            assert not NO_NUMBER.search(words), address
            assert not NO_LENGTH.search(page), address
            for link in LINK.findall(page):
                to = urljoin(address, unescape(link)).split("#")[0]
                if to not in seen and not to.startswith("/static/"):
                    seen.add(to)
                    waiting.append(to)
    return set(asked)


def show(fair: Fair, scratch: Path) -> None:
    """Write and read the fair, load and solve it, report it, walk its pages, and export it."""
    write_fair(fair, scratch / "fair")
    assert read_fair(scratch / "fair").settings == fair.settings
    edition = load_fair(read_fair(scratch / "fair"))
    prepare_edition(edition)
    result, drafts = solve_edition(edition)
    drafts.release()
    gathered = gather_fair(edition)
    write_outputs(gathered, result, scratch / "out")
    client = Client()
    appoint_organiser("organiser@example.org", password="a long enough password")
    client.force_login(Account.objects.get(email="organiser@example.org"))
    views = walk(client, "/", "/office/", *IMPORTS)
    wanted = (
        "home",
        "exhibitor",
        "need",
        "hall",
        "project",
        "meetings",
        "programme",
        "imports_csv",
    )
    assert {f"{language} public:{name}" for name in wanted for language in LANGUAGES} <= views
    assert {"en office:edition", "en office:matching"} <= views
    write_fair(gathered, scratch / "again")
    assert (scratch / "again" / "stands.csv").read_bytes() == (
        scratch / "fair" / "stands.csv"
    ).read_bytes()


def nothing(name: str) -> bool:
    """Return that no figure is large."""
    return False


def everything(name: str) -> bool:
    """Return that every figure is large."""
    return True


@st.composite
def sizes(draw: st.DrawFn) -> Large:
    """Return which figures are large, each by itself."""
    chosen: dict[str, bool] = {}

    def large(name: str) -> bool:
        if name not in chosen:
            chosen[name] = draw(st.booleans())
        return chosen[name]

    return large


def show_extremes(large: Large, *, together: bool | None = None) -> None:
    """Show the small fair with every figure at one of its bounds, and forget it.

    ``together``: also what hangs together, all large or all small; without it that is left out.
    """
    with tempfile.TemporaryDirectory() as scratch, transaction.atomic():
        folder = Path(scratch)
        base = join_registered(join_lived(join_partnership(read_fair(SMALL))))
        fair = extreme_fair(base, large, flows=folder / "flows.parquet")
        if together is not None:
            fair = stretch_what_hangs_together(fair, base, large=together)
        show(fair, folder)
        transaction.set_rollback(True)


@pytest.mark.parametrize("large", [nothing, everything])
def test_a_fair_all_at_its_bounds_can_be_shown(large: Large) -> None:
    show_extremes(large, together=large is everything)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@given(sizes())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_loads_can_be_shown(large: Large) -> None:
    show_extremes(large)
