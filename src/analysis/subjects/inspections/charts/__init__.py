"""What the inspectorate did: the charts."""
