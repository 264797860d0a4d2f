"""Who is at the meetings that are on, by the organiser's desk; and what meetings began."""
