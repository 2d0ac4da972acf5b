"""Where the plan contradicts itself."""
