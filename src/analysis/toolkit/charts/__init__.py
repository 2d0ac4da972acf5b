"""Charts: a frame of the plan in, a figure with its title, alternative text and data out."""
