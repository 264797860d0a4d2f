"""How long a page waits when somebody chooses another bloc."""
