"""The portfolio's frontier, walked along with settings of one's own."""
