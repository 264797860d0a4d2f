"""A form that was open while its browser signed in or out leads back, with what was typed."""

from __future__ import annotations

import re

from django.core import mail
from django.test import Client
from tests.sites import factories as make
from tests.sites.desk.test_own_pages import manage
from tests.sites.page_forms import list_forms

SITE = "http://testserver"
SIGN_IN, CODE = "/account/sign-in/", "/account/code/"
PROFILE = "/river-2024/desk/organisation/profile/"


def read_token(page: str) -> str:
    return str(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0])


def list_links(page: str) -> list[str]:
    return re.findall(r'class="button[^"]*" href="([^"]+)"', page)


def test_the_code_sent_from_a_second_tab_leads_on(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    token = read_token(browser.get(SIGN_IN).content.decode())
    said = {
        "email": "guest@example.org",
        "next": "/account/passkeys/",
        "csrfmiddlewaretoken": token,
    }
    browser.post(SIGN_IN, said)
    digits = re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[0]
    both = read_token(browser.get(CODE).content.decode())
    sent = {"code": digits, "csrfmiddlewaretoken": both}
    assert browser.post(CODE, sent).status_code == 302
    second = browser.post(CODE, sent, headers={"referer": f"{SITE}{CODE}"}, follow=True)
    assert second.redirect_chain == [(CODE, 302), ("/account/passkeys/", 302)]
    assert "You are signed in already." in second.content.decode()
    # Whoever keeps no cookies is not led round in a circle.
    assert Client(enforce_csrf_checks=True).post(CODE, sent).status_code == 403


def test_a_form_of_who_is_signed_out_leads_to_signing_in_and_back(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(PROFILE, headers={"referer": f"{SITE}{PROFILE}?a=1"})
    links = list_links(answer.content.decode())
    assert links[:2] == [
        f"{PROFILE}?a=1",
        f"{SIGN_IN}?next=%2Friver-2024%2Fdesk%2Forganisation%2Fprofile%2F%3Fa%3D1",
    ]
    # From another site, or from none, nothing is kept and nothing leads there.
    away_from_here = ("https://evil.example.org/", "//evil.example.org/x", "")
    for referer in (*away_from_here, *(f"{SITE}{one}evil.example.org/x" for one in ("//", "/\\"))):
        away = browser.post(PROFILE, {"x": "y"}, headers={"referer": referer})
        assert list_links(away.content.decode())[0] == SIGN_IN
        assert "sessionid" not in away.cookies


def test_what_was_typed_before_signing_in_anew_is_still_there(db: None) -> None:
    firm = make.exhibitor(make.edition()).organisation
    browser = manage(firm)
    browser.handler.enforce_csrf_checks = True
    page = browser.get(PROFILE).content.decode()
    (form,) = (one for one in list_forms(page, PROFILE) if "description_en" in one.said)
    typed, outdated = ["An hour's <work>"], ["0" * 64]
    said = {**form.said, "description_en": typed, "csrfmiddlewaretoken": outdated}
    answer = browser.post(PROFILE, said, headers={"referer": f"{SITE}{PROFILE}"})
    assert answer.status_code == 403
    assert "An hour&#x27;s &lt;work&gt;" in browser.get(PROFILE).content.decode()
    firm.refresh_from_db()
    assert "work" not in str(firm.description)
