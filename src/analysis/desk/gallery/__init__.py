"""Every chart on one page."""
