"""Lists of restricted parties and goods, what of the fair they hit, and what was decided."""
