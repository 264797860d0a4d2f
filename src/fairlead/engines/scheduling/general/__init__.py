"""Timetables of what the compiled search does not know by itself.

Meetings of three and more people, of several slots, and what must be held before all else. Up to
300 requests a solver proves the best timetable (`weight_model`). Above, the long and the large
meetings are placed by prices, the compiled search places the others around them, and a solver
improves one neighbourhood after another; prices give the bound.
"""
