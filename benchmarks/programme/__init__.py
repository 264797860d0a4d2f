"""The engine of the programme beside CP-SAT on the same model."""
