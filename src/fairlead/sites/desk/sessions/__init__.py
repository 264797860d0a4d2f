"""Sessions of the programme on one's own desk: places, questions, the moderator's timer."""
