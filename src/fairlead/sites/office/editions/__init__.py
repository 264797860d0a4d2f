"""The office's list of editions and its page of one."""
