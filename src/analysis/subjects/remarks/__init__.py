"""What the plan says in words only: causes, audits, data products, measures that end."""
