"""`python -m fairlead.ui.messages`: the same as `fairlead messages --renew`."""

from __future__ import annotations

import sys

from fairlead.folder.input_errors import InvalidInput
from fairlead.ui.messages.catalogues import languages, renew
from fairlead.ui.messages.check import list_missing_texts

if __name__ == "__main__":
    try:
        for language in languages():
            for problem in list_missing_texts(renew(language)):
                sys.stdout.write(f"{problem}\n")
    except InvalidInput as error:
        sys.stderr.write(f"{error}\nNothing of that language was changed.\n")
        sys.exit(2)
