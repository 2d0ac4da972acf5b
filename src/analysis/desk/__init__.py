"""What people use: the command line, JupyterLab, the health checks, the scaffold."""
