"""What is sent when somebody who takes part in an edition is about to leave it.

Apps above this one end there what the person was to do, and tell the others.
"""

from django.dispatch import Signal

participation_ends = Signal()
