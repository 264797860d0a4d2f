"""What the columns of a list can stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairlead.apps.people.models import Role, Size
from fairlead.apps.transfer.imports.values import (
    Parse,
    choose_one,
    fold,
    parse_country,
    parse_email,
    parse_id,
    parse_languages,
    parse_line,
    parse_prose,
    parse_sector,
    parse_website,
)
from fairlead.apps.transfer.models import ListKind

FAULTS_COLUMN = "What is wrong"


@dataclass(frozen=True, slots=True)
class ListField:
    """What a column can stand for; ``names`` are what people call it, folded.

    A ``localized`` one is a text in all languages of the edition, a column each.
    """

    key: str
    label: Any
    parse: Parse
    names: frozenset[str]
    localized: bool = False


def _make_field(
    key: str, label: Any, parse: Parse, names: str = "", *, localized: bool = False
) -> ListField:
    """Return a field; its other names are separated by |."""
    return ListField(key, label, parse, frozenset(map(fold, (key, *names.split("|")))), localized)


_ID_NAMES = "code|nr|no|number|код|номер|идентификатор"
_COUNTRY_NAMES = (
    "country code|country name|country of residence|land|pays|pays de résidence|país|"
    "país de residencia|страна|страна проживания|国家|国家地区|国家/地区|所在国家|居住国|"
    "البلد|الدولة|بلد الإقامة"
)
_LANGUAGE_NAMES = "language|sprachen|sprache|языки|язык|语言|اللغات|اللغة"
_EMAIL_NAMES = (
    "e-mail|mail|e-mail address|email address|email id|work email|почта|эл. почта|"
    "электронная почта|адрес электронной почты|邮箱|电子邮箱|电子邮件|邮箱地址|"
    "البريد الإلكتروني|عنوان البريد الإلكتروني|courriel|adresse e-mail|correo|"
    "correo electrónico"
)
_FULL_NAMES = (
    "full name|participant|participant name|name and surname|person|фио|имя и фамилия|"
    "фамилия имя отчество|фамилия и имя|участник|姓名|全名|الاسم|الاسم الكامل|nom complet|"
    "nom et prénom|nombre completo|nombre y apellidos"
)
_FIRST_NAMES = "given name|forename|vorname|имя|名|الاسم الأول|prénom|nombre"
_LAST_NAMES = "surname|family name|nachname|фамилия|姓|اسم العائلة|nom|apellido"
_ROLE_NAMES = "type|category|participation|роль|тип|категория|角色|الدور"
_POSITION_NAMES = "job title|job|title|function|должность|职位|المنصب"
_ORGANISATION_NAMES = (
    "organization|company|firm|firma|organisation code|organisation id|organisation name|"
    "organization name|company name|employer|institution|организация|компания|фирма|"
    "название организации|наименование организации|название компании|место работы|公司|单位|"
    "公司名称|单位名称|工作单位|المؤسسة|الشركة|اسم المؤسسة|اسم الشركة|جهة العمل|société|"
    "entreprise|empresa|organización"
)
_COUNTRY_OF_NAMES = "company country|country of the organisation|страна организации|страна компании"
_FIRM_NAMES = f"название|наименование|名称|الاسم|{_ORGANISATION_NAMES}"

_ID = _make_field("id", _("Id"), parse_id, _ID_NAMES)
_COUNTRY = _make_field("country", _("Country"), parse_country, _COUNTRY_NAMES)
_LANGUAGES = _make_field("languages", _("Languages"), parse_languages, _LANGUAGE_NAMES)
_EMAIL = _make_field("email", _("E-mail"), parse_email, _EMAIL_NAMES)
PEOPLE = (
    _ID,
    _make_field("name", _("Name"), parse_line, _FULL_NAMES, localized=True),
    _make_field("first_name", _("First name"), parse_line, _FIRST_NAMES),
    _make_field("last_name", _("Last name"), parse_line, _LAST_NAMES),
    _EMAIL,
    _COUNTRY,
    _LANGUAGES,
    _make_field("role", _("Role"), choose_one(Role), _ROLE_NAMES),
    _make_field("position", _("Position"), parse_line, _POSITION_NAMES, localized=True),
    _make_field("organisation", _("Organisation"), parse_line, _ORGANISATION_NAMES),
    _make_field(
        "organisation_country", _("Organisation's country"), parse_country, _COUNTRY_OF_NAMES
    ),
)
ORGANISATIONS = (
    _ID,
    _make_field(
        "name", pgettext_lazy("of a thing", "Name"), parse_line, _FIRM_NAMES, localized=True
    ),
    _COUNTRY,
    _make_field("city", _("City"), parse_line, "town|stadt|город|城市|المدينة", localized=True),
    _make_field("sector", _("Sector"), parse_sector, "isic|industry|branch|отрасль|行业"),
    _make_field("size", _("Size"), choose_one(Size), "company size|размер|规模|الحجم"),
    _LANGUAGES,
    _make_field(
        "website",
        _("Website"),
        parse_website,
        "web|url|homepage|сайт|веб-сайт|网站|الموقع",
    ),
    _EMAIL,
    _make_field(
        "description",
        _("Description"),
        parse_prose,
        "about|profile|описание|简介|الوصف",
        localized=True,
    ),
)
FIELDS = {ListKind.PEOPLE: PEOPLE, ListKind.ORGANISATIONS: ORGANISATIONS}


def list_choices(kind: ListKind, languages: Sequence[str]) -> dict[str, ListField]:
    """Return what a column can stand for: a field, or a text in a language such as name_ru.

    The edition's own language has the name without one.
    """
    choices: dict[str, ListField] = {}
    for field in FIELDS[kind]:
        choices[field.key] = field
        if field.localized:
            choices |= {f"{field.key}_{tag}": field for tag in languages[1:]}
    return choices
