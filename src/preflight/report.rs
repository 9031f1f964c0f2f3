//! What was found, for people and for programs.

use serde_json::{Value, json};

use super::{Finding, Report, rules};
use crate::diagnostic::Language::{self, English, Japanese};
use crate::diagnostic::{Diagnostic, Severity, explanations, on_one_line};
use crate::printer::Standard;

impl Report {
    /// The codes of the checks in which nothing was found.
    pub fn passed(&self) -> Vec<&'static str> {
        let failed = |code: &str| self.findings.iter().any(|finding| finding.problem.code() == code);
        self.checks.iter().copied().filter(|code| !failed(code)).collect()
    }

    /// Whether the file has the structure of the standard that the profile asks for; nothing if it asks for none.
    pub fn has_structure(&self) -> Option<bool> {
        let lacking = self.findings.iter().any(|finding| rules::is_of_structure(finding.problem.code()));
        (self.standard == Standard::X4).then_some(!lacking)
    }

    /// One line: the structure, and how many checks passed.
    pub fn summary(&self, language: Language) -> String {
        Self::summary_of(&[self], language)
    }

    /// The same of several files that were held against the same profile: a check has passed where it did in all of them.
    pub fn summary_of(reports: &[&Self], language: Language) -> String {
        let Some(first) = reports.first() else { return String::new() };
        let everywhere = |code: &&&str| reports.iter().all(|report| report.passed().contains(code));
        let (passed, all) = (first.checks.iter().filter(everywhere).count(), first.checks.len());
        let structures = reports.iter().map(|report| report.has_structure());
        let structure = match (structures.reduce(|a, b| Some(a? && b?)).flatten(), language) {
            (Some(true), English) => "PDF/X-4 structure",
            (Some(false), English) => "not a PDF/X-4 structure",
            (Some(true), Japanese) => "PDF/X-4の構造を満たす",
            (Some(false), Japanese) => "PDF/X-4の構造を満たさない",
            (None, _) => "PDF",
        };
        match language {
            English if passed == all => format!("{structure}, {all} checks passed"),
            English => format!("{structure}, {passed} of {all} checks passed"),
            Japanese if passed == all => format!("{structure}、{all}項目の点検に合格"),
            Japanese => format!("{structure}、{all}項目のうち{passed}項目の点検に合格"),
        }
    }

    /// All findings, the summary and the list of checks, as text.
    pub fn text(&self, language: Language) -> String {
        let mut lines = Vec::new();
        for (at, finding) in self.findings.iter().enumerate() {
            lines.extend(finding.lines(at + 1, &self.printer, language));
            lines.push(String::new());
        }
        lines.push(self.summary(language));
        let passed = self.passed();
        for explanation in explanations(language) {
            if self.checks.contains(&explanation.code) {
                let word = match (passed.contains(&explanation.code), language) {
                    (true, English) => "none",
                    (false, English) => "found",
                    (true, Japanese) => "該当なし",
                    (false, Japanese) => "該当あり",
                };
                lines.push(format!("  {} {}: {word}", explanation.code, explanation.title));
            }
        }
        let transparent: Vec<String> = self.transparent().iter().map(usize::to_string).collect();
        if !transparent.is_empty() {
            lines.push(match language {
                English => format!("transparency on pages {}", transparent.join(", ")),
                Japanese => format!("透明を使うページ: {}", transparent.join("、")),
            });
        }
        let peak = self.pages.iter().map(|page| page.peak_ink).fold(0.0, f64::max);
        lines.push(match language {
            English => format!("maximum total ink coverage: {peak:.0} %"),
            Japanese => format!("総インキ量の最大値: {peak:.0}%"),
        });
        lines.join("\n") + "\n"
    }

    /// The numbers of the pages with transparent objects.
    fn transparent(&self) -> Vec<usize> {
        let numbered = self.pages.iter().enumerate();
        numbered.filter(|(_, page)| page.transparent).map(|(at, _)| at + 1).collect()
    }

    /// All of it as JSON, for other programs.
    pub fn json(&self, file: &str, language: Language) -> String {
        let round = |value: f64| (value * 10.0).round() / 10.0;
        let passed = self.passed();
        let explanations = explanations(language);
        let checks = explanations
            .iter()
            .filter(|each| self.checks.contains(&each.code))
            .map(|each| json!({ "code": each.code, "title": each.title, "passed": passed.contains(&each.code) }));
        let pages = self.pages.iter().map(|page| {
            json!({
                "trim_mm": page.size.map(round), "peak_ink": round(page.peak_ink), "transparent": page.transparent,
            })
        });
        let value = json!({
            "file": file,
            "printer": self.printer,
            "structure": self.has_structure(),
            "summary": self.summary(language),
            "pages": pages.collect::<Vec<Value>>(),
            "checks": checks.collect::<Vec<Value>>(),
            "findings": self.findings.iter().map(|finding| finding.json(language)).collect::<Vec<Value>>(),
        });
        format!("{value:#}")
    }
}

