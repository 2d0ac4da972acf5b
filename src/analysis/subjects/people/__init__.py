"""The department's own staff and letters."""
