"""What every context needs: people, permissions, refusals, audit, states, files, sheets, mail."""
