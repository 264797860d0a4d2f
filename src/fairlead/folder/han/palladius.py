"""Chinese names in Cyrillic letters, read back as pinyin: Чжоу Сяомин is Zhou Xiaoming.

The system of Palladius writes each syllable in one way, so a word that is nothing but such
syllables can be read back; нь and н at the end of a syllable tell n from ng.
"""

from __future__ import annotations

from functools import cache, lru_cache

from fairlead.folder.han import list_syllables

_INITIALS = {
    "zh": "чж", "ch": "ч", "sh": "ш", "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т",
    "n": "н", "l": "л", "g": "г", "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "r": "ж",
    "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань",
    "en": "энь", "ang": "ан", "eng": "эн", "ong": "ун", "er": "эр", "i": "и", "ia": "я", "ie": "е",
    "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн",
    "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань", "un": "унь",
    "uang": "уан", "v": "юй", "ve": "юэ", "van": "юань", "vn": "юнь",
}  # fmt: skip
# Syllables without an initial, and those that are written otherwise than by the rule.
_WHOLE = {
    "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь", "yang": "ян",
    "ying": "ин", "yong": "юн", "yi": "и", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь",
    "wa": "ва", "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь",
    "wang": "ван", "weng": "вэн", "wu": "у", "yo": "йо", "hui": "хуэй", "nu": "ну", "lu": "лу",
    "nue": "нюэ", "lue": "люэ",
}  # fmt: skip
_MORE = {"нюй": "nu", "люй": "lu"}  # ü, which a reading without marks writes as u
_ROUNDED = ("j", "q", "x")  # before them u is ü
_BUZZING = ("zh", "ch", "sh", "r", "z", "c", "s")  # after them i is no vowel
_LONGEST = 6
_VOWELS = "аеийоуэюя"


@lru_cache(maxsize=50_000)
def read_palladius(word: str) -> str:
    """Return the pinyin of a word in small Cyrillic letters, nothing where it is none."""
    parts = [_read_part(part) for part in word.split("ъ")]
    return "".join(parts) if all(parts) else ""


def _read_part(part: str) -> str:
    """Return the reading of fewest syllables, and of those that begin with a consonant."""
    syllables = _list_written()
    best: list[tuple[int, str] | None] = [None] * len(part) + [(0, "")]
    for start in reversed(range(len(part))):
        for end in range(min(len(part), start + _LONGEST), start, -1):
            rest, syllable = best[end], syllables.get(part[start:end])
            if rest is not None and syllable is not None:
                found = best[start]
                cost = rest[0] + (3 if start and part[start] in _VOWELS else 2)
                if found is None or cost < found[0]:
                    best[start] = (cost, syllable + rest[1])
    return best[0][1] if part and best[0] else ""


@cache
def _list_written() -> dict[str, str]:
    """Return every syllable by how it is written in Cyrillic letters, also with е for э."""
    written = {write_palladius(syllable): syllable for syllable in list_syllables()} | _MORE
    loose = {cyrillic.replace("э", "е"): syllable for cyrillic, syllable in written.items()}
    return loose | written


def write_palladius(syllable: str) -> str:
    """Return how a syllable of pinyin without tones is written in Cyrillic letters."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    initial = next((one for one in _INITIALS if syllable.startswith(one)), "")
    final = syllable.removeprefix(initial)
    if initial in _ROUNDED and final.startswith("u"):
        final = "v" + final[1:]
    if initial in _BUZZING and final == "i":
        return _INITIALS[initial] + ("ы" if initial in ("z", "c", "s") else "и")
    return _INITIALS.get(initial, "") + _FINALS[final]
