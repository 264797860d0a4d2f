"""Pictures drawn as SVG by functions, and set as PNG."""
