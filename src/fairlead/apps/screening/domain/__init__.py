"""What can be done about screening, named by verbs."""
