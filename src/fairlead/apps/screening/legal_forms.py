"""The words of a legal form, which say nothing of whose name it is: ООО, Ltd, GmbH, 有限公司."""

from __future__ import annotations

import re
from collections.abc import Sequence

# In the name as it was written, in small letters.
_HAN = re.compile("股份有限公司|有限责任公司|有限公司|集团公司|公司")
_ARABIC = re.compile(
    "(?<![\u0600-\u06ff])(?:شركة|الشركة|المحدودة|محدودة|ذات مسؤولية|ذات المسؤولية|مساهمة|المساهمة"
    "|ذ ?[.] ?م ?[.] ?م|ش ?[.] ?م ?[.] ?[معكلخ])(?![\u0600-\u06ff])[.]?"
)
# Forms of several words, in Latin letters, also as lists write the Russian ones.
_SOCIETY = "ob(?:shch|sh|sch)estvo"
_PHRASES = re.compile(
    rf"\b(?:{_SOCIETY} s ogranichenno[iy]\w* otvetstvennost\w+"
    r"|tovarish(?:ch)?estvo s ogranichenno[iy]\w* otvetstvennost\w+"
    rf"|(?:(?:ne)?publichnoe |otkrytoe |zakrytoe )?(?:aktsi|aksi|akci)onernoe {_SOCIETY}"
    r"|individualny?[iy]* predprinimatel|unitarnoe predpriiatie"
    r"|limited liability (?:company|partnership)|public limited company|private limited"
    r"|(?:public |open |closed )?joint[- ]stock company"
    r"|gesellschaft mit beschrankter haftung|aktiengesellschaft"
    r"|societe anonyme|societe a responsabilite limitee|sociedad anonima|sociedad limitada"
    r"|societa per azioni|spolka z ograniczona odpowiedzialnoscia|sp[.]? z o[.]? ?o[.]?)(?!\w)"
)
# With points between their letters, and blanks after those: S. p. A.
_POINTED = re.compile(r"(?<!\w)(?:[a-z]{1,2}[./] ?){1,3}[a-z]?(?!\w)[.]?")
_LISTED = (
    "ooo oao zao pao ao nao too tov odo chup up rup fgup gup mup ip tdv pat prat vat"
    " llc llp lp ltd limited inc incorporated co company corp corporation plc"
    " gmbh mbh ag kg ohg ug kgaa se bv nv oy oyj ab as asa aps sa sas sasu sarl eurl snc"
    " spa srl scpa sl slu sau cv lda ltda sro doo dd ad ead ood eood spzoo kft zrt nyrt bt"
    " pjsc jsc ojsc cjsc qsc qpsc wll fze fzco fzc psc bsc ksc saog saoc shrka mchj qmj"
    " pte pty pvt sdn bhd berhad pt tbk kk gk sti the and of"
)
_WORDS = frozenset(_LISTED.split())


def drop_native_forms(text: str) -> str:
    """Return a name in small letters without the forms that are no words in Latin letters."""
    return _ARABIC.sub(" ", _HAN.sub(" ", text))


def drop_phrases(text: str) -> str:
    """Return a name in small Latin letters without forms of several words or with points."""
    return _POINTED.sub(_drop_pointed, _PHRASES.sub(" ", text))


def _drop_pointed(found: re.Match[str]) -> str:
    letters = re.sub("[^a-z]", "", found.group())
    return " " if len(letters) > 1 and letters in _WORDS else found.group()


def drop_words(words: Sequence[str]) -> list[str]:
    """Return the words that are no legal form; all of them where nothing else is left."""
    kept = [word for word in words if word not in _WORDS]
    return kept or list(words)
