"""How last year's milestones went."""
