"""Background work of an edition: asked for, followed, cancelled."""
