"""The environment in which Qt is tested: without a screen, without a graphics card, and, if need be, as root."""

import os


def qt_environment() -> dict[str, str]:
    """Variables to set before Qt is loaded, where the caller has not set them."""
    variables = {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        variables["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium's sandbox refuses root
    return variables
