"""The signs of channels, drawn in a square of 16."""

from __future__ import annotations

from typing import Final

PATHS: Final = {
    "web": (
        '<circle cx="8" cy="8" r="6.2"/>'
        '<path d="M1.8 8h12.4M8 1.8c2.2 2 2.2 10.4 0 12.4M8 1.8c-2.2 2-2.2 10.4 0 12.4"/>'
    ),
    "product": '<rect x="1.8" y="2.5" width="12.4" height="11" rx="1.6"/><path d="M1.8 6h12.4M6 6v7.5"/>',
    "mobile": '<rect x="4.2" y="1.6" width="7.6" height="12.8" rx="1.6"/><path d="M7 12.2h2"/>',
    "email": '<rect x="1.6" y="3.2" width="12.8" height="9.6" rx="1.4"/><path d="M2 4.4l6 4.6 6-4.6"/>',
    "call": (
        '<path d="M5.3 2.2L3.2 2.7C2 5.5 6.8 13 11.7 13.3l1.3-1.9-2.7-2-1.5 1.1'
        'C7.2 9.6 6.2 8 5.9 6.4L7.2 5.3z"/>'
    ),
    "video": '<rect x="1.5" y="4" width="8.8" height="8" rx="1.5"/><path d="M10.3 7l4.2-2.3v6.6L10.3 9z"/>',
    "chat": '<path d="M2 3.5h12v7.5H7.5L4.5 13.5V11H2z"/>',
    "event": '<rect x="2" y="3" width="12" height="11" rx="1.5"/><path d="M2 6.5h12M5 1.5v3M11 1.5v3"/>',
    "academy": '<path d="M1.2 6L8 2.8 14.8 6 8 9.2zM4 7.6v3.6c2.2 1.7 5.8 1.7 8 0V7.6"/>',
    "social": (
        '<circle cx="5" cy="5.5" r="2.3"/>'
        '<circle cx="11.3" cy="6.2" r="1.9"/>'
        '<path d="M1.3 13c0-5 7.4-5 7.4 0M10 10c2.5-1.3 4.7.3 4.7 3"/>'
    ),
    "human": '<circle cx="8" cy="5" r="2.8"/><path d="M2.8 14c0-6.4 10.4-6.4 10.4 0"/>',
    "place": (
        '<path d="M8 14.3C4.5 10.5 3.5 8.5 3.5 6.3a4.5 4.5 0 0 1 9 0c0 2.2-1 4.2-4.5 8z"/>'
        '<circle cx="8" cy="6.3" r="1.6"/>'
    ),
    "partner": (
        '<path d="M6.8 9.2l2.4-2.4M5.5 7L3.3 9.2a2.5 2.5 0 0 0 3.5 3.5L9 10.5'
        'M10.5 9l2.2-2.2a2.5 2.5 0 0 0-3.5-3.5L7 5.5"/>'
    ),
    "digital": '<path d="M9 1.6L3.5 9H8l-1 5.4L12.5 7H8z"/>',
    "alone": '<path d="M4 8h8"/><circle cx="8" cy="8" r="6.2"/>',
}
"""Shapes of each sign by the name that `jmap.render.channels` gives it, drawn as lines without a fill."""
