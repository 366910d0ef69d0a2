"""Draws the sample newsroom's lead pictures into media/ with Qt's painter; used by people only, never by the program.

Run ``QT_QPA_PLATFORM=offscreen python resources/sample/make_pictures.py`` after changing a scene. Every picture is
1600 by 900 pixels, JPEG, at most 120 KB, and comes out the same each time: chance is seeded by the file's name.
"""

import math
import random
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPen,
    QPolygonF,
    QRadialGradient,
)

WIDTH, HEIGHT = 1600, 900
MAX_BYTES = 120_000
MEDIA = Path(__file__).with_name("media")

Scene = Callable[[QPainter, random.Random], None]


def sky(painter: QPainter, *stops: str, bottom: float = HEIGHT) -> None:
    """A vertical gradient through the colours, from the top edge down to ``bottom``."""
    gradient = QLinearGradient(0, 0, 0, bottom)
    for index, colour in enumerate(stops):
        gradient.setColorAt(index / max(1, len(stops) - 1), QColor(colour))
    painter.fillRect(QRectF(0, 0, WIDTH, bottom), gradient)


def ground(painter: QPainter, top: float, *stops: str) -> None:
    """The lower part of the picture, from ``top`` to the bottom edge."""
    gradient = QLinearGradient(0, top, 0, HEIGHT)
    for index, colour in enumerate(stops):
        gradient.setColorAt(index / max(1, len(stops) - 1), QColor(colour))
    painter.fillRect(QRectF(0, top, WIDTH, HEIGHT - top), gradient)


def glow(painter: QPainter, x: float, y: float, radius: float, colour: str, strength: int = 200) -> None:
    """Light that fades out from a point."""
    gradient = QRadialGradient(x, y, radius)
    inner, outer = QColor(colour), QColor(colour)
    inner.setAlpha(strength)
    outer.setAlpha(0)
    gradient.setColorAt(0, inner)
    gradient.setColorAt(1, outer)
    painter.fillRect(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), gradient)


def shape(painter: QPainter, colour: str, *points: tuple[float, float]) -> None:
    """A filled polygon."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def box(painter: QPainter, colour: str, x: float, y: float, width: float, height: float) -> None:
    """A filled rectangle."""
    painter.fillRect(QRectF(x, y, width, height), QColor(colour))


def disc(painter: QPainter, colour: str, x: float, y: float, radius: float) -> None:
    """A filled circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(x, y), radius, radius)


def line(painter: QPainter, colour: str, width: float, *points: tuple[float, float]) -> None:
    """An open line through the points."""
    pen = QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def ripples(painter: QPainter, chance: random.Random, top: float, colour: str, n: int) -> None:
    """Short level strokes on water, longer and wider towards the viewer."""
    for _ in range(n):
        depth = chance.random() ** 1.5
        y = top + 8 + depth * (HEIGHT - top - 16)
        half = 10 + depth * 70
        x = chance.uniform(0, WIDTH)
        stroke = QColor(colour)
        stroke.setAlpha(chance.randint(25, 80))
        painter.setPen(QPen(stroke, 1.5 + 3 * depth))
        painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))


