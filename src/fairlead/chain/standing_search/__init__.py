"""The standing search: each month's flows judged again, and what became critical, ceased or worse.

What was found of a month stays in a store, a folder or the database: its table, and the digest of
the flows it is of. So the same month given twice changes nothing, and a year of months is a
history.
"""
