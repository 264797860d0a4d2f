"""What every answer of the site carries."""

from __future__ import annotations

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from fairlead.config.security import ContentSecurityPolicyMiddleware


def answer(body: str = "{nonce}") -> HttpResponse:
    """Return the answer of a page that writes its nonce where ``body`` says."""

    def page(request: HttpRequest) -> HttpResponse:
        nonce = str(request.csp_nonce) if "{nonce}" in body else ""  # type: ignore[attr-defined]
        return HttpResponse(body.replace("{nonce}", nonce))

    return ContentSecurityPolicyMiddleware(page)(RequestFactory().get("/"))


def test_only_this_site_s_own_files() -> None:
    policy = answer("plain").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_nonce_is_allowed_where_it_is_used() -> None:
    first, second = answer(), answer()
    nonce = first.content.decode()
    assert re.fullmatch(r"[\w-]{20,}", nonce)
    assert first.headers["Content-Security-Policy"].count(f"'nonce-{nonce}'") == 2
    assert second.content != first.content


@pytest.mark.django_db
def test_headers_of_a_real_answer(client: Client) -> None:
    answered = client.get("/healthz")
    assert (answered.status_code, answered.content) == (200, b"ok\n")
    assert answered["Content-Security-Policy"].startswith("default-src 'none'")
    assert answered["X-Content-Type-Options"] == "nosniff"
    assert answered["Referrer-Policy"] == "same-origin"
    assert "no-store" in answered["Cache-Control"]


def test_another_host_is_refused(client: Client) -> None:
    assert client.get("/healthz", headers={"host": "evil.example.org"}).status_code == 400
