"""Runs notebooks with papermill: plan the jobs, execute them side by side, publish atomically."""
