//! Matrices, rectangles and paths of page space, in points.

/// Points per millimetre.
pub const POINTS: f64 = 72.0 / 25.4;

/// A transformation: `x' = a·x + c·y + e`, `y' = b·x + d·y + f` (ISO 32000-1, 8.3.3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// Changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// What comes of applying this transformation first and `after` second.
    pub fn then(self, after: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, after.0);
        Self([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    /// A point after the transformation.
    pub fn apply(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [a, b, c, d, e, f] = self.0;
        [a * x + c * y + e, b * x + d * y + f]
    }

    /// How long a unit along the x axis and one along the y axis become.
    pub fn units(self) -> [f64; 2] {
        let [a, b, c, d, ..] = self.0;
        [a.hypot(b), c.hypot(d)]
    }

    /// How thin a line of width 1 may become: the smaller singular value.
    pub fn thinnest(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        let (sum, det) = (a * a + b * b + c * c + d * d, a * d - b * c);
        let root = (sum * sum - 4.0 * det * det).max(0.0).sqrt();
        ((sum - root).max(0.0) / 2.0).sqrt()
    }

    /// A shift.
    pub fn translation(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// The corners of a rectangle after the transformation.
    pub fn corners(self, area: Area) -> [[f64; 2]; 4] {
        let Area { left, bottom, right, top } = area;
        [[left, bottom], [right, bottom], [right, top], [left, top]].map(|corner| self.apply(corner))
    }
}

/// A rectangle with sides along the axes; y grows upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The least x.
    pub left: f64,
    /// The least y.
    pub bottom: f64,
    /// The greatest x.
    pub right: f64,
    /// The greatest y.
    pub top: f64,
}

impl Area {
    /// From 0 to 1 on both axes, where pictures are drawn.
    pub const UNIT: Self = Self { left: 0.0, bottom: 0.0, right: 1.0, top: 1.0 };

    /// The smallest rectangle around points; nothing if there are none, or none that is finite.
    pub fn around(points: impl IntoIterator<Item = [f64; 2]>) -> Option<Self> {
        let mut found: Option<Self> = None;
        for [x, y] in points.into_iter().filter(|point| point.iter().all(|side| side.is_finite())) {
            let area = found.get_or_insert(Self { left: x, bottom: y, right: x, top: y });
            area.left = area.left.min(x);
            area.right = area.right.max(x);
            area.bottom = area.bottom.min(y);
            area.top = area.top.max(y);
        }
        found
    }

    /// From left to right.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// From bottom to top.
    pub fn height(self) -> f64 {
        self.top - self.bottom
    }

    /// The rectangle that is larger by a border on all sides, smaller if the border is negative.
    pub fn grown(self, border: f64) -> Self {
        let Self { left, bottom, right, top } = self;
        Self { left: left - border, bottom: bottom - border, right: right + border, top: top + border }
    }

    /// What both have in common, if that is more than a line.
    pub fn common(self, other: Self) -> Option<Self> {
        let common = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (common.left < common.right && common.bottom < common.top).then_some(common)
    }

    /// Two opposite corners.
    pub fn ends(self) -> [[f64; 2]; 2] {
        [[self.left, self.bottom], [self.right, self.top]]
    }

    /// Whether they touch; hairlines have no width and touch all the same.
    pub fn touches(self, other: Self) -> bool {
        self.left <= other.right && other.left <= self.right && self.bottom <= other.top && other.bottom <= self.top
    }

    /// Whether it lies within another, but for a tolerance.
    pub fn within(self, outer: Self, tolerance: f64) -> bool {
        self.left >= outer.left - tolerance
            && self.right <= outer.right + tolerance
            && self.bottom >= outer.bottom - tolerance
            && self.top <= outer.top + tolerance
    }
}

/// A path in page space, curves made into short lines.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Polygons, each with whether it was closed.
    pub rings: Vec<(Vec<[f64; 2]>, bool)>,
}

impl Outline {
    /// One closed polygon.
    pub fn polygon(points: &[[f64; 2]]) -> Self {
        Self { rings: vec![(points.to_vec(), true)] }
    }

    /// Begins a polygon at a point.
    pub fn start(&mut self, point: [f64; 2]) {
        self.rings.push((vec![point], false));
    }

    /// A straight line from the current point.
    pub fn line(&mut self, point: [f64; 2]) {
        match self.rings.last_mut() {
            Some((ring, false)) => ring.push(point),
            // After a closed one, the next begins where that began.
            Some((ring, true)) => {
                let first = ring.first().copied().unwrap_or(point);
                self.rings.push((vec![first, point], false));
            }
            None => self.start(point),
        }
    }

    /// A Bézier curve from the current point, as lines.
    pub fn curve(&mut self, [one, two, end]: [[f64; 2]; 3]) {
        const STEPS: u32 = 12;
        let from = self.current().unwrap_or(one);
        for step in 1..=STEPS {
            let t = f64::from(step) / f64::from(STEPS);
            let u = 1.0 - t;
            let at = |axis: usize| {
                u * u * u * from[axis]
                    + 3.0 * u * u * t * one[axis]
                    + 3.0 * u * t * t * two[axis]
                    + t * t * t * end[axis]
            };
            self.line([at(0), at(1)]);
        }
    }

    /// Closes the polygon.
    pub fn close(&mut self) {
        if let Some((_, closed)) = self.rings.last_mut() {
            *closed = true;
        }
    }

    /// Where the next line begins; nothing in an empty path.
    pub fn current(&self) -> Option<[f64; 2]> {
        let (ring, closed) = self.rings.last()?;
        if *closed { ring.first().copied() } else { ring.last().copied() }
    }

    /// The smallest rectangle around all points.
    pub fn area(&self) -> Option<Area> {
        Area::around(self.points())
    }

    /// All corners of all polygons.
    pub fn points(&self) -> impl Iterator<Item = [f64; 2]> + '_ {
        self.rings.iter().flat_map(|(ring, _)| ring.iter().copied())
    }

    /// The area that a line of a width along the path covers, without what joins add beyond the line.
    pub fn stroked(&self, width: f64) -> Self {
        let half = width / 2.0;
        let mut stroked = Self::default();
        for (ring, closed) in &self.rings {
            let last = if *closed { ring.first().copied() } else { None };
            let points: Vec<[f64; 2]> = ring.iter().copied().chain(last).collect();
            for pair in points.windows(2) {
                let ([x0, y0], [x1, y1]) = (pair[0], pair[1]);
                let length = (x1 - x0).hypot(y1 - y0);
                let (dx, dy) =
                    if length > 0.0 { ((x1 - x0) / length * half, (y1 - y0) / length * half) } else { (half, 0.0) };
                let quad = vec![[x0 - dy, y0 + dx], [x1 - dy, y1 + dx], [x1 + dy, y1 - dx], [x0 + dy, y0 - dx]];
                stroked.rings.push((quad, true));
            }
        }
        stroked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thinnest_side_counts() {
        assert!((Matrix([2.0, 0.0, 0.0, 0.5, 0.0, 0.0]).thinnest() - 0.5).abs() < 1e-9);
        assert!((Matrix([0.0, 3.0, -3.0, 0.0, 7.0, 9.0]).thinnest() - 3.0).abs() < 1e-9);
        assert_eq!(Matrix([1.0, 1.0, 1.0, 1.0, 0.0, 0.0]).thinnest(), 0.0);
    }

    #[test]
    fn transformations_follow_one_another() {
        let turned = Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]).then(Matrix::translation(10.0, 0.0));
        assert_eq!(turned.apply([1.0, 0.0]), [10.0, 1.0]);
    }
}
