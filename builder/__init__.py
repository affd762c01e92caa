"""Guatu: Chinese government news, read, found, sorted and written as a briefing."""
