"""What the page's sections draw from: the fair, the chain's result, names by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from fairlead.chain.dependency.assess import BLOC
from fairlead.chain.fair.offers import Titles, find_product_titles
from fairlead.chain.localized_columns import name_reason_columns
from fairlead.chain.run import ChainResult
from fairlead.folder.codes import split_product
from fairlead.folder.fair import Fair
from fairlead.folder.group_titles import group_of
from fairlead.folder.localized_text import LocalizedText, SpokenText
from fairlead.folder.schema import language_columns
from fairlead.ui import formats
from fairlead.ui.classifications import choose_group_title, find_group_title
from fairlead.ui.texts import gettext as _


@dataclass(frozen=True, slots=True)
class View:
    """The fair and its result, with names looked up once in the language of the page."""

    fair: Fair
    result: ChainResult
    language: str
    organisations: dict[str, str]
    people: dict[str, str]
    employers: dict[str, str | None]
    titles: Titles

    @classmethod
    def of(cls, fair: Fair, result: ChainResult, *, language: str = "") -> View:
        """Return the view for readers of one of the edition's languages, its own by default."""
        language = language or fair.settings.languages[0]
        people = fair.people["id"].to_pylist()
        return cls(
            fair=fair,
            result=result,
            language=language,
            organisations=_list_names(fair, "organisations", language),
            people=_list_names(fair, "people", language),
            employers=dict(zip(people, fair.people["organisation"].to_pylist(), strict=True)),
            titles=find_product_titles(fair),
        )

    @property
    def fair_name(self) -> str:
        """Return what the fair is called."""
        return self.choose(self.fair.settings.name)

    def text(self, row: Mapping[str, Any], field: str) -> SpokenText:
        """Return a text of a row of a table in the language of the page, else in another one."""
        columns = language_columns(field, self.fair.settings.languages)
        text = LocalizedText((tag, row[column]) for tag, column in columns.items())
        return self.choose(text)

    def choose(self, text: LocalizedText) -> SpokenText:
        """Return the text in the language of the page, else in another one."""
        return self.fair.settings.choose(text, self.language)

    def product(self, code: str) -> SpokenText:
        """Return the title of a product (HS:850760), empty where neither it nor its group has one.

        It is the fair's for the product or the nearest heading above it; for a chapter that the
        fair names in other languages alone it is the page's own.
        """
        scheme, bare = split_product(code)
        if not scheme.startswith("HS"):
            return find_group_title(group_of(code))
        given = self.titles.choose(bare, self.language)
        if given and len(self.titles.find_titled(bare)) > len(bare[:2]):
            return given
        return choose_group_title(given, group_of(code), self.language)

    def reason(self, row: Mapping[str, Any]) -> SpokenText:
        """Return why two should meet, in the language of the page where there are words for it."""
        columns = name_reason_columns(self.fair.settings.languages)
        return self.choose(LocalizedText((tag, row[name]) for tag, name in columns.items()))

    def economy(self, code: str) -> str:
        """Return an economy's name."""
        return formats.name_country(code)

    def subject_name(self, code: str) -> str:
        """Return the name of an economy or of the bloc as it stands inside a sentence."""
        return _("the bloc") if code == BLOC else self.economy(code)

    def person(self, person: str) -> str:
        """Return a person's name with the organisation's."""
        employer = self.employers.get(person)
        name = self.people.get(person, person)
        return formats.join_place(name, self.organisations[employer]) if employer else name

    def subject(self) -> str | None:
        """Return the economy the page is about first: partner country, bloc, or the first."""
        judged = self.result.imports.table["economy"].unique().to_pylist()
        wanted = [self.fair.settings.partner_country, BLOC, *judged]
        return next((code for code in wanted if code in judged), None)


def _list_names(fair: Fair, name: str, language: str) -> dict[str, str]:
    ids = fair.table(name)["id"].to_pylist()
    texts = fair.localized(name, "name")
    return {one: fair.settings.choose(text, language) for one, text in zip(ids, texts, strict=True)}


def titled(view: View, table: pa.Table) -> list[dict[str, Any]]:
    """Return the rows of a table as plain values, with their titles in the language of the page."""
    return [row | {"title": view.text(row, "title")} for row in table.to_pylist()]


def list_rows(table: pa.Table) -> list[dict[str, Any]]:
    """Return the rows of a table as plain values."""
    listed: list[dict[str, Any]] = table.to_pylist()
    return listed
