"""Result tables to one self-contained page."""
