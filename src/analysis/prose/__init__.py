"""Dutch sentences computed from the plan's tables; no number in them is typed by hand."""
