"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from fairlead.apps.cooperation.queries.published_projects import LEDGER_FILES
from fairlead.sites.public import (
    headlines,
    invitation,
    market,
    meetings,
    needs,
    pictures,
    practices,
    preparation,
    project_files,
    projects,
    signings,
)
from fairlead.sites.public.catalogue import countries, exhibitor, halls
from fairlead.sites.public.catalogue import views as catalogue
from fairlead.sites.public.home import views as home
from fairlead.sites.public.imports import bloc_views, file_views, history, producer_views
from fairlead.sites.public.imports import views as imports
from fairlead.sites.public.programme import files as programme_files
from fairlead.sites.public.programme import screens
from fairlead.sites.public.programme import version_views as programme_versions
from fairlead.sites.public.programme import views as programme
from fairlead.sites.public.programme.book import print_programme


class CodeConverter(StringConverter):
    """An id of the fair folder; anything else is found nowhere, without asking the database."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"


class EconomyConverter(StringConverter):
    """An ISO 3166-1 alpha-3 code, or BLOC."""

    regex = r"[A-Z]{3,4}"


class MisspeltConverter(StringConverter):
    """An economy's code not in capitals."""

    regex = r"(?!bloc/)(?=[A-Z]*[a-z])[A-Za-z]{3,4}"


class SubjectConverter(StringConverter):
    """An economy, BLOC, or economies chosen in the query."""

    regex = r"[A-Z]{3,4}|bloc"


class ProgrammeKindConverter(StringConverter):
    """A kind of file that the programme is written as."""

    regex = r"ics|xml|json|xcal"


class ProductConverter(StringConverter):
    """A product code with its scheme: HS:854231."""

    regex = r"[A-Z][A-Z0-9]{0,9}:[0-9]{2,12}"


register_converter(CodeConverter, "id")
register_converter(EconomyConverter, "economy")
register_converter(MisspeltConverter, "misspelt")
register_converter(SubjectConverter, "subject")
register_converter(ProductConverter, "product")
register_converter(ProgrammeKindConverter, "programme_kind")

app_name = "public"
urlpatterns = [
    path("", home.show_editions, name="editions"),
    path("preparation/", preparation.preparation, name="preparation"),
    path("preparation/steps", preparation.steps, name="preparation_steps"),
    path("<slug:code>/invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("<slug:code>/", home.show_home, name="home"),
    path("<slug:code>/exhibitors/", catalogue.show_catalogue, name="exhibitors"),
    path("<slug:code>/exhibitors.csv", catalogue.download_catalogue, name="exhibitors_csv"),
    path("<slug:code>/exhibitors/<id:organisation>/", exhibitor.show_exhibitor, name="exhibitor"),
    path("<slug:code>/pictures/<slug:digest>.webp", pictures.show_picture, name="picture"),
    path("<slug:code>/market/", market.show_market, name="market"),
    path("<slug:code>/needs/", needs.needs, name="needs"),
    path("<slug:code>/needs/<id:need>/", needs.show_need, name="need"),
    path("<slug:code>/practices/", practices.show_practices, name="practices"),
    path("<slug:code>/practices/<id:practice>/", practices.show_practice, name="practice"),
    path("<slug:code>/halls/", halls.show_halls, name="halls"),
    path("<slug:code>/halls/<id:hall>/", halls.show_hall, name="hall"),
    path("<slug:code>/countries/", countries.show_countries, name="countries"),
    path("<slug:code>/critical-imports/", imports.show_economies, name="critical_imports"),
    path(
        "<slug:code>/critical-imports/<economy:economy>.csv",
        imports.download_economy,
        name="economy_csv",
    ),
    path("<slug:code>/critical-imports/bloc/", bloc_views.show_bloc, name="bloc"),
    path("<slug:code>/critical-imports/<economy:economy>/", imports.show_economy, name="economy"),
    path(
        "<slug:code>/critical-imports/<economy:economy>/history/",
        history.show_history,
        name="import_history",
    ),
    path(
        "<slug:code>/critical-imports/<subject:subject>/<slug:name>.csv",
        file_views.download_table,
        name="imports_csv",
    ),
    path(
        "<slug:code>/critical-imports/<subject:subject>/<slug:name>.png",
        file_views.download_picture,
        name="imports_png",
    ),
    path(
        "<slug:code>/critical-imports/<subject:subject>/<product:product>/",
        producer_views.show_makers,
        name="makers",
    ),
    path(
        "<slug:code>/critical-imports/<misspelt:economy>.csv",
        imports.redirect_to_capitals,
        {"to": "economy_csv"},
    ),
    path("<slug:code>/critical-imports/<misspelt:economy>/", imports.redirect_to_capitals),
    path(
        "<slug:code>/critical-imports/<misspelt:economy>/<path:rest>", imports.redirect_to_capitals
    ),
    path("<slug:code>/meetings/", meetings.show_meetings, name="meetings"),
    path("<slug:code>/programme/", programme.show_programme, name="programme"),
    path(
        "<slug:code>/programme.<programme_kind:kind>",
        programme_files.download_programme,
        name="programme_file",
    ),
    path(
        "<slug:code>/programme/versions/<int:version>/",
        programme_versions.show_version,
        name="programme_version",
    ),
    path(
        "<slug:code>/programme/versions/<int:version>.<programme_kind:kind>",
        programme_versions.download_version,
        name="programme_version_file",
    ),
    path("<slug:code>/programme.pdf", print_programme, name="programme_book"),
    path("<slug:code>/programme/<id:session>/", programme.show_session, name="session"),
    path(
        "<slug:code>/programme/<id:session>/calendar.ics",
        programme_files.download_session,
        name="session_calendar",
    ),
    path("<slug:code>/screens/", screens.list_screens, name="screens"),
    path("<slug:code>/screens/worker.js", screens.give_worker, name="screen_worker"),
    path("<slug:code>/screens/rooms/<int:room>/", screens.show_room_screen, name="room_screen"),
    path("<slug:code>/screens/halls/<id:hall>/", screens.show_hall_screen, name="hall_screen"),
    path("<slug:code>/speakers/<id:person>/", programme.show_speaker, name="speaker"),
    path("<slug:code>/headlines/", headlines.show_headlines, name="headlines"),
    path("<slug:code>/headlines/<int:number>/", headlines.show_headline, name="headline"),
    path(
        "<slug:code>/headlines/<int:number>/against/<int:other>/",
        headlines.compare,
        name="compare_headlines",
    ),
    path("<slug:code>/signings/<id:signing>/", signings.show_signing, name="signing"),
    path("<slug:code>/projects/", projects.show_projects, name="projects"),
    *(
        path(f"<slug:code>/projects.{kind}", project_files.download, {"kind": kind}, name=name)
        for kind, name in LEDGER_FILES.items()
    ),
    path("<slug:code>/projects/<id:project>/", projects.project, name="project"),
]
