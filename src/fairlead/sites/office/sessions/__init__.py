"""Sessions in the office: who may come, who booked, who came, what was asked."""
