"""A participant's consortia: from a need to an agreement that all have signed."""
