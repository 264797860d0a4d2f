"""Speed and agreement of the complexity figures."""
