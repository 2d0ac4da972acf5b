"""Makes one self-contained HTML report of executed notebooks."""
