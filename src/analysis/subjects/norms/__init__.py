"""Whether measures met their processing norms."""
