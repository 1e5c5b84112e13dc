from home.models.content_page import ContentPage
from home.models.home_page import HomePage
from home.models.network import NetworkSettings, Office
from home.models.verification import Verification

__all__ = ["ContentPage", "HomePage", "NetworkSettings", "Office", "Verification"]
