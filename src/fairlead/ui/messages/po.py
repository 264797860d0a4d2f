"""Reads and writes PO files, the form in which translators edit texts.

A small reader of our own, because every fault has to be told with its line, and none of the file's
lines may be dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fairlead.folder.input_errors import InputError, InvalidInput

_LINE = re.compile(
    r'(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d{1,2})\])?\s+)?"((?:[^"\\]|\\.)*)"'
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_WIDTH = 96

Key = tuple[str, str]
"""What tells one text from another: its context and its words."""


@dataclass(slots=True)
class Message:
    """One text with its translation: ``strings`` by plural form, one for a text without a plural.

    ``line`` is where it begins in its file, 0 for one that is in no file yet.
    """

    id: str
    plural: str = ""
    context: str = ""
    strings: dict[int, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    fuzzy: bool = False
    obsolete: bool = False
    line: int = 0

    @property
    def key(self) -> Key:
        """Context and words."""
        return self.context, self.id


@dataclass(slots=True)
class Catalogue:
    """The texts of one language: ``header`` are the fields of the first entry, in order."""

    file: str
    language: str
    header: dict[str, str]
    messages: dict[Key, Message]
    comment: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[Message]:
        """The messages that pages use: those that are not obsolete."""
        return [message for message in self.messages.values() if not message.obsolete]


def read_po(text: str, *, file: str, language: str) -> Catalogue:
    """Return the catalogue of a PO file; raises InvalidInput with every line that is no PO."""
    reader = _Reader(file)
    for number, line in enumerate(text.split("\n"), 1):
        reader.take(line.strip(), number)
    reader.end_message()
    if reader.problems:
        raise InvalidInput(reader.problems)
    first = reader.messages.pop(("", ""), None)
    header = {
        name.strip(): value.strip()
        for name, colon, value in (
            one.partition(":") for one in (first.strings.get(0, "") if first else "").split("\n")
        )
        if colon
    }
    comment = first.comments if first else []
    return Catalogue(file, language, header, reader.messages, comment)


class _Reader:
    """Collects messages line by line, and every fault on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.messages: dict[Key, Message] = {}
        self.problems: list[InputError] = []
        self._message: Message | None = None
        self._seen: set[str] = set()
        self._place: tuple[str, int] | None = None

    def take(self, line: str, number: int) -> None:
        """Take the next line."""
        obsolete = line.startswith("#~")
        if obsolete:
            line = line[2:].strip()
        if not line:
            self.end_message()
        elif line.startswith("#"):
            self._take_comment(line, number)
        else:
            self._take_text(line, number, obsolete=obsolete)

    def _begun(self, number: int) -> Message:
        if self._message is None:
            self._message = Message("", line=number)
        return self._message

    def _take_comment(self, line: str, number: int) -> None:
        if self._message is not None and self._seen:
            self.end_message()
        message = self._begun(number)
        if line.startswith("#,"):
            message.fuzzy = "fuzzy" in line
        elif not line.startswith(("#:", "#|")):
            message.comments.append(line[1:].removeprefix(" "))

    def _take_text(self, line: str, number: int, *, obsolete: bool) -> None:
        found = _LINE.fullmatch(line)
        if found is None:
            expected = "expected msgctxt, msgid, msgid_plural or msgstr and a text in quotes"
            self.problems.append(InputError(self.file, expected, line=number, value=line))
            return
        word, index, quoted = found[1], found[2], found[3]
        if (
            word in ("msgctxt", "msgid")
            and {"msgid", "msgstr"} & self._seen
            and (word == "msgctxt" or "msgid" in self._seen)
        ):
            self.end_message()
        message = self._begun(number)
        message.obsolete |= obsolete
        if word is not None:
            self._begin(word, int(index) if index else None, number)
        if self._place is None:
            expected = "expected msgid or msgstr before a text that goes on"
            self.problems.append(InputError(self.file, expected, line=number, value=line))
            return
        self._append(message, self._unescaped(quoted, number))

    def _begin(self, word: str, index: int | None, number: int) -> None:
        place = f"{word}[{index}]" if index is not None else word
        if place in self._seen:
            expected = "expected each form once: two texts for one form"
            self.problems.append(InputError(self.file, expected, line=number, field=place))
        if word == "msgid" and self._message is not None:
            self._message.line = number
        self._seen |= {place, word}
        self._place = (word, index or 0)

    def _append(self, message: Message, text: str) -> None:
        word, index = self._place or ("", 0)
        if word == "msgctxt":
            message.context += text
        elif word == "msgid":
            message.id += text
        elif word == "msgid_plural":
            message.plural += text
        else:
            message.strings[index] = message.strings.get(index, "") + text

    def _unescaped(self, quoted: str, number: int) -> str:
        def letter(found: re.Match[str]) -> str:
            if found[1] not in _ESCAPES:
                expected = r"expected \n, \t, \r, \" or \\ after a backslash"
                value = found[0]
                self.problems.append(InputError(self.file, expected, line=number, value=value))
            return _ESCAPES.get(found[1], found[1])

        return _ESCAPE.sub(letter, quoted)

    def end_message(self) -> None:
        """Keep the message that ends here."""
        message, seen = self._message, self._seen
        self._message, self._seen, self._place = None, set(), None
        if message is None or not seen:
            return
        if "msgid" not in seen or "msgstr" not in seen:
            expected = f"expected {'msgid' if 'msgid' not in seen else 'msgstr'} of this text too"
            self.problems.append(
                InputError(self.file, expected, line=message.line, value=message.id)
            )
            return
        known = self.messages.get(message.key)
        if known is not None and not message.obsolete and not known.obsolete:
            expected = f"expected each text once: it stands at line {known.line} already"
            self.problems.append(
                InputError(self.file, expected, line=message.line, value=message.id)
            )
            return
        if known is None or known.obsolete:
            self.messages[message.key] = message


