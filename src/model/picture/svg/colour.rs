//! Colours of style sheets (CSS Color 4 and 5), as those of a screen in sRGB and in light.

use super::colour_names::{NAMED, SYSTEM};
use super::css;

/// Red, green, blue and opacity, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Colour(pub [f64; 4]);

/// Colours within colours.
const DEPTH: usize = 8;

impl Colour {
    pub const BLACK: Self = Self([0.0, 0.0, 0.0, 1.0]);

    /// Reads a colour; nothing for what is none, or depends on what is not known here. `current` is `currentColor`.
    pub fn read(text: &str, current: Self) -> Option<Self> {
        read(text.trim(), current, 0)
    }

    /// Whether it is no other than that of the paper.
    pub fn is_paper(self) -> bool {
        self.0[3] == 0.0 || self.0[..3] == [1.0; 3]
    }

    /// The colour as `#rrggbb`, or `#rrggbbaa` where something shows through.
    pub fn hexadecimal(self) -> String {
        let byte = |share: f64| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
        let [red, green, blue, opacity] = self.0.map(byte);
        let solid = format!("#{red:02x}{green:02x}{blue:02x}");
        if opacity == 255 { solid } else { format!("{solid}{opacity:02x}") }
    }
}

fn read(text: &str, current: Colour, depth: usize) -> Option<Colour> {
    if depth > DEPTH {
        return None;
    }
    if let Some(digits) = text.strip_prefix('#') {
        return hexadecimal(digits);
    }
    let lower = text.to_ascii_lowercase();
    let Some((name, inner)) = lower.split_once('(') else { return word(&lower, current) };
    let inner = inner.strip_suffix(')')?;
    match name {
        "light-dark" => {
            let all = css::parts(inner, ',');
            let [light, _] = all.as_slice() else { return None };
            read(inner[light.clone()].trim(), current, depth + 1)
        }
        "color-mix" => mixed(inner, current, depth),
        "color" => {
            let (space, values) = inner.trim().split_once(char::is_whitespace)?;
            let [a, b, c, opacity] = numbers(values, [1.0; 3])?;
            in_space(space, [a, b, c]).map(|[r, g, b]| Colour([r, g, b, opacity]))
        }
        name => {
            // A number of `rgb` is of 255, a share of `hsl` and `hwb` of 100, and so on.
            let whole = match name {
                "rgb" | "rgba" => [255.0; 3],
                "hsl" | "hsla" | "hwb" => [360.0, 100.0, 100.0],
                "lab" => [100.0, 125.0, 125.0],
                "lch" => [100.0, 150.0, 360.0],
                "oklab" => [1.0, 0.4, 0.4],
                "oklch" => [1.0, 0.4, 360.0],
                _ => return None,
            };
            let [a, b, c, opacity] = numbers(inner, whole)?;
            let [red, green, blue] = from_space(name, [a, b, c])?;
            Some(Colour([red, green, blue, opacity]))
        }
    }
}

fn word(name: &str, current: Colour) -> Option<Colour> {
    match name {
        "transparent" => return Some(Colour([0.0; 4])),
        "currentcolor" => return Some(current),
        _ => {}
    }
    let known = |names: &[(&str, u32)]| names.binary_search_by(|(own, _)| (*own).cmp(name)).ok().map(|at| names[at].1);
    let code = known(&NAMED).or_else(|| known(&SYSTEM))?;
    let part = |shift: u32| f64::from((code >> shift) & 0xFF) / 255.0;
    Some(Colour([part(16), part(8), part(0), 1.0]))
}

fn hexadecimal(digits: &str) -> Option<Colour> {
    let values: Option<Vec<u32>> = digits.chars().map(|digit| digit.to_digit(16)).collect();
    let values = values?;
    let wide: Vec<u32> = match values.len() {
        3 | 4 => values.iter().map(|digit| digit * 17).collect(),
        6 | 8 => values.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect(),
        _ => return None,
    };
    let part = |at: usize| wide.get(at).map_or(1.0, |byte| f64::from(*byte) / 255.0);
    Some(Colour([part(0), part(1), part(2), part(3)]))
}

/// Three numbers and an opacity, with commas or without; what 100 % of each is.
fn numbers(text: &str, whole: [f64; 3]) -> Option<[f64; 4]> {
    let text = text.replace(',', " ").replace('/', " / ");
    let mut values = [0.0, 0.0, 0.0, 1.0];
    let mut count = 0;
    for part in text.split_whitespace().filter(|part| *part != "/") {
        let value = values.get_mut(count)?;
        let whole = whole.get(count).copied().unwrap_or(1.0);
        *value = match part.strip_suffix('%') {
            Some(percent) => percent.parse::<f64>().ok()? / 100.0 * whole,
            None if part == "none" => 0.0,
            None => angle(part)?,
        };
        if !value.is_finite() {
            return None;
        }
        count += 1;
    }
    values[3] = values[3].clamp(0.0, 1.0);
    (count >= 3).then_some(values)
}

