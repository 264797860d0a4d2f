"""The forms of a page, filled in as a browser would send them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

# What is typed where a field that must be filled in is empty, by its type.
_TYPED = {
    "date": "2024-07-08",
    "datetime-local": "2024-07-08T09:00",
    "email": "typed@example.org",
    "number": "1",
    "time": "09:00",
    "url": "https://example.org/",
}


@dataclass(slots=True)
class Form:
    """A form as it is sent: where to, what with, and the fields that take files."""

    action: str
    said: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    def press(self) -> Iterator[Form]:
        """Yield the form as each of its buttons sends it."""
        for action, name, value in self.buttons or [("", "", "")]:
            said = {**self.said, name: [value]} if name else dict(self.said)
            yield Form(action or self.action, said, self.files)


def list_forms(page: str, address: str) -> list[Form]:
    """Return what each button of each form of a page sends by POST."""
    reader = _Reader(address)
    reader.feed(page)
    reader.close()
    return [sent for form in reader.forms for sent in form.press()]


class _Reader(HTMLParser):
    """Collects the forms of a page with the values that they hold."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self._by_name: dict[str, Form] = {}
        self._open: Form | None = None
        self._ignored = Form("")
        self._select: tuple[Form, str, list[tuple[str, bool]]] | None = None
        self._area: tuple[Form, str, list[str], bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a form or one of its fields."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._begin(given)
            return
        form = self._find_form(given)
        name = given.get("name", "")
        if tag == "button" and given.get("type", "submit") == "submit":
            action = urljoin(self.address, given["formaction"]) if "formaction" in given else ""
            form.buttons.append((action, name, given.get("value", "")))
        elif tag == "select" and name and "disabled" not in given:
            self._select = (form, name, [])
        elif tag == "option" and self._select:
            self._select[2].append((given.get("value", ""), "selected" in given))
        elif tag == "textarea" and name:
            self._area = (form, name, [], "required" in given)
        elif tag == "input" and name and "disabled" not in given:
            _fill(form, name, given)

    def handle_data(self, data: str) -> None:
        """Take the text of an area."""
        if self._area:
            self._area[2].append(data)

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag == "form":
            self._open = None
        elif tag == "select" and self._select:
            form, name, options = self._select
            chosen = [value for value, selected in options if selected]
            first = [value for value, _selected in options if value] or [""]
            form.said.setdefault(name, []).extend(chosen if any(chosen) else first[:1])
            self._select = None
        elif tag == "textarea" and self._area:
            form, name, parts, required = self._area
            text = "".join(parts).removeprefix("\n")
            form.said.setdefault(name, []).append(
                text or ("Typed text" if required or name.endswith("_en") else "")
            )
            self._area = None

    def _begin(self, given: dict[str, str]) -> None:
        whole = urlsplit(urljoin(self.address, given.get("action", "")))
        form = self._by_name.setdefault(given["id"], Form("")) if "id" in given else Form("")
        form.action = whole._replace(fragment="").geturl()
        if given.get("method", "get").lower() == "post":
            self.forms.append(form)
        self._open = form

    def _find_form(self, given: dict[str, str]) -> Form:
        if "form" in given:
            return self._by_name.setdefault(given["form"], Form(""))
        return self._open or self._ignored


def _fill(form: Form, name: str, given: dict[str, str]) -> None:
    """Put into a form what an input holds, or what somebody types into it."""
    kind, value = given.get("type", "text"), given.get("value", "")
    if kind == "file":
        form.files.append(name)
    elif kind in ("submit", "image"):
        form.buttons.append(("", name, value))
    elif kind in ("checkbox", "radio"):
        value = given.get("value", "on")
        if "checked" in given:
            held = form.said.setdefault(name, [])
            form.said[name] = [value] if kind == "radio" else [*held, value]
        elif "required" in given or value != "on":
            form.said.setdefault(name, [value])
    elif kind not in ("button", "reset"):
        if not value and ("required" in given or name.endswith("_en")):
            value = given.get("min") or _TYPED.get(kind, "Typed")
        form.said.setdefault(name, []).append(value)
