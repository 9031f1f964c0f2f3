//! Radicals, signs that look alike, and white space.

use unicode_width::UnicodeWidthChar;

use super::{Replaced, TypedCharacter};

/// The kanji of the Kangxi radicals U+2F00–2FD5 (Unicode, EquivalentUnifiedIdeograph), but for ⼾ and ⿊, which
/// Japanese fonts draw as 戸 and 黒.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐\
    彡彳心戈戸手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴\
    立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑\
    非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黒黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The same for U+2E80–2EF3; two of them have none and stand for themselves, and so do
/// three whose kanji is found in no bundled font: ⺑, ⺵ and ⺸.
const SUPPLEMENT: &str = "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢⺑巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗⺵羊𦍌⺸耂\
    肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// A radical as the kanji it looks like. Beyond these two blocks nothing is folded.
pub(super) fn radical(signs: &[TypedCharacter], index: usize) -> Replaced {
    let c = signs[index].seen();
    let (table, first) = match c {
        '\u{2E80}'..='\u{2EF3}' => (SUPPLEMENT, 0x2E80),
        '\u{2F00}'..='\u{2FD5}' => (KANGXI, 0x2F00),
        _ => return None,
    };
    let kanji = table.chars().nth(usize::try_from(u32::from(c) - first).ok()?)?;
    (kanji != c).then(|| (1, kanji.to_string()))
}

pub(super) fn tilde(signs: &[TypedCharacter], index: usize) -> Replaced {
    (signs[index].seen() == '～').then(|| (1, "〜".to_owned()))
}

pub(super) fn dash(signs: &[TypedCharacter], index: usize) -> Replaced {
    let dashes = match signs[index].seen() {
        '—' => "―",
        '\u{2E3A}' => "――",
        '\u{2E3B}' => "―――",
        _ => return None,
    };
    Some((1, dashes.to_owned()))
}

/// Whether a character is set in a Japanese font on an em of its own.
fn is_japanese(c: char) -> bool {
    c.width() == Some(2) || matches!(c, '\u{FF61}'..='\u{FF9F}')
}

/// White space that holds a line break: nothing between Japanese characters and at the ends, else a blank.
pub(super) fn line_break(signs: &[TypedCharacter], index: usize) -> Replaced {
    if index > 0 && signs[index - 1].is_white() {
        return None;
    }
    let run: Vec<&TypedCharacter> = signs[index..].iter().take_while(|sign| sign.is_white()).collect();
    if !run.iter().any(|sign| is_line_break(sign.c)) {
        return None;
    }
    let before = index.checked_sub(1).and_then(|before| signs.get(before));
    let after = signs.get(index + run.len());
    let apart = before.zip(after).is_some_and(|(a, b)| !(is_japanese(a.seen()) && is_japanese(b.seen())));
    Some((run.len(), if apart { " ".to_owned() } else { String::new() }))
}

/// Whether a line ends with a character (Unicode Standard Annex 14, classes BK, CR, LF and NL).
fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Several blanks in a row: nothing behind punctuation that has a blank of its own (JLREQ cl-06, cl-07), else one, a full-width
/// one where there is one among them.
pub(super) fn blanks(signs: &[TypedCharacter], index: usize) -> Replaced {
    if !signs[index].is_white() || (index > 0 && signs[index - 1].is_white()) {
        return None;
    }
    let run: Vec<&TypedCharacter> = signs[index..].iter().take_while(|sign| sign.is_white()).collect();
    if run.len() < 2 {
        return None;
    }
    let before = index.checked_sub(1).map(|before| signs[before].seen());
    let blank = match before {
        Some('。' | '、') => "",
        _ if run.iter().any(|sign| sign.seen() == '\u{3000}') => "\u{3000}",
        _ => " ",
    };
    Some((run.len(), blank.to_owned()))
}

/// Blanks between a Japanese character and a Latin letter or digit; asterisks of bold type do not count.
pub(super) fn latin_space(signs: &[TypedCharacter], index: usize) -> Replaced {
    if signs[index].seen() != ' ' || (index > 0 && signs[index - 1].seen() == ' ') {
        return None;
    }
    let count = signs[index..].iter().take_while(|sign| sign.seen() == ' ').count();
    let before = signs[..index].iter().rev().map(TypedCharacter::seen).find(|c| *c != '*')?;
    let after = signs[index + count..].iter().map(TypedCharacter::seen).find(|c| *c != '*')?;
    let meets_latin = (is_japanese(before) && is_latin(after)) || (is_latin(before) && is_japanese(after));
    meets_latin.then_some((count, String::new()))
}

/// Whether a character is a letter or a digit that is not set on an em of its own.
fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && !is_japanese(c)
}

/// White space at the beginning or the end.
pub(super) fn end(signs: &[TypedCharacter], index: usize) -> Replaced {
    let outer =
        signs[..index].iter().all(TypedCharacter::is_white) || signs[index..].iter().all(TypedCharacter::is_white);
    (signs[index].is_white() && outer).then_some((1, String::new()))
}
