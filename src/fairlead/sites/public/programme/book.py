"""The programme as a book: cover, days, rooms, indexes of speakers and exhibitors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from fairlead.apps.congress.book import (
    Book,
    BookDay,
    BookExhibitor,
    BookRoom,
    BookSession,
    BookSpeaker,
    print_book,
)
from fairlead.apps.congress.models import Session
from fairlead.apps.congress.queries.programme import list_sessions
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.translated_columns import choose_spoken_column, order_alphabetically
from fairlead.apps.people.models import Participation
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.programme.session_links import present_speakers
from fairlead.ui.formats import (
    format_day,
    format_days,
    format_moment,
    format_short_day,
    isolate,
    join_items,
    name_country,
    name_language,
    name_zone,
)
from fairlead.ui.serving import serve_apart

Choose = Callable[..., str]
_LONGEST = 420  # of a session's text in the book


@serve_apart("dear")
@serve_edition_page()
def print_programme(request: HttpRequest, edition: Edition) -> HttpResponse:  # noqa: ARG001
    """Return the whole programme as PDF, in the language of the page."""
    answer = HttpResponse(print_book(build_book(edition)), content_type="application/pdf")
    name = f"{edition.code}-programme-{get_language() or 'en'}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def build_book(edition: Edition) -> Book:
    """Return the programme as a book's words; what is cancelled is not in it."""
    choose = chooser(edition)
    sessions = [one for one in list_sessions(edition) if not one.cancelled]
    place = choose(edition.city)
    when = format_days(edition.dates[0], edition.dates[-1])
    return Book(
        title=choose(edition.name),
        book=_("Programme"),
        line=f"{isolate(place)} · {when}" if place else when,
        zone=_("All times: %(zone)s") % {"zone": name_zone(edition.zone, edition.first_day)},
        printed=_("Printed %(when)s; the online version prevails.")
        % {"when": format_moment(timezone.localtime(timezone.now(), edition.zone))},
        contents=_("Contents"),
        empty=_("No session on this day"),
        by_room=_("By room"),
        of_speakers=_("Speakers"),
        of_exhibitors=_("Exhibitors"),
        language=(get_language() or "en").partition("-")[0],
        direction="rtl" if get_language_bidi() else "ltr",
        days=_build_days(edition, sessions, lambda one: _build_session(one, choose)),
        rooms=_build_rooms(edition, sessions, choose),
        speakers=_build_speakers(edition, sessions, choose),
        exhibitors=_build_exhibitors(edition, choose),
    )


def _build_days(
    edition: Edition,
    sessions: Sequence[Session],
    build: Callable[[Session], BookSession],
    *,
    short: bool = False,
) -> list[BookDay]:
    by_date: dict[object, list[Session]] = defaultdict(list)
    for one in sessions:
        by_date[one.date].append(one)
    write = format_short_day if short else format_day
    dates = [date for date in edition.dates if by_date[date]]
    return [BookDay(write(date), [build(one) for one in by_date[date]]) for date in dates]


def _write_time(one: Session) -> str:
    return f"{one.start:%H:%M}–{one.end:%H:%M}"


def _build_session(one: Session, choose: Choose) -> BookSession:
    about = [str(one.get_kind_display()) if one.kind else "", choose(one.track)]
    about.append(str(one.get_level_display()) if one.level else "")
    if one.language:
        about.append(name_language(one.language))
    text = choose(one.abstract) or choose(one.description)
    return BookSession(
        label=f"session-{one.pk}",
        time=_write_time(one),
        title=choose(one.title),
        room=choose(one.room.name),
        subtitle=choose(one.subtitle),
        people=join_items(_name_people(one, choose)),
        text=_shorten(" ".join(text.split())),
        about=" · ".join(isolate(part) for part in about if part),
    )


def _name_people(one: Session, choose: Choose) -> Iterable[str]:
    presented = present_speakers(one)
    for speaker in one.speaker_set.all():
        who = speaker.participation
        said = presented.get(who.code) or (
            choose(who.organisation.name) if who.organisation else ""
        )
        yield isolate(choose(who.person.name) + (f" ({said})" if said else ""))


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"


def _build_rooms(edition: Edition, sessions: Sequence[Session], choose: Choose) -> list[BookRoom]:
    by_room: dict[int, list[Session]] = defaultdict(list)
    for one in sessions:
        by_room[one.room_id].append(one)
    rooms = sorted(
        {one.room_id: one.room for one in sessions}.values(),
        key=lambda x: (x.position, choose(x.name)),
    )

    def build(one: Session) -> BookSession:
        return BookSession(f"room-{one.pk}", _write_time(one), choose(one.title))

    return [
        BookRoom(choose(room.name), _build_days(edition, by_room[room.pk], build, short=True))
        for room in rooms
    ]


def _build_speakers(
    edition: Edition, sessions: Sequence[Session], choose: Choose
) -> list[BookSpeaker]:
    marks: dict[int, list[str]] = defaultdict(list)
    for one in sessions:
        for speaker in one.speaker_set.all():
            marks[speaker.participation_id].append(f"session-{one.pk}")
    rows = Participation.objects.filter(pk__in=marks).select_related("person", "organisation")
    return [
        BookSpeaker(
            choose(who.person.name),
            choose(who.organisation.name) if who.organisation else "",
            marks[who.pk],
        )
        for who in rows.annotate(spoken=choose_spoken_column("person__name", edition)).order_by(
            *order_alphabetically("spoken"), "code"
        )
    ]


def _build_exhibitors(edition: Edition, choose: Choose) -> list[BookExhibitor]:
    rows = Exhibitor.objects.filter(edition=edition).select_related("organisation", "stand__hall")
    return [
        BookExhibitor(
            choose(one.organisation.name),
            name_country(one.organisation.country),
            f"{one.stand.hall.code} {one.stand.number}" if one.stand else "",
        )
        for one in rows.annotate(
            spoken=choose_spoken_column("organisation__name", edition)
        ).order_by(*order_alphabetically("spoken"), "organisation__code")
    ]
