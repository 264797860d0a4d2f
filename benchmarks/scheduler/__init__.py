"""The organiser's scheduler at a full fair: drafting, looking, dragging, replanning, releasing."""
