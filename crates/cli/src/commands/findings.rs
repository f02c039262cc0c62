//! `biaodan findings`: the reference of finding codes, as a Markdown table that reads as text too.

use std::io::Write;

use anyhow::Result;
use biaodan_pipeline::model::{FindingCode, Severity};

use crate::exit::Exit;
use crate::output::Output;
use crate::text::pad;

pub(super) fn run() -> Result<Exit> {
    let rows: Vec<[&str; 3]> = FindingCode::ALL.iter().map(|&code| row(code)).collect();
    let head = ["code", "severity", "meaning"];
    let width = |at: usize| {
        let cells = rows.iter().chain([&head]).filter_map(|row| row.get(at));
        cells.map(|cell| cell.len()).max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let mut output = Output::standard();
    write_row(&mut output, &head, &widths)?;
    let rules = widths.map(|width| "-".repeat(width));
    writeln!(output, "| {} |", rules.join(" | "))?;
    for row in &rows {
        write_row(&mut output, row, &widths)?;
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn row(code: FindingCode) -> [&'static str; 3] {
    let severity = match code.severity() {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    [code.as_str(), severity, code.describe()]
}

fn write_row(output: &mut Output, row: &[&str; 3], widths: &[usize; 3]) -> Result<()> {
    let cells: Vec<String> = row.iter().zip(widths).map(|(cell, &width)| pad(cell, width)).collect();
    Ok(writeln!(output, "| {} |", cells.join(" | "))?)
}
