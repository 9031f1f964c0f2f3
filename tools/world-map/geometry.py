"""Plane and globe geometry for make.py: projection, simplification, cutting, areas, anchors.

Points of the globe are (longitude from the middle of the map, latitude) in degrees; points of the map are
(x, y) as `project` gives them.
"""
import math

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT3 = math.sqrt(3)


def project(point):
    """Equal Earth; x runs from 0 to 1 over the equator, y downwards from the equator in the same unit."""
    lam, t = math.radians(point[0]), math.asin(ROOT3 / 2 * math.sin(math.radians(point[1])))
    x = 2 * ROOT3 * lam * math.cos(t) / (3 * (9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1))
    y = A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t
    width = 2 * 2 * ROOT3 * math.pi / (3 * A1)
    return 0.5 + x / width, -y / width


def joined(lines):
    """One line out of several, its longitudes unrolled so that no step is longer than half the globe."""
    result = []
    for line in lines:
        for x, y in line:
            if result:
                x -= 360 * round((x - result[-1][0]) / 360)
                if (x, y) == result[-1]:
                    continue
            result.append((x, y))
    return result


def distance(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0 if length == 0 else max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def simplified(line, tolerance):
    if len(line) < 3 or tolerance == 0:
        return line
    flat = [project(p) for p in line]
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, index = max(((distance(flat[i], flat[first], flat[last]), i) for i in range(first + 1, last)), default=(0, 0))
        if far > tolerance or (flat[first] == flat[last] and index):
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [p for i, p in enumerate(line) if i in keep]


def assembled(ring, arcs):
    points = joined([arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring])
    shift = 360 * math.floor((min(p[0] for p in points) + 180) / 360)
    points = [(x - shift, y) for x, y in points]
    return points[:-1] if points[0] == points[-1] else points


def half(ring, edge, side):
    """The part of a ring on one side of a meridian; along the cut it takes a point per degree or so."""
    result = []
    for p, q in zip(ring, ring[1:] + ring[:1]):
        inside_p, inside_q = (p[0] - edge) * side <= 0, (q[0] - edge) * side <= 0
        if inside_p:
            result.append(p)
        if inside_p != inside_q:
            result.append((edge, p[1] + (q[1] - p[1]) * (edge - p[0]) / (q[0] - p[0])))
    dense = []
    for p, q in zip(result, result[1:] + result[:1]):
        steps = max(1, math.ceil(abs(q[1] - p[1]))) if p[0] == q[0] == edge else 1
        dense += [(p[0] + (q[0] - p[0]) * i / steps, p[1] + (q[1] - p[1]) * i / steps) for i in range(steps)]
    return dense


def cut(ring):
    for shift in (0, -360):
        moved = [(x + shift, y) for x, y in ring]
        for edge, side in ((-180, -1), (180, 1)):
            if any((p[0] - edge) * side > 0 for p in moved):
                moved = half(moved, edge, side)
        if len(moved) > 2:
            yield moved


def area_and_centroid(ring):
    area = x = y = 0
    ox, oy = ring[0]
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
        area += cross / 2
        x, y = x + (ax + bx - 2 * ox) * cross / 6, y + (ay + by - 2 * oy) * cross / 6
    return (abs(area), (ox + x / area, oy + y / area)) if area else (0, ring[0])


def clearance(point, rings):
    """How far a point is from the outline; negative outside."""
    inside, least = False, math.inf
    for ring in rings:
        for a, b in zip(ring, ring[1:] + ring[:1]):
            if (a[1] > point[1]) != (b[1] > point[1]) and point[0] < (b[0] - a[0]) * (point[1] - a[1]) / (b[1] - a[1]) + a[0]:
                inside = not inside
            least = min(least, distance(point, a, b))
    return least if inside else -least


def anchor(polygon):
    """The centroid, or the pole of inaccessibility, found on a grid that closes in on the best cell."""
    xs, ys = [p[0] for p in polygon[0]], [p[1] for p in polygon[0]]
    centroid = area_and_centroid(polygon[0])[1]
    best, width, height = centroid, max(xs) - min(xs), max(ys) - min(ys)
    middle = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
    for _ in range(9):
        cells = [(middle[0] + width * i / 12, middle[1] + height * j / 12) for i in range(-6, 7) for j in range(-6, 7)]
        best = middle = max([best] + cells, key=lambda p: clearance(p, polygon))
        width, height = width / 3, height / 3
    return centroid if clearance(centroid, polygon) >= 0.5 * clearance(best, polygon) else best