/// A number, or an angle in degrees.
fn angle(text: &str) -> Option<f64> {
    let units = [("grad", 0.9), ("deg", 1.0), ("rad", 180.0 / std::f64::consts::PI), ("turn", 360.0)];
    let (number, factor) =
        units.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, *factor))).unwrap_or((text, 1.0));
    Some(number.parse::<f64>().ok()? * factor)
}

/// Colours of a function as those of the screen.
fn from_space(name: &str, [a, b, c]: [f64; 3]) -> Option<[f64; 3]> {
    let polar = |chroma: f64, hue: f64| [chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin()];
    Some(match name {
        "rgb" | "rgba" => [a / 255.0, b / 255.0, c / 255.0],
        "hsl" | "hsla" => hsl(a, (b / 100.0).clamp(0.0, 1.0), (c / 100.0).clamp(0.0, 1.0)),
        "hwb" => {
            let (white, black) = (b / 100.0, c / 100.0);
            if white + black >= 1.0 {
                [white / (white + black); 3]
            } else {
                hsl(a, 1.0, 0.5).map(|part| part * (1.0 - white - black) + white)
            }
        }
        "lab" => lab([a, b, c]),
        "lch" => {
            let [x, y] = polar(b, c);
            lab([a, x, y])
        }
        "oklab" => oklab([a, b, c]),
        "oklch" => {
            let [x, y] = polar(b, c);
            oklab([a, x, y])
        }
        _ => return None,
    })
}

fn hsl(hue: f64, saturation: f64, lightness: f64) -> [f64; 3] {
    let hue = hue.rem_euclid(360.0);
    let strength = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|shift| {
        let k = (shift + hue / 30.0).rem_euclid(12.0);
        lightness - strength * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    })
}

/// CIE Lab under D50 (CSS Color 4, §9).
fn lab([l, a, b]: [f64; 3]) -> [f64; 3] {
    let y = (l + 16.0) / 116.0;
    let (x, z) = (a / 500.0 + y, y - b / 200.0);
    let (kappa, epsilon) = (24_389.0 / 27.0, 216.0 / 24_389.0_f64);
    let cube = |v: f64| if v.powi(3) > epsilon { v.powi(3) } else { (116.0 * v - 16.0) / kappa };
    let white = [0.3457 / 0.3585, 1.0, (1.0 - 0.3457 - 0.3585) / 0.3585];
    let y = if l > kappa * epsilon { y.powi(3) } else { l / kappa };
    xyz(times(&TO_D65, [cube(x) * white[0], y * white[1], cube(z) * white[2]]))
}

