"""The site of all years: every published report in one folder that any server can offer."""

from __future__ import annotations

from analysis.publishing.site.folder import SITE, Site, SiteError, write_site

__all__ = ["SITE", "Site", "SiteError", "write_site"]
