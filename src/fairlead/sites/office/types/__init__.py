"""As what one may register: the organiser's own definitions."""
