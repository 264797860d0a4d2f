"""Names the app to Django."""

from django.apps import AppConfig


class PipelineConfig(AppConfig):
    """Runs of the whole chain, in the background too; it has no tables."""

    name = "fairlead.apps.pipeline"
