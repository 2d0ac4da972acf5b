"""Sentences that restate a generated plan, some of them wrong, with the truth about each."""

from .planting import ClaimedPlan, plan_with_claims
from .told import Claim

__all__ = ["Claim", "ClaimedPlan", "plan_with_claims"]
