"""Which package of the system holds which library that Qt loads: for Debian and its kin, and for Fedora and its kin."""

from typing import NamedTuple


class Package(NamedTuple):
    """Names in apt and dnf. ``apt_t64``: the name since Debian 13. ``window``: not needed without a display."""

    apt: str
    dnf: str
    apt_t64: str = ""
    window: bool = False


FONT = Package("fonts-noto-core", "google-noto-sans-fonts")

_GLIB = Package("libglib2.0-0", "glib2", "libglib2.0-0t64")
_NSS = Package("libnss3", "nss")
_XCB = Package("libxcb1", "libxcb")

PACKAGES = {
    "libglib-2.0.so.0": _GLIB,
    "libgthread-2.0.so.0": _GLIB,
    "libGL.so.1": Package("libgl1", "libglvnd-glx"),
    "libEGL.so.1": Package("libegl1", "libglvnd-egl"),
    "libfontconfig.so.1": Package("libfontconfig1", "fontconfig"),
    "libxkbcommon.so.0": Package("libxkbcommon0", "libxkbcommon"),
    "libdbus-1.so.3": Package("libdbus-1-3", "dbus-libs"),
    "libgssapi_krb5.so.2": Package("libgssapi-krb5-2", "krb5-libs"),
    # Qt WebEngine
    "libnss3.so": _NSS,
    "libnssutil3.so": _NSS,
    "libsmime3.so": _NSS,
    "libnspr4.so": Package("libnspr4", "nspr"),
    "libX11.so.6": Package("libx11-6", "libX11"),
    "libXcomposite.so.1": Package("libxcomposite1", "libXcomposite"),
    "libXdamage.so.1": Package("libxdamage1", "libXdamage"),
    "libXext.so.6": Package("libxext6", "libXext"),
    "libXfixes.so.3": Package("libxfixes3", "libXfixes"),
    "libXrandr.so.2": Package("libxrandr2", "libXrandr"),
    "libXrender.so.1": Package("libxrender1", "libXrender"),
    "libXtst.so.6": Package("libxtst6", "libXtst"),
    "libxkbfile.so.1": Package("libxkbfile1", "libxkbfile"),
    "libasound.so.2": Package("libasound2", "alsa-lib", "libasound2t64"),
    "libgbm.so.1": Package("libgbm1", "mesa-libgbm"),
    "libdrm.so.2": Package("libdrm2", "libdrm"),
    "libxcb.so.1": _XCB,
    "libxcb-dri3.so.0": Package("libxcb-dri3-0", "libxcb"),
    "libexpat.so.1": Package("libexpat1", "expat"),
    # A window on X11
    "libxcb-cursor.so.0": Package("libxcb-cursor0", "xcb-util-cursor", window=True),
    "libxcb-icccm.so.4": Package("libxcb-icccm4", "xcb-util-wm", window=True),
    "libxcb-image.so.0": Package("libxcb-image0", "xcb-util-image", window=True),
    "libxcb-keysyms.so.1": Package("libxcb-keysyms1", "xcb-util-keysyms", window=True),
    "libxcb-render-util.so.0": Package("libxcb-render-util0", "xcb-util-renderutil", window=True),
    "libxcb-shape.so.0": Package("libxcb-shape0", "libxcb", window=True),
    "libxcb-xkb.so.1": Package("libxcb-xkb1", "libxcb", window=True),
    "libxkbcommon-x11.so.0": Package("libxkbcommon-x11-0", "libxkbcommon-x11", window=True),
}