def write_po(catalogue: Catalogue) -> str:
    """Return the catalogue as a PO file: texts in their order, those no longer used at the end."""
    head = [*(f"# {line}".rstrip() for line in catalogue.comment), 'msgid ""', 'msgstr ""']
    head += [_quote(f"{name}: {value}\n") for name, value in catalogue.header.items()]
    ordered = sorted(catalogue.messages.values(), key=lambda one: (one.obsolete, one.id, one.key))
    return "\n\n".join(["\n".join(head), *map(_write_lines, ordered)]) + "\n"


def _write_lines(message: Message) -> str:
    lines = [f"# {line}".rstrip() for line in message.comments]
    flags = ["fuzzy"] * message.fuzzy + ["python-format"] * ("%" in message.id + message.plural)
    if flags:
        lines.append(f"#, {', '.join(flags)}")
    texts = [] if not message.context else _write_text("msgctxt", message.context)
    texts += _write_text("msgid", message.id)
    if message.plural:
        texts += _write_text("msgid_plural", message.plural)
        for index in sorted(message.strings):
            texts += _write_text(f"msgstr[{index}]", message.strings[index])
    else:
        texts += _write_text("msgstr", message.strings.get(0, ""))
    return "\n".join([*lines, *(f"#~ {line}" if message.obsolete else line for line in texts)])


def _write_text(word: str, text: str) -> list[str]:
    """Return a text after its word: on one line where it fits, else in lines below."""
    whole = f"{word} {_quote(text)}"
    if len(whole) <= _WIDTH + 4 and "\n" not in text[:-1]:
        return [whole]
    pieces: list[str] = []
    for paragraph in re.findall(r"[^\n]*\n|[^\n]+", text):
        line = ""
        for piece in re.findall(r"\S*\s*", paragraph):
            if line and len(line) + len(piece) > _WIDTH:
                pieces.append(line)
                line = ""
            line += piece
        pieces.append(line)
    return [f'{word} ""', *(_quote(piece) for piece in pieces if piece)]


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return f'"{escaped}"'
