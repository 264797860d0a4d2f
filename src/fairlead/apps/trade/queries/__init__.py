"""Reads that decide who may see what."""
