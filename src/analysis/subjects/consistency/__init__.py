"""The places where the plan contradicts itself."""
