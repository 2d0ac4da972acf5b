"""The explorer and the run panel of JupyterLab: controls over functions that need no widget."""

from analysis.widgets.exploring import explorer
from analysis.widgets.running import run_panel

__all__ = ["explorer", "run_panel"]
