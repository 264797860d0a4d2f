"""Tests of calls, proposals and reviews."""
