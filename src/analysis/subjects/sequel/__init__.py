"""Successors: whether milestones that run on are planned again."""
