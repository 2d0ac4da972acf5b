"""The live preview: serves a draft, and makes it again at each save.

The process of the command serves and watches. It never runs the code of a report: a worker does,
which has imported that code as it is on disk and ends when it changes.
"""
