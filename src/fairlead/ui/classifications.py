"""Short titles of HS chapters and ISIC divisions, in our own words, in the page's language."""

from __future__ import annotations

from fairlead.folder.group_titles import group_of, read_group_titles
from fairlead.folder.language_tags import is_same_language
from fairlead.folder.localized_text import SpokenText
from fairlead.ui.texts import find_language_now, pgettext


def find_group_title(group: str) -> SpokenText:
    """Return the title of an HS chapter or ISIC division; empty when it has none."""
    title = read_group_titles().get(group)
    if title is None:
        return SpokenText()
    return SpokenText(pgettext(group.partition(":")[0], title), find_language_now())


def group_title(group: str) -> SpokenText:
    """Return the title of an HS chapter or ISIC division, or the code when it has none."""
    return find_group_title(group) or SpokenText(group)


def choose_group_title(given: SpokenText, group: str, reader: str) -> SpokenText:
    """Return what a fair calls a group where it does so in the reader's language.

    Else it is the title in the language of the page, and what the fair gave for a group without.
    """
    if given and is_same_language(given.language, reader):
        return given
    return find_group_title(group) or given


def find_sector_title(code: str) -> SpokenText:
    """Return the title of the division of an ISIC code; nothing for none."""
    return group_title(group_of(code)) if code else SpokenText()


def list_sectors() -> list[tuple[str, str]]:
    """Return the divisions of ISIC rev. 4 with their titles, in the order of their codes."""
    return [
        (code, f"{code.partition(':')[2]} {group_title(code)}")
        for code in read_group_titles()
        if code.startswith("ISIC4:")
    ]
