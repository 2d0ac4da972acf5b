"""How many planned milestones to expect."""
