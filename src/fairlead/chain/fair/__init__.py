"""What the fair's tables say that several steps need: hours, offers, who is hidden."""
