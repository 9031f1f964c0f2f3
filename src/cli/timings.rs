//! How long each stage took: as a table, and as a file for profile viewers.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use kakugi::diagnostic::Diagnostic;
use kakugi::diagnostic::Language::{self, English, Japanese};
use kakugi::file::Target;
use kakugi::observe::Stage;
use serde_json::{Value, json};

use super::supervise::write_file;
use super::terminal;
use super::watch::{FinishedWork, watch};

#[derive(Args)]
pub(super) struct TimingsArguments {
    /// Show how long each stage took
    #[arg(long)]
    timings: bool,
    /// Write the times of all stages to this file, in the Trace Event Format for profile viewers
    #[arg(long, value_name = "FILE")]
    timings_file: Option<PathBuf>,
}

impl TimingsArguments {
    /// Keeps times from now on, if they are asked for.
    ///
    /// # Errors
    /// A path that cannot be a file: that is better said before the work than after it.
    pub fn start(&self) -> Result<(), Diagnostic> {
        self.target()?;
        if self.timings || self.timings_file.is_some() {
            watch().keep_times();
        }
        Ok(())
    }

    fn target(&self) -> Result<Option<Target>, Diagnostic> {
        self.timings_file.as_deref().map(Target::of).transpose()
    }

    /// Says what was asked for.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn finish(&self, language: Language) -> Result<(), Diagnostic> {
        if !self.timings && self.timings_file.is_none() {
            return Ok(());
        }
        let (elapsed, work) = watch().times();
        if self.timings {
            terminal::report_lines(&table(elapsed, &work, language));
        }
        match self.target()? {
            Some(target) => write_file(&target, events(&work).to_string().as_bytes()),
            None => Ok(()),
        }
    }
}

/// One line per stage: how often, how long without the work within it, and its share of all work on all threads.
fn table(elapsed: Duration, work: &[FinishedWork], language: Language) -> String {
    let whole: Duration = work.iter().map(|work| work.own).sum();
    let mut text = String::new();
    for stage in Stage::ALL {
        let times: Vec<Duration> = work.iter().filter(|work| work.stage == stage).map(|work| work.own).collect();
        if !times.is_empty() {
            text.push_str(&line(name(stage, language), &times.len().to_string(), times.iter().sum(), whole));
        }
    }
    let own: Duration = work.iter().filter(|work| work.stage.is_own()).map(|work| work.own).sum();
    let (own_share, total) = match language {
        English => ("all except typesetting", "whole run"),
        Japanese => ("組版と出力以外", "全体の経過時間"),
    };
    text.push_str(&line(own_share, "", own, whole));
    text.push_str(&format!("{}{:>11.1} ms\n", padded(total, 29), milliseconds(elapsed)));
    text
}

/// A line of the table, with the share that a time has of the whole.
fn line(name: &str, count: &str, time: Duration, whole: Duration) -> String {
    let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64().max(f64::EPSILON);
    format!("{}{count:>7}{:>11.1} ms{share:>7.1} %\n", padded(name, 22), milliseconds(time))
}

/// A text with spaces up to a column; Japanese letters are two columns wide.
fn padded(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(unicode_width::UnicodeWidthStr::width(text));
    format!("{text}{}", " ".repeat(missing))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// What users call a stage.
fn name(stage: Stage, language: Language) -> &'static str {
    match (stage, language) {
        (Stage::Document, Japanese) => "文書のその他の処理",
        (Stage::Load, Japanese) => "報告書の読み込み",
        (Stage::Templates, Japanese) => "テンプレートの読み込み",
        (Stage::Fonts, Japanese) => "フォントの読み込み",
        (Stage::Package, Japanese) => "元データの格納",
        (Stage::Fit, Japanese) => "一枚紙の割り付け",
        (Stage::Template, Japanese) => "データの差し込み",
        (Stage::Typeset, Japanese) => "組版",
        (Stage::Gates, Japanese) => "紙面の検査",
        (Stage::Export, Japanese) => "PDFの作成",
        (Stage::Conformance, Japanese) => "PDFの規格の検査",
        (Stage::Press, Japanese) => "印刷用PDFの仕上げ",
        (Stage::Write, Japanese) => "ファイルの書き出し",
        (stage, English) => stage.name(),
    }
}

/// Complete events of the Trace Event Format, times in microseconds.
fn events(work: &[FinishedWork]) -> Value {
    json!({ "displayTimeUnit": "ms", "traceEvents": work.iter().map(event).collect::<Vec<_>>() })
}

fn event(work: &FinishedWork) -> Value {
    json!({
        "ph": "X",
        "name": work.stage.name(),
        "cat": if work.stage.is_own() { "own" } else { "typesetting" },
        "args": { "of": work.of },
        "pid": 1,
        "tid": work.thread,
        "ts": microseconds(work.start),
        "dur": microseconds(work.whole),
    })
}

fn microseconds(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
