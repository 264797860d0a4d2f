"""What can be done with editions, named by verbs."""
