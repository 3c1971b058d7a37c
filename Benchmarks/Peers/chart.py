"""The picture of a run: how long each engine takes beside Tessera, on a logarithmic scale."""

import math
from xml.sax.saxutils import escape

from results import BARE, OWN, geometric_mean

COLOURS = {"ONNX Runtime": "#d1495b", "OpenVINO": "#00798c", "JAX": "#8f5fbf", "NumPy": "#b8860b", "PyTorch": "#4f7942", BARE: "#555555"}
# Rows of the picture: a label, and the workloads whose geometric mean it shows.
ROWS = (
    *((f"MLP, batch {n}", f"mlp-{n}") for n in (1, 8, 32, 64, 128, 512)),
    *((f"MiniLM, {n}", f"minilm-{n}") for n in ("1x16", "1x128", "8x128", "32x64")),
    *((f"product with constant, {n}", f"product-constant-{n}") for n in (128, 512, 1024, 2048)),
    ("elementwise functions, mean", "elementwise-"),
    ("tanh(x*1.5+0.5)*2+exp(-x)", "chain"),
    ("softmax 512x512", "softmax-512x512"),
    ("layer norm 512x768", "layerNorm-512x768"),
    ("sums and means, mean", ("sum-", "mean-")),
    ("transposes, mean", "transpose-"),
)
LABEL, PANEL, GAP, ROW, TOP = 200, 330, 34, 22, 92
LEAST, MOST = 0.5, 16.0


def position(ratio):
    """From 0 to 1 along the axis; what lies outside of it stays at its end."""
    clamped = min(max(ratio, LEAST), MOST)
    return math.log(clamped / LEAST) / math.log(MOST / LEAST)


def ratios(rows, names, threads):
    """Each other side's time by ours, as a geometric mean over the workloads that it has."""
    found = {}
    for row in rows:
        if row.threads != threads or not row.own:
            continue
        if not (row.name == names if isinstance(names, str) and not names.endswith("-") else row.name.startswith(names)):
            continue
        for side, time in row.best.items():
            if side in COLOURS:
                found.setdefault(side, []).append(time / row.own)
    return {side: geometric_mean(values) for side, values in found.items()}


def text(x, y, content, size=12, anchor="start", colour="#222", weight="normal"):
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'font-weight="{weight}">{escape(content)}</text>'
    )


def panel(rows, entries, threads, left, bottom):
    parts = [text(left + PANEL / 2, TOP - 26, f"{threads} thread{'s' if threads > 1 else ''}", 13, "middle", weight="bold")]
    for tick in (0.5, 1, 2, 4, 8, 16):
        x = left + PANEL * position(tick)
        colour, width = ("#222", 1.5) if tick == 1 else ("#ddd", 1)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP - 6}" x2="{x:.1f}" y2="{bottom}" stroke="{colour}" stroke-width="{width}"/>')
        parts.append(text(x, TOP - 10, f"{tick:g}x" + {LEAST: "-", MOST: "+"}.get(tick, ""), 10, "middle", "#666"))
    for index, (_, names) in enumerate(entries):
        y = TOP + ROW * index + ROW / 2
        for side, ratio in ratios(rows, names, threads).items():
            x = left + PANEL * position(ratio)
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{COLOURS[side]}" fill-opacity="0.85">'
                f"<title>{escape(side)}: {ratio:.2f}</title></circle>"
            )
    return parts


def svg(rows):
    counts = sorted({row.threads for row in rows})
    entries = [entry for entry in ROWS if any(ratios(rows, entry[1], count) for count in counts)]
    sides = [side for side in COLOURS if any(side in row.best for row in rows)]
    width = LABEL + (PANEL + GAP) * max(len(counts), 1)
    bottom = TOP + ROW * len(entries)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {bottom + 16}" font-family="sans-serif">',
        f'<rect width="{width}" height="{bottom + 16}" fill="white"/>',
        text(12, 20, f"Time beside {OWN}'s: right of 1x is slower than {OWN}, left of it faster", 14, weight="bold"),
    ]
    x = 12
    for side in sides:
        parts.append(f'<circle cx="{x + 5}" cy="36" r="5" fill="{COLOURS[side]}"/>')
        parts.append(text(x + 14, 40, side))
        x += 30 + 7 * len(side)
    for index, (label, _) in enumerate(entries):
        y = TOP + ROW * index
        if index % 2 == 0:
            parts.append(f'<rect x="0" y="{y}" width="{width}" height="{ROW}" fill="#f6f6f6"/>')
        parts.append(text(12, y + ROW / 2 + 4, label))
    for index, count in enumerate(counts):
        parts += panel(rows, entries, count, LABEL + (PANEL + GAP) * index, bottom)
    return "\n".join(parts + ["</svg>"]) + "\n"
