"""How last year's milestones went: the tables."""
