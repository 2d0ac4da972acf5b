"""Tables: a frame of the plan in, HTML with its title, note and data out."""
