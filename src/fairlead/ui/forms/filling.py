"""A page whose form says again what somebody had typed into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

SubmittedValues = Mapping[str, Sequence[str]]
"""What a form said: by name of the field, its values."""

_Edit = tuple[int, int, str]  # where it begins and ends in the page, and what stands there then
_NOT_TYPED = {"hidden", "submit", "button", "file", "password", "image", "reset"}


def fill_forms(html: str, *, action: str, said: SubmittedValues) -> str:
    """Return a page with what was typed in those of its forms that said it.

    A form said it when it is sent to ``action``, or names no address as that of its own page,
    and all its hidden fields have the values of ``said``: that tells the form of one row of a
    list from that of the next.
    """
    finder = _Finder(html)
    finder.feed(html)
    finder.close()
    edits = [
        edit
        for form in finder.forms
        if form.action in ("", action) and form.agrees(said)
        for edit in form.fill(said)
    ]
    for start, end, text in sorted(edits, reverse=True):
        html = html[:start] + text + html[end:]
    return html


@dataclass(slots=True)
class _Control:
    """An input, a textarea or an option; ``start`` and ``end`` are those of its opening tag."""

    tag: str
    name: str
    kind: str
    value: str | None
    start: int
    end: int
    text: str
    stop: int = 0  # of a textarea: where its text ends

    @property
    def chosen(self) -> bool:
        """Return whether it is chosen among values, and not typed into."""
        return self.kind in ("checkbox", "radio", "option")

    def choose(self, values: Sequence[str]) -> _Edit:
        """Return the edit that makes it chosen, or not."""
        on = (self.value if self.value is not None else "on") in values
        mark = "selected" if self.kind == "option" else "checked"
        return self.start, self.end, _mark(self.text, mark, on=on)

    def say(self, typed: str) -> _Edit:
        """Return the edit that makes it say what was typed."""
        if self.tag == "textarea":
            return self.end, self.stop, f"\n{escape(typed)}"
        return self.start, self.end, f'{_drop(self.text, "value")[:-1]} value="{escape(typed)}">'


@dataclass(slots=True)
class _Form:
    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    controls: list[_Control] = field(default_factory=list)

    def fill(self, said: SubmittedValues) -> Iterator[_Edit]:
        """Yield the edits that make the form show what was typed into it."""
        count: Counter[str] = Counter()
        for one in self.controls:
            values = said.get(one.name, ())
            if one.chosen:
                yield one.choose(values)
            elif count[one.name] < len(values):  # fields of one name are typed into in turn
                yield one.say(values[count[one.name]])
                count[one.name] += 1

    def agrees(self, said: SubmittedValues) -> bool:
        """Return whether the form can have said it: a browser sends every text, empty or not."""
        if not any(one.name in said for one in self.controls):
            return False
        if not all(one.chosen or one.name in said for one in self.controls):
            return False
        return all(
            value in said.get(name, ())
            for name, value in self.hidden.items()
            if name != "csrfmiddlewaretoken"
        )


class _Finder(HTMLParser):
    """Finds the forms of a page and what can be typed into them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.forms: list[_Form] = []
        self._form: _Form | None = None
        self._list = ""
        self._area: _Control | None = None

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = _Form(said.get("action", "").partition("?")[0])
            self.forms.append(self._form)
        elif tag == "select":
            self._list = said.get("name", "")
        elif tag in ("input", "textarea", "option") and self._form is not None:
            self._take(self._form, tag, said)

    def _take(self, form: _Form, tag: str, said: dict[str, str]) -> None:
        kind = {"input": said.get("type", "text"), "option": "option"}.get(tag, "text")
        name = self._list if tag == "option" else said.get("name", "")
        if kind == "hidden":
            form.hidden[name] = said.get("value", "")
        if not name or kind in _NOT_TYPED or "readonly" in said:
            return
        text, start = self.get_starttag_text() or "", self._at()
        one = _Control(tag, name, kind, said.get("value"), start, start + len(text), text)
        form.controls.append(one)
        if tag == "textarea":
            one.stop, self._area = one.end, one

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._list = ""
        elif tag == "textarea" and self._area is not None:
            self._area.stop, self._area = self._at(), None


class _Attributes(HTMLParser):
    """Reads the attributes of one opening tag."""

    found: list[tuple[str, str | None]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = [(tag, None), *attrs]


def _drop(text: str, *names: str) -> str:
    """Return an opening tag without some of its attributes."""
    reader = _Attributes()
    reader.feed(text)
    (tag, _), *attributes = reader.found
    kept = [
        name if value is None else f'{name}="{escape(value)}"'
        for name, value in attributes
        if name not in names
    ]
    return f"<{' '.join([tag, *kept])}>"


def _mark(text: str, mark: str, *, on: bool) -> str:
    bare = _drop(text, mark)
    return f"{bare[:-1]} {mark}>" if on else bare
