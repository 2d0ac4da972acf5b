"""The inspectorate: its files, official reports and proposed recoveries."""
