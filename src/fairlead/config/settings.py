"""Django settings, read from the environment."""

SECRET_KEY = "placeholder"  # noqa: S105  replaced by the environment reader
INSTALLED_APPS: list[str] = []
USE_TZ = True
