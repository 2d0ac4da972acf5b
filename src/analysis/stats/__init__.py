"""Statistics: a frame of the plan in, a frame of figures out."""
