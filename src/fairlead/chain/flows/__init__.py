"""Trade flows opened, prepared and read for the steps that need them."""
