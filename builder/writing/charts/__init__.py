"""Drawings as plain values: geometry in Python, markup in templates/charts, colours in the stylesheet."""
