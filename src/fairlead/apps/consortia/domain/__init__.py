"""What can be done with consortia, named by verbs."""
