"""What a password needs besides length, and the one way in which it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.guessed_parts import measure_surprise

FEWEST_CHARACTERS = 6
# As much as eight characters that nobody can foresee, or four words of a list.
LEAST_SURPRISE = 8
_SHORTEST_WORD = 3
# In the lists of leaked passwords that Django brings are few words of other languages.
_FURTHER_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        fairlead organiser organizer exhibitor exhibition ярмарка выставка организатор
        пароль привет любовь наташа солнышко россия москва
        كلمة السر مرحبا المعرض 密码 你好 展会
        contraseña contrasena motdepasse passwort bonjour senha parola hasło
        """,
    )
)


def unify_spelling(password: str) -> str:
    """Return a password as it is kept and compared, by the rules of RFC 8265.

    A letter with its accent is one character on some keyboards and two on others, and some type
    another blank than the common one.
    """
    blanks = "".join(" " if unicodedata.category(one) == "Zs" else one for one in password)
    return unicodedata.normalize("NFC", blanks)


class SurpriseValidator:
    """Refuses passwords made of what is guessed first.

    That is what lists of leaked passwords hold, rows of keys and of letters, years, the words of
    one's own address and name and of the fair, and what was said before; each of these parts
    counts as two characters.
    """

    def __init__(self) -> None:
        """Read the list of words."""
        listed = CommonPasswordValidator().passwords
        self._words = {one for one in listed if len(one) > _SHORTEST_WORD} | _FURTHER_WORDS

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that is guessed easily."""
        words = self._words | set(_list_own_words(user))
        uniform = len(set(password)) < FEWEST_CHARACTERS or password in (password * 2)[1:-1]
        if uniform or measure_surprise(password, words) < LEAST_SURPRISE:
            raise ValidationError(self.get_help_text(), code="password_too_easily_guessed")

    def get_help_text(self) -> str:
        """Return what is expected."""
        return _(
            "This password is one of those that are guessed first: well-known words, names, years "
            "and rows of keys count little. Take four words that have nothing to do with each "
            "other, or more characters."
        )


def _list_own_words(user: object) -> Iterator[str]:
    """Yield the words that who guesses knows of the account and of the fairs."""
    texts = str(getattr(user, "email", "")).split("@")
    person = getattr(user, "person", None)
    if person is not None:
        texts += person.name.values()
    for code, name in Edition.objects.values_list("code", "name"):
        texts += [code, *name.values()]
    for text in (one.casefold() for one in texts):
        words = [text, *re.findall(r"\w+", text)]
        yield from (one for one in words if len(one) >= _SHORTEST_WORD)
