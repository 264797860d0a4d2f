"""A file of somebody's data as a download that nothing keeps."""

from __future__ import annotations

from django.http import HttpResponse


def download_personal_file(content: bytes, name: str) -> HttpResponse:
    """Return the ZIP as a download."""
    answer = HttpResponse(bytes(content), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="data-{name}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer
