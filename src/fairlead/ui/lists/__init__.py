"""Lists of rows: filters, facets, pages, markup."""
