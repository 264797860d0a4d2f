"""What can be done with the market, named by verbs."""
