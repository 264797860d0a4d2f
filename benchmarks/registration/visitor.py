"""Somebody who registers over HTTP as a browser does: pages, hidden fields, cookies."""

from __future__ import annotations

import http.client
import re
import threading
import time
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

FORM = re.compile(r'<form class="(?:fields|card [a-z]+)[^>]*>.*?</form>', re.DOTALL)
ACTION = re.compile(r'action="([^"]*)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_TO = re.compile(r"^To: (\S+)", re.MULTILINE)
_CODE = re.compile(r"^Subject: (\d{6}) ", re.MULTILINE)


class Visitor:
    """One browser; ``waited`` are the seconds that each of its requests took."""

    def __init__(self, host: str, port: int, *, number: int) -> None:
        """Connect from an address in a separate network, as visitors of a fair do."""
        source = (f"127.{1 + number // 65536}.{number // 256 % 256}.{number % 256}", 0)
        self._site = http.client.HTTPConnection(host, port, timeout=60, source_address=source)
        self._cookies: dict[str, str] = {}
        self._origin = f"http://{host}:{port}"
        self.waited: list[float] = []
        self.path = ""

    def close(self) -> None:
        """Leave."""
        self._site.close()

    def open(self, path: str) -> str:
        """Return the page at a path."""
        return self._follow("GET", path, None)

    def send(self, page: str, fields: dict[str, str]) -> str:
        """Return the page that a page's form leads to, with its hidden fields."""
        form = FORM.search(page)
        assert form is not None, (self.path, page[:2000])
        action = ACTION.search(form[0].partition(">")[0])
        said = dict(HIDDEN.findall(form[0])) | fields
        return self._follow("POST", action[1] if action else self.path, urlencode(said))

    def _follow(self, method: str, path: str, body: str | None) -> str:
        for _turn in range(5):
            began = time.perf_counter()
            headers = {
                "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
                "Referer": f"{self._origin}{self.path or path}",
                "Accept-Language": "en",
            }
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            self._site.request(method, path, body=body, headers=headers)
            answer = self._site.getresponse()
            text = answer.read().decode()
            self.waited.append(time.perf_counter() - began)
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    for one in SimpleCookie(value).values():
                        self._cookies[one.key] = one.value
            self.path = path
            if answer.status not in (301, 302, 303):
                assert answer.status == 200, (path, answer.status, text[:2000])
                return text
            split = urlsplit(answer.headers["Location"])
            path = split.path + (f"?{split.query}" if split.query else "")
            method, body = "GET", None
        raise AssertionError(f"{path} leads on and on")


class Mailbox:
    """The codes that came by mail, by address: the site writes mails as files here."""

    def __init__(self, folder: Path) -> None:
        """Begin with no mail read."""
        self._folder, self._codes, self._lock = folder, dict[str, str](), threading.Lock()

    def wait_for(self, address: str) -> str:
        """Return the code that was mailed to an address; a mail that was read is removed."""
        until = time.monotonic() + 60
        while True:
            with self._lock:
                for path in self._folder.glob("*.eml"):
                    self._take(path)
                if address in self._codes:
                    return self._codes.pop(address)
            assert time.monotonic() < until, f"no mail to {address}"
            time.sleep(0.01)

    def _take(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8", errors="replace")
        to, code = _TO.search(text), _CODE.search(text)
        if to is None or not text.endswith("\n"):
            return  # being written
        path.unlink()
        if code is not None:
            self._codes[to[1]] = code[1]