def corran_banks(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#0c1626", "#1d3350", "#4a6380", bottom=560)
    ground(painter, 560, "#27425c", "#0a1522")
    glow(painter, 1180, 390, 320, "#f4e3b8", 150)
    disc(painter, "#f6ecd0", 1180, 390, 46)
    ripples(painter, chance, 560, "#d9e4ef", 220)
    for step in range(26):
        box(painter, "#cdbf93", 1180 - 60 + chance.uniform(-30, 30), 575 + step * 12, 120 - step * 2, 3)
    shape(painter, "#0a0f16", (430, 540), (800, 540), (765, 610), (470, 610))
    shape(painter, "#0a0f16", (430, 540), (410, 505), (470, 540))
    box(painter, "#131b26", 660, 455, 90, 90)
    box(painter, "#ffd98a", 674, 470, 62, 22)
    line(painter, "#0a0f16", 9, (560, 540), (560, 380), (470, 470))
    line(painter, "#0a0f16", 4, (560, 380), (700, 455))
    line(painter, "#0a0f16", 4, (430, 520), (260, 610), (120, 640))
    for x in (500, 560, 620):
        glow(painter, x, 515, 70, "#ffdf9c", 190)
        disc(painter, "#fff3d4", x, 515, 6)


def lindow_bridge(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#46506f", "#b5817f", "#f1c38d", bottom=610)
    ground(painter, 610, "#8a6c70", "#2c3146")
    for x in range(0, WIDTH, 46):
        height = chance.uniform(20, 110)
        box(painter, "#5c5566", x, 610 - height, 44, height)
    ripples(painter, chance, 612, "#f5d2a8", 180)
    towers = (480.0, 1120.0)
    points = [(x, cable_height(x, towers)) for x in range(0, WIDTH + 1, 10)]
    for x, y in points[::4]:
        line(painter, "#3a3444", 3, (x, y), (x, 560))
    line(painter, "#2b2735", 10, *points)
    box(painter, "#2b2735", 0, 556, WIDTH, 22)
    for tower in towers:
        box(painter, "#5f5458", tower - 34, 240, 24, 460)
        box(painter, "#5f5458", tower + 10, 240, 24, 460)
        for y in (240, 380, 530):
            box(painter, "#54494e", tower - 34, y, 68, 26)
        box(painter, "#463d44", tower - 56, 660, 112, 60)
    for x in (420, 1180):
        glow(painter, x, 548, 90, "#ff4d3a", 210)
        disc(painter, "#ffb3a3", x, 548, 6)


def cable_height(x: float, towers: tuple[float, float]) -> float:
    """Height of the chain over ``x``: a hanging curve between the towers, straight outside them."""
    left, right = towers
    if left <= x <= right:
        middle, half = (left + right) / 2, (right - left) / 2
        return 250 + 270 * (1 - ((x - middle) / half) ** 2)
    distance = left - x if x < left else x - right
    return min(556.0, 250 + distance * 0.64)


def lefkonisi(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#7fb7e0", "#d9edf5", bottom=470)
    ground(painter, 470, "#2f86bd", "#0f5488")
    shape(painter, "#b8a483", (150, 640), (420, 330), (760, 190), (1080, 300), (1500, 640))
    shape(painter, "#a28e6c", (150, 640), (420, 330), (620, 640))
    ripples(painter, chance, 650, "#cfe9f7", 120)
    for row in range(6):
        y = 330 + row * 52
        for column in range(4 + row * 2):
            x = 760 - (4 + row * 2) * 33 + column * 66 + chance.uniform(-12, 12)
            height = chance.uniform(34, 58)
            box(painter, "#fbfbf7", x, y, 52, height)
            box(painter, "#dfe3e4", x + 38, y, 14, height)
            box(painter, "#2f6aa0", x + 12, y + 12, 10, 14)
    disc(painter, "#2b6cab", 770, 300, 30)
    box(painter, "#fbfbf7", 738, 300, 64, 44)
    box(painter, "#8d8272", 420, 640, 700, 20)
    for x in (520, 660, 930):
        shape(painter, "#c4472f", (x, 690), (x + 84, 690), (x + 70, 712), (x + 14, 712))
        line(painter, "#5b4a3a", 4, (x + 42, 690), (x + 42, 630))


def dry_reservoir(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#cdb48a", "#ecdcb8", bottom=380)
    glow(painter, 1240, 190, 300, "#fff6dc", 220)
    disc(painter, "#fffaf0", 1240, 190, 50)
    for level in range(8):
        tone = ["#b58f5e", "#a9834f", "#b08a58", "#9c7747"][level % 4]
        shape(painter, tone, (0, 300 + level * 24), (WIDTH, 360 + level * 18), (WIDTH, HEIGHT), (0, HEIGHT))
    ground(painter, 500, "#a98a60", "#6f5334")
    for _ in range(150):
        x, y = chance.uniform(-40, WIDTH), chance.uniform(520, HEIGHT)
        size = 12 + (y - 500) / 6
        points = [(x, y)]
        for _ in range(4):
            last = points[-1]
            points.append(
                (last[0] + chance.uniform(0.2, 1) * size, last[1] + chance.uniform(-0.5, 0.5) * size)
            )
        line(painter, "#54402a", 1 + (y - 500) / 140, *points)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#7da0a6"))
    painter.drawEllipse(QRectF(560, 545, 420, 54))
    painter.setBrush(QColor("#a9c4c4"))
    painter.drawEllipse(QRectF(620, 552, 260, 22))


def vesper_station(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#040814", "#0b1c30", "#16324a", bottom=640)
    for _ in range(260):
        disc(painter, "#dfe9f5", chance.uniform(0, WIDTH), chance.uniform(0, 560), chance.uniform(0.6, 1.8))
    for band, colour in enumerate(("#3fd09a", "#5be0b0", "#7fd7c9")):
        for x in range(0, WIDTH, 4):
            curtain(painter, x, aurora_height(x, band), chance.uniform(150, 200), colour)
    ground(painter, 640, "#8fa9bd", "#3c5468")
    for x in range(560, 1061, 100):
        box(painter, "#1a222b", x, 590, 12, 80)
    box(painter, "#8a2f28", 520, 480, 580, 112)
    box(painter, "#6f251f", 520, 572, 580, 20)
    for x in range(556, 1080, 58):
        glow(painter, x + 16, 528, 60, "#ffdc8f", 120)
        box(painter, "#ffe7ad", x, 512, 32, 32)
    line(painter, "#1a222b", 6, (1060, 480), (1060, 330))
    disc(painter, "#ff5a4a", 1060, 328, 7)


def aurora_height(x: float, band: int) -> float:
    """Where the foot of the curtain stands over ``x``."""
    return 300 + band * 70 + 46 * math.sin(x / 210 + band * 1.9) + 16 * math.sin(x / 61 + band)


def curtain(painter: QPainter, x: float, foot: float, height: float, colour: str) -> None:
    """One thin sheet of northern light: faint above, brightest near its foot, soft at both ends."""
    gradient = QLinearGradient(0, foot - height, 0, foot + 50)
    for stop, alpha in ((0.0, 0), (0.75, 70), (1.0, 0)):
        light = QColor(colour)
        light.setAlpha(alpha)
        gradient.setColorAt(stop, light)
    painter.fillRect(QRectF(x, foot - height, 4, height + 50), gradient)


def winter_road(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#5d7591", "#b9c9d6", "#f3dcc6", bottom=430)
    ground(painter, 430, "#dfe7ec", "#a9bccb")
    for x in range(0, WIDTH, 14):
        height = chance.uniform(12, 46)
        shape(painter, "#4b5f6b", (x, 432), (x + 9, 432 - height), (x + 18, 432))
    shape(painter, "#c3d3de", (780, 430), (820, 430), (1330, 900), (270, 900))
    shape(painter, "#b1c5d3", (792, 430), (808, 430), (1000, 900), (600, 900))
    for step in range(1, 13):
        depth = (step / 12) ** 2.2
        for side in (-1, 1):
            x = 800 + side * (24 + depth * 560)
            y = 434 + depth * 466
            line(painter, "#4c3b30", 1.5 + 6 * depth, (x, y), (x, y - 12 - 130 * depth))
            disc(painter, "#d4502f", x, y - 12 - 130 * depth, 2 + 8 * depth)
    box(painter, "#26323c", 784, 400, 32, 36)
    for x in (790, 810):
        glow(painter, x, 430, 90, "#ffe9b0", 220)
        disc(painter, "#fff7df", x, 430, 5)
    for _ in range(240):
        disc(
            painter, "#ffffff", chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT), chance.uniform(0.8, 2.6)
        )


def glass_cargo(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#171c20", "#232b2e", "#14181b")
    glow(painter, 800, 420, 720, "#5c7f74", 110)
    box(painter, "#2f2a25", 0, 700, WIDTH, 200)
    for index in range(6):
        x = 210 + index * 236
        width, height = chance.uniform(58, 84), chance.uniform(180, 320)
        for inset, alpha in ((0, 90), (10, 70), (22, 60)):
            colour = QColor("#9fd0b4")
            colour.setAlpha(alpha)
            painter.setPen(QPen(QColor(200, 235, 215, 120), 2))
            painter.setBrush(colour)
            outline = [
                QPointF(x - width + inset, 700 - height),
                QPointF(x + width - inset, 700 - height),
                QPointF(x + width * 0.5 - inset * 0.6, 700 - 70),
                QPointF(x + 12, 700 - 46),
                QPointF(x + 46, 700),
                QPointF(x - 46, 700),
                QPointF(x - 12, 700 - 46),
                QPointF(x - width * 0.5 + inset * 0.6, 700 - 70),
            ]
            painter.drawPolygon(QPolygonF(outline))
        line(painter, "#e6fff2", 4, (x - width + 18, 716 - height), (x - width * 0.5, 610))


def gannet_stone(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#2a2350", "#6d4c86", "#e0a2a0", bottom=640)
    ground(painter, 640, "#5a4a78", "#171a36")
    beam = QLinearGradient(1000, 280, 80, 180)
    beam.setColorAt(0, QColor(255, 244, 205, 210))
    beam.setColorAt(1, QColor(255, 244, 205, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(beam))
    painter.drawPolygon(QPolygonF([QPointF(1000, 282), QPointF(0, 40), QPointF(0, 300)]))
    ripples(painter, chance, 645, "#f0c3bd", 160)
    shape(painter, "#14121c", (760, 700), (850, 610), (940, 575), (1080, 585), (1180, 640), (1290, 710))
    shape(painter, "#f1ece6", (950, 580), (972, 310), (1028, 310), (1050, 580))
    shape(painter, "#cfc4c6", (1010, 310), (1028, 310), (1050, 580), (1020, 580))
    box(painter, "#2b2333", 962, 300, 76, 12)
    box(painter, "#ffeeb8", 976, 258, 48, 44)
    shape(painter, "#2b2333", (966, 260), (1000, 226), (1034, 260))
    glow(painter, 1000, 280, 170, "#fff0c0", 210)
    for y in (380, 460, 530):
        box(painter, "#3a3346", 994, y, 12, 20)


def night_train(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#0a1130", "#26305e", "#6a5a86", bottom=520)
    for _ in range(140):
        disc(painter, "#eef2ff", chance.uniform(0, WIDTH), chance.uniform(0, 400), chance.uniform(0.6, 1.7))
    shape(
        painter,
        "#161c3a",
        (0, 470),
        (240, 350),
        (520, 440),
        (860, 300),
        (1240, 430),
        (1600, 340),
        (1600, 620),
        (0, 620),
    )
    ground(painter, 600, "#141a2e", "#0a0d18")
    box(painter, "#3a3f52", 0, 690, WIDTH, 8)
    for x in range(0, WIDTH, 40):
        box(painter, "#2a2c38", x, 698, 22, 12)
    for car in range(4):
        x = -140 + car * 440
        box(painter, "#22386e", x, 510, 424, 160)
        box(painter, "#d9b35a", x, 612, 424, 6)
        box(painter, "#152449", x, 500, 424, 14)
        for window in range(6):
            lit = chance.random() < 0.62
            if lit:
                glow(painter, x + 52 + window * 64, 565, 62, "#ffd582", 90)
            box(painter, "#ffe2a3" if lit else "#18244a", x + 32 + window * 64, 540, 42, 50)
        for wheel in (60, 110, 320, 370):
            disc(painter, "#0b0e18", x + wheel, 678, 20)


def cup_final(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#20355a", "#7690b4", bottom=300)
    for row in range(14):
        y = 230 + row * 20
        box(painter, "#3a4152", 0, y, WIDTH, 20)
        for x in range(0, WIDTH, 18):
            tone = chance.choice(("#d8d4c8", "#b8402f", "#2f5d9e", "#e5c25a", "#6b7080"))
            disc(painter, tone, x + chance.uniform(0, 9), y + 10, 5)
    for stripe in range(8):
        y = 510 + stripe * 49
        box(painter, "#2f8a4b" if stripe % 2 else "#379653", 0, y, WIDTH, 49)
    line(painter, "#f3f6f1", 5, (0, 560), (WIDTH, 560))
    line(painter, "#f3f6f1", 5, (420, 560), (330, 700), (1270, 700), (1180, 560))
    line(painter, "#ffffff", 9, (560, 560), (560, 390), (1040, 390), (1040, 560))
    for x in range(580, 1040, 26):
        line(painter, "#c9d2d6", 1.2, (x, 394), (x, 556))
    for y in range(410, 556, 24):
        line(painter, "#c9d2d6", 1.2, (564, y), (1036, y))
    disc(painter, "#f4f4ee", 800, 790, 24)
    disc(painter, "#22262c", 800, 790, 8)


def count_hall(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#efe9dc", "#d6cab2", bottom=430)
    ground(painter, 430, "#a88f6d", "#6d5638")
    for window in range(90, WIDTH, 240):
        box(painter, "#c6d8e2", window, 70, 110, 250)
        box(painter, "#e6dfd0", window + 52, 70, 6, 250)
    for row in range(3):
        y, scale = 460 + row * 130, 1 + row * 0.45
        for table in range(5):
            x = -60 + table * 360 * scale - row * 130
            box(painter, "#e9e2d2", x, y, 290 * scale, 22 * scale)
            box(painter, "#5b4a36", x + 14, y + 22 * scale, 10 * scale, 60 * scale)
            box(painter, "#5b4a36", x + 266 * scale, y + 22 * scale, 10 * scale, 60 * scale)
            for pile in range(6):
                height = chance.uniform(8, 46) * scale
                tone = chance.choice(("#2f6a8f", "#b8472f", "#4c8a52", "#fbf7ec", "#fbf7ec"))
                box(painter, tone, x + (16 + pile * 45) * scale, y - height, 34 * scale, height)
                box(painter, "#fffdf6", x + (16 + pile * 45) * scale, y - height, 34 * scale, 4 * scale)


def customs_house(painter: QPainter, chance: random.Random) -> None:
    sky(painter, "#b9c6cf", "#e9e3d6", bottom=640)
    ground(painter, 640, "#8f989c", "#5c666c")
    box(painter, "#d8b98a", 260, 230, 1080, 420)
    shape(painter, "#7a4a38", (230, 232), (380, 120), (1220, 120), (1370, 232))
    for column in range(9):
        for row in range(2):
            x, y = 310 + column * 112, 280 + row * 170
            box(painter, "#f2e8d3", x - 8, y - 8, 76, 116)
            box(painter, "#3d4d58", x, y, 60, 100)
            box(painter, "#f2e8d3", x + 28, y, 4, 100)
    box(painter, "#5b3527", 750, 520, 100, 130)
    for x, colours in (
        (470, ("#2f6a8f", "#f4f1e6")),
        (1130, ("#b8472f", "#f4f1e6")),
        (800, ("#3f7a56", "#f0c95a")),
    ):
        line(painter, "#3a3a3a", 5, (x, 230), (x, 40))
        box(painter, colours[0], x + 3, 44, 92, 28)
        box(painter, colours[1], x + 3, 72, 92, 28)
    ripples(painter, chance, 690, "#e6eaec", 90)


SCENES: dict[str, Scene] = {
    "corran-banks.jpg": corran_banks,
    "count-hall.jpg": count_hall,
    "cup-final.jpg": cup_final,
    "customs-house.jpg": customs_house,
    "dry-reservoir.jpg": dry_reservoir,
    "gannet-stone.jpg": gannet_stone,
    "glass-cargo.jpg": glass_cargo,
    "lefkonisi.jpg": lefkonisi,
    "lindow-bridge.jpg": lindow_bridge,
    "night-train.jpg": night_train,
    "vesper-station.jpg": vesper_station,
    "winter-road.jpg": winter_road,
}


def draw(name: str, scene: Scene) -> bytes:
    """The picture as JPEG, at the best quality that fits ``MAX_BYTES``. Raises ``ValueError`` when none does."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene(painter, random.Random(name))
    painter.end()
    for quality in range(86, 40, -6):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPG", quality)  # type: ignore[call-overload]  # PySide's stub wants bytes, the call takes str
        data = bytes(buffer.data().data())
        if len(data) <= MAX_BYTES:
            return data
    raise ValueError(f"{name} does not fit {MAX_BYTES} bytes")


def main() -> int:
    _application = QGuiApplication(sys.argv)
    MEDIA.mkdir(exist_ok=True)
    for name, scene in SCENES.items():
        data = draw(name, scene)
        (MEDIA / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
