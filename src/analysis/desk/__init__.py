"""Where people sit: the command line, JupyterLab, the health checks, the scaffold."""
