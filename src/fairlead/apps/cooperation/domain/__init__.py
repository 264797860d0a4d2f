"""What can be done with projects, named by verbs."""
