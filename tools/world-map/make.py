#!/usr/bin/env python3
"""Makes world.json, the outlines that the world map component draws.

Usage:

    npm pack world-atlas@2.0.2 i18n-iso-countries@7.14.0
    # unpack each archive into a directory of its own, then:
    python3 make.py WORLD_ATLAS_DIR ISO_COUNTRIES_DIR world.json

Both directories are those that hold the package's package.json. The geometry is in geometry.py beside
this file. The script needs Python 3.8 or later and nothing outside the standard library, reads no other
file, uses no network, no clock and no random numbers, and therefore writes the same bytes from the same
packages every time.

Sources and licences. The outlines are those of Natural Earth 4.1 (https://www.naturalearthdata.com/),
which is in the public domain: "No permission is needed to use Natural Earth." The npm package
world-atlas (https://github.com/topojson/world-atlas, ISC licence, Michael Bostock) carries them as
TopoJSON; no code of that package is used. From the npm package i18n-iso-countries (MIT licence) the
script takes only facts: which ISO 3166-1 numeric code belongs to which two-letter code.

What it does. Countries get their shape from the 1:110 million outlines. Countries that are too small
for those keep an empty list of rings and `small: true`; their anchor is the middle of their largest
island or area in the 1:50 million outlines or, failing that, in the 1:10 million ones. Every line is
simplified once (Douglas and Peucker) before the rings are put together, so that neighbours keep a
common border. The projection is Equal Earth (Šavrič, Patterson and Jenny 2018) with 150° E in the
middle. Rings are unrolled over the 180th meridian, cut at 30° W, the edge of this map, and follow that
edge where they are cut. Antarctica is not drawn. The frame is the smallest one around the whole width
of the equator and all drawn land; 0 to 1 runs over its width, downwards in the same unit, and `ratio`
is its height. Anchors lie inside the largest polygon: its centroid where that is well inside, and the
point farthest from the outline otherwise.

Borders are those of Natural Earth, which shows who holds a place and not whose it is by law. Land
without an ISO code (Kosovo, Northern Cyprus, Somaliland) stands under `other` and is drawn as plain
land. A place in UNASSIGNED turns the polygon around it into such land: Crimea, whose annexation Japan
does not recognise.
"""
import json
import os
import sys

from geometry import anchor, area_and_centroid, assembled, clearance, cut, joined, project, simplified

CENTRE = 150
TOLERANCE = 0.00050  # of the width of the map
LEFT_OUT = {"AQ"}
# (longitude, latitude) of a point inside each polygon that shall belong to no country.
UNASSIGNED = ((34.3, 45.3),)

def decoded_arcs(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx - CENTRE, y * sy + ty))
        yield joined([points])


def countries(path, codes, tolerance):
    """Every polygon of a file as a list of projected rings, under its two-letter code or its name."""
    with open(path, encoding="utf-8") as file:
        topology = json.load(file)
    exact = list(decoded_arcs(topology))
    arcs = [simplified(arc, tolerance) for arc in exact]
    result = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = codes.get(shape.get("id"))
        key = (code, None) if code else (None, name)
        if not shape.get("arcs"):
            continue
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            rings = [assembled(ring, arcs) for ring in polygon]
            # A ring that the simplification would flatten keeps all its points.
            rings = [ring if len(ring) > 3 else assembled(exact_ring, exact) for ring, exact_ring in zip(rings, polygon)]
            owner = key
            for lon, lat in UNASSIGNED:
                if clearance(((lon - CENTRE + 180) % 360 - 180, lat), rings) > 0:
                    owner = (None, "unassigned")
            pieces = {}
            for ring in rings:
                for number, piece in enumerate(cut(ring)):
                    pieces.setdefault(number, []).append([project(p) for p in piece])
            result.setdefault(owner, []).extend(pieces.values())
    return result


def main(atlas, iso, target):
    with open(os.path.join(iso, "codes.json"), encoding="utf-8") as file:
        entries = json.load(file)
    codes = {numeric: alpha for alpha, _, numeric, _ in entries if alpha != "XK"}
    scales = [countries(os.path.join(atlas, f"countries-{scale}.json"), codes, tolerance)
              for scale, tolerance in (("110m", TOLERANCE), ("50m", 0), ("10m", 0))]
    shapes, other = {}, []
    for (code, _), polygons in scales[0].items():
        if code is None:
            other += [ring for polygon in polygons for ring in polygon]
        elif code not in LEFT_OUT:
            shapes[code] = polygons
    drawn = [p for polygons in shapes.values() for polygon in polygons for ring in polygon for p in ring]
    dots = {}
    for scale in scales[1:]:
        for (code, _), polygons in scale.items():
            if code and code not in LEFT_OUT and code not in shapes and code not in dots:
                dots[code] = polygons
    largest = lambda polygons: max(polygons, key=lambda polygon: area_and_centroid(polygon[0])[0])
    anchors = {code: anchor(largest(polygons)) for code, polygons in {**shapes, **dots}.items()}
    top = min([p[1] for p in drawn] + [p[1] for p in anchors.values()])
    height = max([p[1] for p in drawn] + [p[1] for p in anchors.values()]) - top
    place = lambda p: [round(p[0] + 0, 4), round(p[1] - top, 4)]

    def compact(rings):
        for ring in rings:
            points = [place(p) for p in ring]
            points = [p for i, p in enumerate(points) if p != points[i - 1]]
            if len(points) > 2:
                yield points

    def land(rings):
        """Rings, and the rectangle around each, by which a map knows what it need not draw."""
        rings = list(compact(rings))
        boxes = [[min(x), min(y), max(x), max(y)] for x, y in (zip(*ring) for ring in rings)]
        return {"rings": rings, "boxes": boxes}

    world = {
        "source": "Natural Earth 4.1, public domain",
        "ratio": round(height, 4),
        "other": land(other),
        "countries": {
            code: {
                "anchor": place(anchors[code]),
                "small": code in dots,
                **land([] if code in dots else (ring for polygon in shapes[code] for ring in polygon)),
            } for code in sorted(anchors)
        },
    }
    text = json.dumps(world, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    inside = all(clearance(anchors[c], largest(p)) > 0 for c, p in {**shapes, **dots}.items())
    points = sum(len(r) for c in world["countries"].values() for r in c["rings"])
    print(f"{target}: {len(text.encode())} bytes, {points} points, ratio {world['ratio']}")
    print(f"{len(shapes)} countries with a shape, {len(dots)} as dots; anchors all inside: {inside}")
    print("dots:", " ".join(sorted(dots)))
    print("from the 1:10 million outlines:", " ".join(sorted(c for c in dots if (c, None) not in scales[1])) or "none")
    print("land without an ISO code, drawn as plain land:", ", ".join(sorted(n for c, n in scales[0] if c is None)))
    print("left out of the drawing:", " ".join(sorted(LEFT_OUT)))
    print("ISO codes without any shape:", " ".join(sorted(a for a in codes.values() if a not in anchors and a not in LEFT_OUT)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
