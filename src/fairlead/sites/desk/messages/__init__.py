"""Messages to a person, and how it wants them."""
