"""The index of a workspace: rows kept of its maps, and the view that is made of them."""

from jmap.render.index.keep import index_row, not_drawn
from jmap.render.index.row import IndexRow, NotDrawn
from jmap.render.index.view import IndexView, index_view

__all__ = ["IndexRow", "IndexView", "NotDrawn", "index_row", "index_view", "not_drawn"]
