"""Places at sessions, who came, what was asked, what came of it."""
