//! Spaces of colours (CSS Color 4, §7 to 10), as red, green and blue of a screen in sRGB, each from 0 to 1.

/// Red, green and blue, or what stands for them in another space.
type Channels = [f64; 3];

/// A space in which `color-mix()` mixes without turning hues (CSS Color 5, §3).
#[derive(Clone, Copy)]
pub(super) enum MixSpace {
    /// As the bytes of a picture.
    Srgb,
    /// As light adds up.
    LinearSrgb,
    /// As eyes see.
    Oklab,
}

impl MixSpace {
    /// The space of a name; nothing for one with hues, or that is not known.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "srgb" => Self::Srgb,
            "srgb-linear" => Self::LinearSrgb,
            "oklab" => Self::Oklab,
            _ => return None,
        })
    }

    /// A colour of the screen in this space.
    pub fn of_srgb(self, colour: Channels) -> Channels {
        match self {
            Self::Srgb => colour,
            Self::LinearSrgb => colour.map(decoded),
            Self::Oklab => to_oklab(colour),
        }
    }

    /// A colour of this space on the screen.
    pub fn to_srgb(self, colour: Channels) -> Channels {
        match self {
            Self::Srgb => colour,
            Self::LinearSrgb => colour.map(encoded),
            Self::Oklab => oklab(colour),
        }
    }
}

/// The colour that a function such as `hsl()` means, by its name and its three numbers.
pub(super) fn of_function(name: &str, [a, b, c]: Channels) -> Option<Channels> {
    Some(match name {
        "rgb" | "rgba" => [a / 255.0, b / 255.0, c / 255.0],
        "hsl" | "hsla" => hsl(a, (b / 100.0).clamp(0.0, 1.0), (c / 100.0).clamp(0.0, 1.0)),
        "hwb" => hwb(a, b / 100.0, c / 100.0),
        "lab" => lab([a, b, c]),
        "lch" => lab(from_polar(a, b, c)),
        "oklab" => oklab([a, b, c]),
        "oklch" => oklab(from_polar(a, b, c)),
        _ => return None,
    })
}

/// Lightness and two axes of colour from lightness, chroma and a hue in degrees.
fn from_polar(lightness: f64, chroma: f64, hue: f64) -> Channels {
    [lightness, chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin()]
}

/// A hue in degrees with shares of white and black (CSS Color 4, §8).
fn hwb(hue: f64, white: f64, black: f64) -> Channels {
    if white + black >= 1.0 {
        return [white / (white + black); 3];
    }
    hsl(hue, 1.0, 0.5).map(|part| part * (1.0 - white - black) + white)
}

/// A hue in degrees, with saturation and lightness from 0 to 1 (CSS Color 4, §7.1).
fn hsl(hue: f64, saturation: f64, lightness: f64) -> Channels {
    let hue = hue.rem_euclid(360.0);
    let strength = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|shift| {
        let k = (shift + hue / 30.0).rem_euclid(12.0);
        lightness - strength * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    })
}

/// CIE Lab under D50 (CSS Color 4, §9).
fn lab([l, a, b]: Channels) -> Channels {
    /// The white of D50, from its chromaticity (0.3457, 0.3585).
    const WHITE: Channels = [0.3457 / 0.3585, 1.0, (1.0 - 0.3457 - 0.3585) / 0.3585];
    let y = (l + 16.0) / 116.0;
    let (x, z) = (a / 500.0 + y, y - b / 200.0);
    let relative = [lab_cube(x), if l > KAPPA * EPSILON { y.powi(3) } else { l / KAPPA }, lab_cube(z)];
    xyz(times(&TO_D65, [0, 1, 2].map(|axis| relative[axis] * WHITE[axis])))
}

/// Where the cube of CIE Lab gives way to a line, and how steep that is (CIE 15).
const KAPPA: f64 = 24_389.0 / 27.0;
/// See [`KAPPA`].
const EPSILON: f64 = 216.0 / 24_389.0;

/// The inverse of the curve by which CIE Lab compresses light.
fn lab_cube(value: f64) -> f64 {
    if value.powi(3) > EPSILON { value.powi(3) } else { (116.0 * value - 16.0) / KAPPA }
}

/// Oklab (CSS Color 4, §9.2).
fn oklab([l, a, b]: Channels) -> Channels {
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
fn to_oklab(colour: Channels) -> Channels {
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
pub(super) fn in_space(space: &str, colour: Channels) -> Option<Channels> {
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

/// CIE XYZ under D65 (CSS Color 4, §10.8).
fn xyz(colour: Channels) -> Channels {
    const TO_SRGB: [[f64; 3]; 3] = [
        [3.240_969_941_9, -1.537_383_177_6, -0.498_610_760_3],
        [-0.969_243_636_3, 1.875_967_501_5, 0.041_555_057_4],
        [0.055_630_079_7, -0.203_976_958_9, 1.056_971_514_2],
    ];
    times(&TO_SRGB, colour).map(encoded)
}

fn times(matrix: &[[f64; 3]; 3], v: Channels) -> Channels {
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

/// The inverse of [`encoded`].
fn decoded(value: f64) -> f64 {
    if value.abs() <= 0.040_45 { value / 12.92 } else { value.signum() * ((value.abs() + 0.055) / 1.055).powf(2.4) }
}