impl Finding {
    /// The key of the printer's profile that asks for what was found to be missing.
    fn key(&self) -> Option<&'static str> {
        rules::key(self.problem.code())
    }

    fn diagnostic(&self) -> Diagnostic {
        Diagnostic::nowhere(self.problem.clone())
    }

    /// The finding in words, over several lines.
    pub fn text(&self, number: usize, printer: &str, language: Language) -> String {
        self.lines(number, printer, language).join("\n") + "\n"
    }

    fn lines(&self, number: usize, printer: &str, language: Language) -> Vec<String> {
        let diagnostic = self.diagnostic();
        let level = match (diagnostic.severity(), language) {
            (Severity::Error, English) => "error",
            (Severity::Warning, English) => "warning",
            (Severity::Error, Japanese) => "誤り",
            (Severity::Warning, Japanese) => "注意",
        };
        let code = self.problem.code();
        let mut lines = vec![format!("{level}[{code}] {number}: {}", shown(&diagnostic.message(language)))];
        if let Some(page) = self.page {
            let mut place = match (self.area, language) {
                (Some([left, top, ..]), English) => {
                    format!("page {page}, {left:.1} mm from the left and {top:.1} mm from the top of the trim box")
                }
                (Some([left, top, ..]), Japanese) => {
                    format!("{page}ページ、仕上がり線の左端から{left:.1}mm、上端から{top:.1}mm")
                }
                (None, English) => format!("page {page}"),
                (None, Japanese) => format!("{page}ページ"),
            };
            if let Some(object) = &self.object {
                place = format!("{place}: {}", shown(&object.text(language)));
            }
            if self.count > 1 {
                let more = self.count - 1;
                place = match language {
                    English => format!("{place}, and {more} more on this page"),
                    Japanese => format!("{place}（このページにほか{more}件）"),
                };
            }
            lines.push(format!("  --> {place}"));
        } else if let Some(object) = &self.object {
            lines.push(format!("  --> {}", shown(&object.text(language))));
        }
        if let Some(datum) = &self.datum {
            let datum = shown(datum);
            lines.push(match language {
                English => format!("  datum: {datum}"),
                Japanese => format!("  データ: {datum}"),
            });
        }
        if let Some(field) = self.key() {
            lines.push(match language {
                English => format!("  required by `{field}` of `{printer}`"),
                Japanese => format!("  根拠: `{printer}`の`{field}`"),
            });
        }
        let word = if language == English { "hint" } else { "直し方" };
        lines.extend(diagnostic.hints(language).iter().map(|hint| format!("  {word}: {hint}")));
        lines
    }

    /// The finding for other programs.
    pub fn json(&self, language: Language) -> Value {
        let diagnostic = self.diagnostic();
        json!({
            "code": self.problem.code(),
            "severity": if diagnostic.is_error() { "error" } else { "warning" },
            "message": shown(&diagnostic.message(language)),
            "hints": diagnostic.hints(language),
            "field": self.key(),
            "page": self.page,
            "area_mm": self.area,
            "object": self.object.as_ref().map(|object| shown(&object.text(language))),
            "count": self.count,
            "datum": self.datum,
        })
    }
}

/// What a file says must not steer the terminal.
fn shown(text: &str) -> String {
    on_one_line(text)
}
