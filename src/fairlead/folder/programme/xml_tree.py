"""XML of strangers as a tree of elements that know their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from fairlead.folder.input_errors import InputError, InvalidInput

_DEPTH = 40
_BLOCKS = frozenset({"p", "div", "li", "br", "h1", "h2", "h3", "h4", "tr"})
_ELEMENTS = 250_000  # a programme of 1,000 sessions has 20,000


@dataclass(slots=True)
class Element:
    """An element: its name without a namespace, attributes, text, children and line."""

    name: str
    line: int
    attributes: dict[str, str]
    parts: list[str | Element] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """Return the elements in it."""
        return [one for one in self.parts if isinstance(one, Element)]

    @property
    def text(self) -> str:
        """Return all text in it, that of markup too, without the white space around it."""
        return "".join(self._list_texts()).strip()

    def _list_texts(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._list_texts()
                if part.name.lower() in _BLOCKS:
                    yield "\n"

    def find(self, name: str) -> Element | None:
        """Return the first child of that name."""
        return next(self.find_all(name), None)

    def find_all(self, name: str) -> Iterator[Element]:
        """Yield the children of that name."""
        return (one for one in self.children if one.name == name)

    def read(self, name: str) -> str:
        """Return the text of the first child of that name, empty without one."""
        child = self.find(name)
        return child.text if child is not None else ""


class _Tree:
    """Grows a tree from what the parser meets."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.add_text
        self.open: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def refuse_doctype(self, *_: object) -> None:
        self.fail("expected XML without a document type: it could hold entities that never end")

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= _DEPTH or self.count > _ELEMENTS:
            self.fail(f"expected at most {_DEPTH} levels and {_ELEMENTS:,} elements")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], self.parser.CurrentLineNumber, plain)
        if self.open:
            self.open[-1].parts.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _: str) -> None:
        self.open.pop()

    def add_text(self, text: str) -> None:
        self.open[-1].parts.append(text)

    def fail(self, expected: str) -> None:
        problem = InputError(self.file, expected, self.parser.CurrentLineNumber)
        raise InvalidInput([problem])


def parse_xml(content: bytes, file: str) -> Element:
    """Return the root of an XML document; raises `InvalidInput` naming the line.

    A document type is refused before anything in it is read, so no entity is ever expanded.
    """
    tree = _Tree(file)
    try:
        tree.parser.Parse(content, True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        expected = f"expected well-formed XML, it is not: {said}"
        raise InvalidInput([InputError(file, expected, error.lineno)]) from error
    except (LookupError, ValueError) as error:
        if isinstance(error, InvalidInput):
            raise
        expected = "expected XML in an encoding that is known, such as UTF-8"
        raise InvalidInput([InputError(file, expected, 1)]) from error
    assert tree.root is not None  # noqa: S101 - a document without an element is not well-formed
    return tree.root
