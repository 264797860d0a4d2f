"""What search engines read of a session: schema.org."""

from __future__ import annotations

from fairlead.apps.congress.models import Session
from fairlead.apps.fairs.language import chooser


def describe_session(session: Session, *, address: str) -> dict[str, object]:
    """Return the session as an Event of schema.org, times with their offset."""
    choose = chooser(session.edition)
    online = bool(session.stream)
    mode = "Mixed" if online else "Offline"
    data: dict[str, object] = {
        "@type": "Event",
        "name": choose(session.title),
        "url": address,
        "startDate": session.begins_at.isoformat(),
        "endDate": session.is_over_at.isoformat(),
        "eventStatus": f"https://schema.org/{_find_status(session)}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": choose(session.room.name),
            "address": choose(session.edition.city),
        },
        "superEvent": {"@type": "ExhibitionEvent", "name": choose(session.edition.name)},
        "performer": [
            {"@type": "Person", "name": choose(speaker.participation.person.name)}
            for speaker in session.speaker_set.all()
        ],
    }
    if session.delay:
        data["previousStartDate"] = session.starts_at.isoformat()
    if session.description:
        data["description"] = choose(session.description)
    if session.language:
        data["inLanguage"] = session.language
    if session.level:
        data["@type"] = ["Event", "EducationEvent"]  # which alone has a place for it
        data["educationalLevel"] = str(session.get_level_display())
    if session.capacity:
        data["maximumAttendeeCapacity"] = session.capacity
    return data


def _find_status(session: Session) -> str:
    if session.cancelled:
        return "EventCancelled"
    return "EventRescheduled" if session.delay or session.moved_from else "EventScheduled"