/// Oklab (CSS Color 4, §9.2).
fn oklab([l, a, b]: [f64; 3]) -> [f64; 3] {
    let cones = [
        l + 0.396_337_777_4 * a + 0.215_803_757_3 * b,
        l - 0.105_561_345_8 * a - 0.063_854_172_8 * b,
        l - 0.089_484_177_5 * a - 1.291_485_548 * b,
    ];
    const TO_LIGHT: [[f64; 3]; 3] = [
        [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
        [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
        [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701],
    ];
    times(&TO_LIGHT, cones.map(|cone| cone.powi(3))).map(encoded)
}

/// Colours of a screen as Oklab.
fn to_oklab(colour: [f64; 3]) -> [f64; 3] {
    const TO_CONES: [[f64; 3]; 3] = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const TO_LAB: [[f64; 3]; 3] = [
        [0.210_454_255_3, 0.793_617_785, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766],
    ];
    times(&TO_LAB, times(&TO_CONES, colour.map(decoded)).map(f64::cbrt))
}

/// Colours of `color()` (CSS Color 4, §10).
fn in_space(space: &str, colour: [f64; 3]) -> Option<[f64; 3]> {
    const P3: [[f64; 3]; 3] = [
        [0.486_570_948_6, 0.265_667_693_2, 0.198_217_285_2],
        [0.228_974_564_1, 0.691_738_521_8, 0.079_286_914_1],
        [0.0, 0.045_113_381_9, 1.043_944_368_9],
    ];
    Some(match space {
        "srgb" => colour,
        "srgb-linear" => colour.map(encoded),
        "display-p3" => xyz(times(&P3, colour.map(decoded))),
        "xyz" | "xyz-d65" => xyz(colour),
        "xyz-d50" => xyz(times(&TO_D65, colour)),
        _ => return None,
    })
}

/// From the white of paper in daylight (D50) to that of screens (D65), by Bradford.
const TO_D65: [[f64; 3]; 3] = [
    [0.955_473_452_7, -0.023_098_536_9, 0.063_259_308_7],
    [-0.028_369_706_9, 1.009_995_458, 0.021_041_398_9],
    [0.012_314_001_7, -0.020_507_696_4, 1.330_365_936_6],
];

fn xyz(colour: [f64; 3]) -> [f64; 3] {
    const TO_SRGB: [[f64; 3]; 3] = [
        [3.240_969_941_9, -1.537_383_177_6, -0.498_610_760_3],
        [-0.969_243_636_3, 1.875_967_501_5, 0.041_555_057_4],
        [0.055_630_079_7, -0.203_976_958_9, 1.056_971_514_2],
    ];
    times(&TO_SRGB, colour).map(encoded)
}

fn times(matrix: &[[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    [0, 1, 2].map(|row| matrix[row][0] * v[0] + matrix[row][1] * v[1] + matrix[row][2] * v[2])
}

/// The transfer curve of sRGB (IEC 61966-2-1).
fn encoded(light: f64) -> f64 {
    if light.abs() <= 0.003_130_8 {
        12.92 * light
    } else {
        light.signum() * (1.055 * light.abs().powf(1.0 / 2.4) - 0.055)
    }
}

/// See [`encoded`].
fn decoded(value: f64) -> f64 {
    if value.abs() <= 0.040_45 { value / 12.92 } else { value.signum() * ((value.abs() + 0.055) / 1.055).powf(2.4) }
}

/// `color-mix()` in the spaces that need no turn of hues (CSS Color 5, §3).
fn mixed(inner: &str, current: Colour, depth: usize) -> Option<Colour> {
    let all = css::parts(inner, ',');
    let [space, one, other] = all.as_slice() else { return None };
    let space = inner[space.clone()].trim().strip_prefix("in")?.trim();
    let part = |range: &std::ops::Range<usize>| -> Option<(Colour, Option<f64>)> {
        let text = inner[range.clone()].trim();
        let (colour, share) = match text.rsplit_once(char::is_whitespace) {
            Some((colour, share)) if share.ends_with('%') => (colour, share.trim_end_matches('%').parse::<f64>().ok()),
            _ => (text, None),
        };
        Some((read(colour.trim(), current, depth + 1)?, share.map(|share| share / 100.0)))
    };
    let ((one, first), (other, second)) = (part(one)?, part(other)?);
    let (p, q) = match (first, second) {
        (None, None) => (0.5, 0.5),
        (Some(p), None) => (p, 1.0 - p),
        (None, Some(q)) => (1.0 - q, q),
        (Some(p), Some(q)) => (p, q),
    };
    let sum = p + q;
    if !(0.0..=1.0).contains(&p) || !(0.0..=1.0).contains(&q) || sum <= 0.0 {
        return None;
    }
    type Conversion = fn([f64; 3]) -> [f64; 3];
    let (to, back): (Conversion, Conversion) = match space {
        "srgb" => (|own| own, |own| own),
        "srgb-linear" => (|own| own.map(decoded), |own| own.map(encoded)),
        "oklab" => (to_oklab, oklab),
        _ => return None,
    };
    let opacity = (p * one.0[3] + q * other.0[3]) / sum;
    let solid = |own: Colour| to([own.0[0], own.0[1], own.0[2]]);
    let (a, b) = (solid(one), solid(other));
    let [r, g, b] = back([0, 1, 2].map(|at| {
        let weighed = (p * one.0[3] * a[at] + q * other.0[3] * b[at]) / sum;
        if opacity > 0.0 { weighed / opacity } else { 0.0 }
    }));
    Some(Colour([r, g, b, opacity * sum.min(1.0)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values are those of browsers.
    #[test]
    fn colours_are_those_of_browsers() {
        let current = Colour([0.0, 0.5, 0.0, 1.0]);
        for (text, expected) in [
            ("#ABC", "#aabbcc"),
            ("#11223380", "#11223380"),
            ("Tomato", "#ff6347"),
            ("transparent", "#00000000"),
            ("currentColor", "#008000"),
            ("CanvasText", "#000000"),
            ("rgb(218, 232, 252)", "#dae8fc"),
            ("rgb(218 232 252 / 50%)", "#dae8fc80"),
            ("rgba(100%, 0%, 0%, 0.5)", "#ff000080"),
            ("hsl(120deg 100% 25%)", "#008000"),
            ("hsl(0.5turn, 100%, 50%)", "#00ffff"),
            ("hwb(0 20% 40%)", "#993333"),
            ("lab(50 40 59.5)", "#bf5700"),
            ("lch(52.2% 72.2 50)", "#cd561a"),
            ("oklab(59.686% 0.1009 0.1192)", "#c65d07"),
            ("oklch(0.7 0.1 200)", "#40b1b7"),
            ("color(srgb 1 0.5 0)", "#ff8000"),
            ("color(display-p3 0 1 0)", "#00ff00"),
            ("light-dark(#dae8fc, #1d293b)", "#dae8fc"),
            ("light-dark(rgb(0 0 0 / 10%), white)", "#0000001a"),
            ("color-mix(in srgb, red, blue)", "#800080"),
            ("color-mix(in srgb, red 25%, white)", "#ffbfbf"),
            ("color-mix(in oklab, white, black)", "#636363"),
        ] {
            let found = Colour::read(text, current).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.hexadecimal(), expected, "{text}");
        }
        for text in
            ["", "#12", "rgb(1 2)", "rgb(from red r g b)", "nothing", "color-mix(in hsl, red, blue)", "light-dark(red)"]
        {
            assert_eq!(Colour::read(text, current), None, "{text}");
        }
    }

    #[test]
    fn names_are_sorted() {
        assert!(NAMED.is_sorted() && SYSTEM.is_sorted());
    }
}
