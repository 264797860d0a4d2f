"""Forms: lengths of what people write, and what was typed kept when it is refused."""
