"""Every chart on one page, to look at."""
