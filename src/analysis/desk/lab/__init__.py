"""The explorer and the run panel of JupyterLab: controls over functions that need no widget."""

from analysis.desk.lab.exploring import explorer
from analysis.desk.lab.running import run_panel

__all__ = ["explorer", "run_panel"]
