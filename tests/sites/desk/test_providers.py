"""Signing in by a provider of identities: a small one of our own, over real HTTP."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client

from fairlead.apps.people.models import Account
from fairlead.config.environment import Environment
from fairlead.config.providers import list_origins, read_providers

pytestmark = pytest.mark.django_db
_WHOLE = (
    '[[provider]]\nid = "{id}"\nname = "x"\nissuer = "{issuer}"\nclient_id = "c"\nsecret = "s"\n'
)
SECRET = "a secret of at least thirty-two bytes"


@dataclass(slots=True)
class Provider:
    """A provider that signs in the person ``claims`` says; ``broken`` is all it answers then."""

    address: str
    claims: dict[str, Any] = field(default_factory=dict)
    broken: bytes | None = None
    asked: list[dict[str, list[str]]] = field(default_factory=list)


@pytest.fixture
def provider() -> Iterator[Provider]:
    """Return a provider that is being served."""
    made = Provider("")

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Stay silent."""

        def do_GET(self) -> None:
            if "openid-configuration" in self.path:
                names = ("authorization", "token", "userinfo")
                ends = {f"{name}_endpoint": f"{made.address}/{name}" for name in names}
                keys = {"issuer": made.address, "jwks_uri": f"{made.address}/keys"}
                self.answer(ends | keys)
            else:
                self.answer(made.claims)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            made.asked.append(parse_qs(body))
            now = int(time.time())
            claims = {"iss": made.address, "aud": "fairlead", "iat": now, "exp": now + 60}
            token = jwt.encode(claims | made.claims, SECRET, algorithm="HS256")
            self.answer({"access_token": "x", "token_type": "Bearer", "id_token": token})

        def answer(self, said: dict[str, Any]) -> None:
            written = json.dumps(said).encode() if made.broken is None else made.broken
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def client(provider: Provider, settings: Any, tmp_path: Any) -> Client:
    """Return a browser on a site that knows the provider by its file."""
    file = tmp_path / "providers.toml"
    file.write_text(
        f'[[provider]]\nid = "ministry"\nname = "Ministry"\nissuer = "{provider.address}"\n'
        'client_id = "fairlead"\nsecret = "s"\n',
        encoding="utf-8",
    )
    env = Environment({"FAIRLEAD_OIDC": str(file)})
    found = read_providers(env, "FAIRLEAD_OIDC")
    env.finish()
    settings.IDENTITY_PROVIDERS = found
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": found}}
    settings.FORM_ORIGINS = list_origins(found)
    return Client()


def come_back(client: Client, provider: Provider, **claims: Any) -> Any:
    """Go to the provider, and come back from it as somebody."""
    provider.claims = {"sub": "42", **claims}
    start = client.post("/ru/account/with/ministry/?next=/ru/account/")
    assert start.status_code == 302
    asked = parse_qs(urlsplit(start.headers["Location"]).query)
    back = urlsplit(asked["redirect_uri"][0]).path
    assert back == "/account/with/ministry/back/"
    assert "code_challenge" in asked
    return client.get(back, {"code": "c", "state": asked["state"][0]})


def test_a_verified_address_opens_the_account(client: Client, provider: Provider) -> None:
    page = client.get("/account/sign-in/")
    assert "Sign in with Ministry" in page.content.decode()
    assert f"form-action 'self' {provider.address}" in page.headers["Content-Security-Policy"]
    answer = come_back(client, provider, email="guest@example.org", email_verified=True)
    assert answer.headers["Location"] == "/ru/account/"
    assert client.get("/account/").status_code == 200
    assert "code_verifier" in provider.asked[0]
    again = come_back(Client(), provider, email="guest@example.org", email_verified=True)
    assert again.status_code == 302
    assert Account.objects.get().email == "guest@example.org"


def test_an_address_that_nobody_verified_opens_nothing(client: Client, provider: Provider) -> None:
    Account.objects.create_user("boss@example.org")
    for claims in ({"email": "boss@example.org"}, {"email_verified": True}, {}):
        answer = come_back(client, provider, **claims)
        assert answer.headers["Location"].endswith("/account/sign-in/")
        assert client.get("/account/").status_code == 302
    assert Account.objects.count() == 1


def test_a_link_starts_nothing_and_a_state_of_another_is_refused(client: Client) -> None:
    assert client.get("/account/with/ministry/").status_code == 405
    assert client.post("/account/with/nobody/").status_code == 404
    answer = client.get("/account/with/ministry/back/", {"code": "c", "state": "s"})
    assert "did not sign you in" in answer.content.decode()
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("broken", [b"{}", b"<html>maintenance</html>", b""])
def test_a_provider_that_gives_no_answer_leaves_the_other_ways(
    client: Client, provider: Provider, broken: bytes
) -> None:
    def read_refusal(answer: Any) -> str:
        assert answer.status_code == 302
        return client.get(answer.headers["Location"]).content.decode()

    away = "Провайдер сейчас не отвечает"
    provider.broken = broken
    way = "/ru/account/with/ministry/?next=/ru/account/"
    page = read_refusal(client.post(way))
    assert away in page
    assert 'value="/ru/account/"' in page
    provider.broken = None
    started = client.post(way)
    state = parse_qs(urlsplit(started.headers["Location"]).query)["state"][0]
    provider.broken = broken
    answer = client.get("/account/with/ministry/back/", {"code": "c", "state": state})
    said = answer.content.decode() if answer.status_code == 401 else read_refusal(answer)
    assert "The provider does not answer now" in said or "did not sign you in" in said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "provider = 1",
        _WHOLE.format(id="A B", issuer="https://x.org"),
        _WHOLE.format(id="a", issuer="http://x.org"),
        '[[provider]]\nid = "a"',
        "provider = " + "[" * 5_000,
        "a." * 50_000 + "b = 1",
    ],
)
def test_a_wrong_file_is_named(tmp_path: Any, text: str) -> None:
    file = tmp_path / "providers.toml"
    file.write_text(text, encoding="utf-8")
    env = Environment({"FAIRLEAD_OIDC": str(file)})
    assert read_providers(env, "FAIRLEAD_OIDC") == []
    assert "[[provider]]" in str(env.problems[0])
