"""The minute in which a fair opens: everybody looks at the catalogue, the list and the agenda."""
