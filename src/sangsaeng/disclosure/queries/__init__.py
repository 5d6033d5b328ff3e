"""Which material, demands and agreements a viewer is shown, and what comes next."""
