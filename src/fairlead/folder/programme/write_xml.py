"""Schedule XML, strictly as its schema has it (c3voc's schedule.xsd)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from fairlead.folder.programme.identifiers import is_code, is_guid
from fairlead.folder.programme.programme import Link, Programme, ProgrammeSession
from fairlead.folder.programme.strict import make_strict, write_duration, write_start

MEDIA_TYPE = "application/vnd.c3voc.schedule+xml"


def write_schedule_xml(programme: Programme, *, generator: str, generator_version: str) -> bytes:
    """Return the programme as schedule XML that its schema accepts.

    What the schema cannot take is changed: identifiers get its form, and a session without a
    room stands under a room that is called "-", so that no reader drops it. A day without
    sessions is written too.
    """
    strict = make_strict(programme)
    return ("\n".join(_write(strict, generator, generator_version)) + "\n").encode()


def _write(programme: Programme, generator: str, version: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<schedule>"
    yield f"  <generator name={quoteattr(generator)} version={quoteattr(version)}/>"
    yield _tag(2, "version", programme.version)
    yield "  <conference>"
    days = programme.days
    known = (
        ("title", programme.title),
        ("acronym", programme.acronym),
        ("start", days[0].date.isoformat()),
        ("end", days[-1].date.isoformat()),
        ("days", str(len(days))),
        ("timeslot_duration", write_duration(programme.step)),
        ("base_url", programme.base),
        ("url", programme.address),
        ("time_zone_name", programme.zone.key),
    )
    yield from (_tag(4, name, value) for name, value in known if value)
    for track in programme.tracks:
        given = (("name", track.name), ("color", track.color), ("slug", track.slug))
        yield f"    <track{_list_attributes(given)}/>"
    yield "  </conference>"
    sessions = programme.list_held()
    for index, day in enumerate(days, 1):
        times = (day.begins.isoformat(), day.ends.isoformat())
        yield (
            f'  <day index="{index}" date="{day.date.isoformat()}" start="{times[0]}" '
            f'end="{times[1]}">'
        )
        of_day = [one for one in sessions if one.day == day.date]
        for room in programme.rooms:
            yield f"    <room{_list_attributes((('name', room.name), ('guid', room.guid)))}>"
            for session in of_day:
                if session.room == room.name:
                    yield from _write_event(session)
            yield "    </room>"
        yield "  </day>"
    yield "</schedule>"


def _write_event(session: ProgrammeSession) -> Iterator[str]:
    given = (
        ("guid", session.guid),
        ("code", session.code if is_code(session.code) else ""),
        ("id", str(session.number)),
    )
    yield f"      <event{_list_attributes(given)}>"
    required = (
        ("date", session.begins.isoformat()),
        ("start", write_start(session.begins)),
        ("duration", write_duration(session.duration)),
        ("room", session.room),
        ("slug", session.slug),
        ("title", session.title),
        ("subtitle", session.subtitle),
        ("language", session.language),
        ("track", session.track),
        ("type", session.kind),
        ("abstract", session.abstract),
        ("description", session.description),
    )
    yield from (_tag(8, name, value) for name, value in required)
    optional = (
        ("logo", session.logo),
        ("url", session.address),
        ("feedback_url", session.feedback),
        ("origin_url", session.origin),
    )
    yield from (_tag(8, name, value) for name, value in optional if value)
    if session.license or not session.is_recorded:
        yield "        <recording>"
        yield _tag(10, "license", session.license)
        yield _tag(10, "optout", "false" if session.is_recorded else "true")
        yield "        </recording>"
    yield "        <persons>"
    for person in session.people:
        guid = (("guid", person.guid if is_guid(person.guid) else ""),)
        yield f"          <person{_list_attributes(guid)}>{escape(person.name)}</person>"
    yield "        </persons>"
    yield from _write_links("links", "link", session.links)
    yield from _write_links("attachments", "attachment", session.attachments)
    yield "      </event>"


def _write_links(many: str, one: str, links: Iterable[Link]) -> Iterator[str]:
    yield f"        <{many}>"
    for link in links:
        yield f"          <{one} href={quoteattr(link.address)}>{escape(link.title)}</{one}>"
    yield f"        </{many}>"


def _list_attributes(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in pairs if value)


def _tag(indent: int, name: str, value: str) -> str:
    return f"{' ' * indent}<{name}>{escape(value)}</{name}>"
