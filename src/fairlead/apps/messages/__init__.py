"""Messages to people: mailed, and shown inside the site."""
