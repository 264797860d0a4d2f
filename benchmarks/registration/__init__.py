"""Speed of registering and of the desk."""
