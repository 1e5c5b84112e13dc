"""Pages kept ready for anonymous visitors: docs/decisions/0015-page-cache.md."""
