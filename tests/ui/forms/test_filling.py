"""A form that is refused says again what was typed into it, and only that form."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from fairlead.ui.forms.filling import fill_forms

PAGE = """<p>é</p><form action="/act/?x=1" method="post"><input type="hidden" name="row" value="1">
<input name="title" maxlength="5" value="old"><textarea name="text" rows="2">old</textarea>
<input type="checkbox" name="yes" value="a" checked><input type="checkbox" name="yes" value="b">
<select name="kind"><option value="x" selected>X</option><option value="y">Y &amp; Z</option>
</select><input type="password" name="secret"><input readonly name="feed" value="f">
<button name="act" value="go"></button></form>"""


def test_what_was_typed_and_chosen_stands_in_the_form() -> None:
    said = {
        "row": ["1"],
        "title": ['"><script>'],
        "text": ["\nfirst line\n</textarea><b>"],
        "yes": ["b"],
        "kind": ["y"],
        "secret": ["s3cret"],
        "feed": ["other"],
    }
    page = fill_forms(PAGE, action="/act/", said=said)
    assert 'value="&quot;&gt;&lt;script&gt;"' in page
    assert ">\n\nfirst line\n&lt;/textarea&gt;&lt;b&gt;</textarea>" in page
    assert 'value="a">' in page
    assert 'value="b" checked>' in page
    assert '<option value="x">X' in page
    assert '<option value="y" selected>Y &amp; Z' in page
    assert "s3cret" not in page
    assert 'value="f"' in page


def test_another_form_stays_as_it_is() -> None:
    said = {"row": ["1"], "title": ["new"], "text": [""]}
    assert fill_forms(PAGE, action="/else/", said=said) == PAGE
    assert fill_forms(PAGE, action="/act/", said={**said, "row": ["2"]}) == PAGE
    assert fill_forms(PAGE, action="/act/", said={"row": ["1"], "title": ["new"]}) == PAGE
    assert 'value="new"' in fill_forms(PAGE, action="/act/", said=said)


def test_fields_of_one_name_are_filled_in_turn() -> None:
    page = '<form><input name="a"><input name="a"><input name="a" value="z"></form>'
    filled = fill_forms(page, action="/", said={"a": ["1", "2"]})
    assert filled == (
        '<form><input name="a" value="1"><input name="a" value="2">'
        '<input name="a" value="z"></form>'
    )


class Reader(HTMLParser):
    """Reads back what a browser would show in the two fields."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.tags: list[str] = []
        self.value: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.value = dict(attrs).get("value", self.value)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_text_becomes_markup(text: str) -> None:
    page = '<form><input name="a"><textarea name="b"></textarea></form><i></i>'
    filled = fill_forms(page, action="/", said={"a": [text], "b": [text]})
    reader = Reader()
    reader.feed(filled)
    assert reader.tags == ["form", "input", "textarea", "i"]
    assert reader.value == text
    inside = filled.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0]
    assert unescape(inside) == text
