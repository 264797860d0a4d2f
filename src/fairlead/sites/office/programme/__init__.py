"""The office's programme: its versions, building a draft, releasing it, changes on the day."""
