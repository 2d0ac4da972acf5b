"""The plan's tables: as printed in `data/raw`, typed and checked in `data/processed`."""
