"""The column of a text in several languages: one JSON object, language tag to text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import BaseExpression
from django.utils.translation import gettext as _

from fairlead.folder import bounds
from fairlead.folder.language_tags import parse_language_tag
from fairlead.folder.localized_text import LocalizedText

# Types that the migrations make (fairs 0005): they check tags, lengths and that nothing is blank.
_NAME, _LINE, _PROSE = "fairs_name", "fairs_line", "fairs_prose"

_NOTHING = LocalizedText()

if TYPE_CHECKING:
    _Lookup = models.Lookup[str]
else:
    _Lookup = models.Lookup


class LocalizedTextField(models.JSONField):
    """A `LocalizedText`, of which the database itself checks tags and lengths.

    A ``blank`` one may be written in no language. A ``long`` one may have paragraphs. ``checked``
    is false where it is an element of an array, for which PostgreSQL's drivers know no types of
    ours.
    """

    def __init__(self, *args: Any, long: bool = False, checked: bool = True, **named: Any) -> None:
        """Take what every field takes too."""
        self.long, self.checked = long, checked
        if named.get("blank"):
            named.setdefault("default", LocalizedText)
        super().__init__(*args, **named)

    def deconstruct(self) -> Any:
        """Return how to make the field again."""
        name, path, args, named = super().deconstruct()
        if self.long:
            named["long"] = True
        if not self.checked:
            named["checked"] = False
        return name, path, args, named

    def db_type(self, connection: Any) -> str:  # noqa: ARG002
        """Return the type of the column."""
        if not self.checked:
            return "jsonb"
        if self.long:
            return _PROSE
        return _LINE if self.blank else _NAME

    @property
    def most_characters(self) -> int:
        """Return how long the text may be in each language."""
        return bounds.LONG_TEXT_LENGTH if self.long else bounds.TEXT_LENGTH

    def from_db_value(
        self,
        value: Any,
        expression: BaseExpression,
        connection: Any,  # noqa: ARG002
    ) -> LocalizedText | None:
        """Return what the database gave as the text; what is taken out of it stays as it is."""
        if value is None:
            return None
        if getattr(expression, "key_name", None) is not None:
            return json.loads(value)  # type: ignore[no-any-return]  # the text of one language
        if value == "{}":
            return _NOTHING
        return LocalizedText.of_checked(json.loads(value) if isinstance(value, str) else value)

    def get_db_prep_value(
        self,
        value: Any,
        connection: Any,
        prepared: bool = False,  # noqa: FBT001
    ) -> Any:
        """Return the text as JSON."""
        if isinstance(value, Mapping):
            value = dict(value)
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value: Any) -> Any:
        """Return the text that a mapping stands for."""
        return LocalizedText(value) if isinstance(value, Mapping) else value

    def value_to_string(self, obj: models.Model) -> Any:
        """Return the text for a serialiser."""
        return dict(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Raise ValidationError for an unknown tag or too long a text."""
        super().validate(dict(value) if isinstance(value, Mapping) else value, model_instance)
        for tag, text in value.items():
            try:
                known = parse_language_tag(tag) == tag
            except ValueError:
                known = False
            if not known:
                raise ValidationError(_("Expected a language tag such as ru or zh-Hans."))
            if len(text) > self.most_characters:
                expected = _("Expected at most {most} characters.")
                raise ValidationError(expected.format(most=self.most_characters))


class _TextLookup(_Lookup):
    """A comparison with the texts that a JSON value holds, of which one must match.

    Language tags and other keys are no texts.
    """

    texts, compare = "jsonb_each_text(%s) AS said", ""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Return the comparison of every text."""
        left, left_values = self.process_lhs(compiler, connection)
        sql = f"EXISTS (SELECT FROM {self.texts % left} WHERE {self.compare})"
        return sql, [*left_values, self.prepare(self.rhs)]

    def get_prep_lookup(self) -> str:
        """Return the words as they are: they are no JSON."""
        return str(self.rhs)

    def prepare(self, words: str) -> str:
        """Return the pattern of the words; a wildcard stands for itself."""
        escaped = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        return f"%{escaped}%"


class _LiteralTextLookup(_TextLookup):
    """A comparison in which no sign of the words stands for another."""

    def prepare(self, words: str) -> str:
        """Return the words themselves."""
        return words


@LocalizedTextField.register_lookup
class ContainsWords(_TextLookup):
    """``filter(name__icontains=words)``: the words are in the text of one language."""

    lookup_name = "icontains"
    compare = "upper(said.value) LIKE upper(%s::text)"


@LocalizedTextField.register_lookup
class FitsPattern(_LiteralTextLookup):
    """``filter(name__regex=pattern)``: the text of one language fits a pattern."""

    lookup_name = "regex"
    compare = "said.value ~ %s::text"


@LocalizedTextField.register_lookup
class IsText(_LiteralTextLookup):
    """``filter(name__iexact=name)``: this is the text of one language, in capitals or not."""

    lookup_name = "iexact"
    compare = "upper(said.value) = upper(%s::text)"


@models.JSONField.register_lookup
class ContainsInValues(_TextLookup):
    """``filter(before__values_contain=words)``: the words are in a value, however deep it is."""

    lookup_name = "values_contain"
    texts = "jsonb_path_query(%s, 'strict $.**') AS said (value)"
    compare = (
        "jsonb_typeof(said.value) NOT IN ('object', 'array')"
        " AND upper(said.value #>> '{}') LIKE upper(%s::text)"
    )
