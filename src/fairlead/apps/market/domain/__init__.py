"""What can be done in the marketplace, named by verbs."""
