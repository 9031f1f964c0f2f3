//! Colours of style sheets (CSS Color 4 and 5), as a screen in its light scheme shows them in sRGB.

use super::colour_names::{NAMED, SYSTEM};
use super::colour_space::{self, MixSpace};
use super::lengths::{ANGLES, number_in};
use super::syntax;

/// Red, green, blue and opacity, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CssColour(pub [f64; 4]);

/// How deep colours may stand within colours; nobody mixes as many by hand.
const DEPTH: usize = 8;

impl CssColour {
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
        let [red, green, blue, opacity] = self.0.map(|share| (share.clamp(0.0, 1.0) * 255.0).round() as u8);
        let solid = format!("#{red:02x}{green:02x}{blue:02x}");
        if opacity == 255 { solid } else { format!("{solid}{opacity:02x}") }
    }

    /// A solid colour by its code, such as `0xFF6347`.
    fn solid(code: u32) -> Self {
        let [red, green, blue] = [16, 8, 0].map(|shift| f64::from((code >> shift) & 0xFF) / 255.0);
        Self([red, green, blue, 1.0])
    }

    /// Red, green and blue without the opacity.
    fn channels(self) -> [f64; 3] {
        [self.0[0], self.0[1], self.0[2]]
    }
}

fn read(text: &str, current: CssColour, depth: usize) -> Option<CssColour> {
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
            let all = syntax::parts(inner, ',');
            let [light, _] = all.as_slice() else { return None };
            read(inner[light.clone()].trim(), current, depth + 1)
        }
        "color-mix" => mixed(inner, current, depth),
        "color" => {
            let (space, values) = inner.trim().split_once(char::is_whitespace)?;
            let [a, b, c, opacity] = numbers(values, [1.0; 3])?;
            colour_space::in_space(space, [a, b, c]).map(|[r, g, b]| CssColour([r, g, b, opacity]))
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
            let [red, green, blue] = colour_space::of_function(name, [a, b, c])?;
            Some(CssColour([red, green, blue, opacity]))
        }
    }
}

/// The colour of a name, of the screen's own system, or `currentColor`.
fn word(name: &str, current: CssColour) -> Option<CssColour> {
    match name {
        "transparent" => Some(CssColour([0.0; 4])),
        "currentcolor" => Some(current),
        name => code(&NAMED, name).or_else(|| code(&SYSTEM, name)).map(CssColour::solid),
    }
}

/// The code of a name in a sorted list.
fn code(names: &[(&str, u32)], name: &str) -> Option<u32> {
    let index = names.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some(names[index].1)
}

/// A colour of three, four, six or eight hexadecimal digits.
fn hexadecimal(digits: &str) -> Option<CssColour> {
    let values: Option<Vec<u32>> = digits.chars().map(|digit| digit.to_digit(16)).collect();
    let values = values?;
    let bytes: Vec<u32> = match values.len() {
        3 | 4 => values.iter().map(|digit| digit * 17).collect(),
        6 | 8 => values.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect(),
        _ => return None,
    };
    // An opacity that is not given is full.
    Some(CssColour([0, 1, 2, 3].map(|index| bytes.get(index).map_or(1.0, |byte| f64::from(*byte) / 255.0))))
}

/// Three numbers and an opacity, with commas or without. `whole` is what 100 % of each number is.
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
            None => number_in(part, &ANGLES)?,
        };
        if !value.is_finite() {
            return None;
        }
        count += 1;
    }
    values[3] = values[3].clamp(0.0, 1.0);
    (count >= 3).then_some(values)
}

/// `color-mix()` in the spaces that need no turn of hues (CSS Color 5, §3).
fn mixed(inner: &str, current: CssColour, depth: usize) -> Option<CssColour> {
    let arguments = syntax::parts(inner, ',');
    let [space, first, second] = arguments.as_slice() else { return None };
    let space = MixSpace::named(inner[space.clone()].trim().strip_prefix("in")?.trim())?;
    let first = MixPart::read(inner[first.clone()].trim(), current, depth)?;
    let second = MixPart::read(inner[second.clone()].trim(), current, depth)?;
    let (p, q) = match (first.share, second.share) {
        (None, None) => (0.5, 0.5),
        (Some(p), None) => (p, 1.0 - p),
        (None, Some(q)) => (1.0 - q, q),
        (Some(p), Some(q)) => (p, q),
    };
    let sum = p + q;
    if !(0.0..=1.0).contains(&p) || !(0.0..=1.0).contains(&q) || sum <= 0.0 {
        return None;
    }
    let (first, second) = (first.colour, second.colour);
    let opacity = (p * first.0[3] + q * second.0[3]) / sum;
    let (a, b) = (space.of_srgb(first.channels()), space.of_srgb(second.channels()));
    // Colours are weighed by their opacity: what is not seen colours nothing.
    let [red, green, blue] = space.to_srgb([0, 1, 2].map(|index| {
        let weighed = (p * first.0[3] * a[index] + q * second.0[3] * b[index]) / sum;
        if opacity > 0.0 { weighed / opacity } else { 0.0 }
    }));
    Some(CssColour([red, green, blue, opacity * sum.min(1.0)]))
}

/// A colour that is mixed, and the share that is given for it, from 0 to 1.
struct MixPart {
    colour: CssColour,
    share: Option<f64>,
}

impl MixPart {
    fn read(text: &str, current: CssColour, depth: usize) -> Option<Self> {
        let (colour, share) = match text.rsplit_once(char::is_whitespace) {
            Some((colour, share)) if share.ends_with('%') => (colour, share.trim_end_matches('%').parse::<f64>().ok()),
            _ => (text, None),
        };
        let colour = read(colour.trim(), current, depth + 1)?;
        Some(Self { colour, share: share.map(|share| share / 100.0) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values are those of browsers.
    #[test]
    fn colours_are_those_of_browsers() {
        let current = CssColour([0.0, 0.5, 0.0, 1.0]);
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
            let found = CssColour::read(text, current).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.hexadecimal(), expected, "{text}");
        }
        for text in
            ["", "#12", "rgb(1 2)", "rgb(from red r g b)", "nothing", "color-mix(in hsl, red, blue)", "light-dark(red)"]
        {
            assert_eq!(CssColour::read(text, current), None, "{text}");
        }
    }

    #[test]
    fn names_are_sorted() {
        assert!(NAMED.is_sorted() && SYSTEM.is_sorted());
    }
}
