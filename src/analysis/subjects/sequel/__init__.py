"""Which milestones run on, and whether they are planned again."""
