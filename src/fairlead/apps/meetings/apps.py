"""Names the app to Django."""

from typing import Any

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meeting requests, timetables and meetings."""

    name = "fairlead.apps.meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let who leaves an edition leave its meetings as well."""
        from fairlead.apps.people.domain.leaving import participation_ends

        participation_ends.connect(_leave, dispatch_uid="meetings")


def _leave(*, participation: Any, **_others: Any) -> None:
    from fairlead.apps.meetings.domain.leave_meetings import leave_meetings

    leave_meetings(participation)
