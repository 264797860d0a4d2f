"""Design tokens, template components and htmx support."""
