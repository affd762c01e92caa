"""Measured by hand: what a build costs (``python -m benchmarks``), and what it survives (``python -m benchmarks.fuzz``)."""
