"""Tests of the catalogues of the site's own texts."""
