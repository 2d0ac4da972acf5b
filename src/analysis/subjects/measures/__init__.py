"""Each measure on one card: norms, files, money, inspections, milestones and signals together."""
