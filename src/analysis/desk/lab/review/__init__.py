"""The review desk of JupyterLab: proposals to decide one by one with the keyboard."""

from analysis.desk.lab.review.desk import review_desk

__all__ = ["review_desk"]
