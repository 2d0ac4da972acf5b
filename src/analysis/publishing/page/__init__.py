"""Makes one self-contained HTML report from executed notebooks."""
