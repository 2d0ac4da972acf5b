"""What the inspectorate did."""
