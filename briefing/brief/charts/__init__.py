"""Declared charts to plots: plain data that any writer can have drawn."""
