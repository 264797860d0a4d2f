"""What can be done with delegations, named by verbs."""
