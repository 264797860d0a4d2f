"""The catalogues of the site's own texts: what is marked in the package, and its translations.

`fairlead messages` says what is missing; `python -m fairlead.ui.messages` renews the catalogues.
"""
