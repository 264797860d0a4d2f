"""Addresses below the language chosen for what people wrote: /~kk/ru/fair/."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix

from fairlead.ui.text_language import build_prefix, choose_text_language, split_path


class TextLanguageMiddleware:
    """Takes the language off the path, as if the site were installed below it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what answers."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language that the address begins with, if it begins with one."""
        tag, rest = split_path(request.path_info)
        if not tag:
            return self._get_response(request)
        before = get_script_prefix()
        request.path_info = rest
        set_script_prefix(f"{before.rstrip('/')}{build_prefix(tag)}/")
        try:
            with choose_text_language(tag):
                response = self._get_response(request)
        finally:
            set_script_prefix(before)
        if "Content-Language" in response.headers:
            response.headers["Content-Language"] += f", {tag}"
        return response
