"""What is planned, and when: the charts."""
