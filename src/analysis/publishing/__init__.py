"""From notebooks to reports: notebooks run, pages assembled, outputs written."""
