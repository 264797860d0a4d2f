"""What can be done with the programme, named by verbs."""
