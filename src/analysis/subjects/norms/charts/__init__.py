"""Whether measures met their processing norms: the charts."""
