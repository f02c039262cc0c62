//! The two halves of a cut sheet as one form: what both print is kept once, what the cut divided is
//! joined, rows are zipped in step. Halves that contradict each other are reported, not repaired.

use std::sync::Arc;

use biaodan_model::{FieldType, Finding, FindingCode, Tag};

use crate::found::{Found, FoundRow, FoundTable, Slot};
use crate::work::{Claim, Half, Work};
use crate::{RejoinText, Repeated};

/// Finds on the right half what the left half's texts are repeated or go on as.
pub(crate) fn take_repeats(work: &mut Work<'_>, right: &Half, left: &mut Found, rejoin: &dyn RejoinText) {
    let clipped = !work.half(right).any(|(_, i)| i.tag == Tag::Title && is_whole_title(work, &i.piece.text));
    for i in 0..left.scalars.len() {
        let Some(Slot::Read(items)) = left.scalars.get(i).cloned() else { continue };
        let Some(scalar) = work.definition.scalars.get(i).filter(|s| s.field_type == FieldType::Text) else { continue };
        let path: Arc<str> = scalar.path.as_str().into();
        let slot = if scalar.prose {
            repeat_of(work, right, &items, &path, rejoin)
        } else {
            head_of(work, right, &items, &path, clipped, rejoin)
        };
        if let (Some(slot), Some(place)) = (slot, left.scalars.get_mut(i)) {
            *place = slot;
        }
    }
}

fn is_whole_title(work: &Work<'_>, text: &str) -> bool {
    let key = biaodan_model::match_key(text);
    work.definition.ends_with_title(&key)
}

fn open_texts(work: &Work<'_>, right: &Half) -> Vec<usize> {
    work.half(right).filter(|(_, i)| i.is_open()).map(|(at, _)| at).collect()
}

/// A running text of the left half, printed again or gone on with on the right.
fn repeat_of(work: &mut Work<'_>, right: &Half, items: &[usize], path: &Arc<str>, rejoin: &dyn RejoinText) -> Option<Slot> {
    let open = open_texts(work, right);
    let lines = work.lines(items);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let texts: Vec<&str> = open.iter().map(|&at| work.text(at)).collect();
    let Repeated { start, count, text, proven } = rejoin.repeat(&lines, &texts)?;
    let repeated: Vec<usize> = open.get(start..start + count)?.to_vec();
    let Some(text) = text else {
        work.claim(&repeated, &Claim::Duplicate(Arc::clone(path), "printed on both halves"));
        work.findings.push(duplicate_finding(work, path, &repeated));
        return None;
    };
    work.claim(&repeated, &Claim::Value(Arc::clone(path)));
    let items = items.iter().chain(&repeated).copied().collect();
    Some(Slot::Joined { items, text, proven })
}

fn duplicate_finding(work: &Work<'_>, path: &str, items: &[usize]) -> Finding {
    let lines = (items.first().map_or(0, |&i| work.line(i)), items.last().map_or(0, |&i| work.line(i)));
    let page = items.first().and_then(|&i| work.items.get(i)).map_or(0, |i| i.piece.page);
    Finding::new(
        FindingCode::DuplicateTextRemoved,
        format!("第 {page} 页重复打印的文字只保留一份"),
        format!("text printed again on page {page} was kept once"),
    )
    .with_path(path)
    .with_place(page, Some(lines))
}

/// The name at the head of the right half: the same, its end, or what the cut left of it.
fn head_of(
    work: &mut Work<'_>,
    right: &Half,
    items: &[usize],
    path: &Arc<str>,
    clipped: bool,
    rejoin: &dyn RejoinText,
) -> Option<Slot> {
    let head: Vec<usize> = work
        .half(right)
        .take_while(|(_, i)| !matches!(i.tag, Tag::Label(_)))
        .filter(|(_, i)| i.is_open() && !i.look.figure() && !i.look.running)
        .map(|(at, _)| at)
        .collect();
    let own: String = items.iter().map(|&at| work.text(at)).collect();
    if let Some(&same) = head.iter().find(|&&at| own.ends_with(work.text(at))) {
        work.claim(&[same], &Claim::Duplicate(Arc::clone(path), "printed on both halves"));
        work.findings.push(duplicate_finding(work, path, &[same]));
        return None;
    }
    let [other] = head.as_slice() else { return None };
    let text = work.text(*other).to_owned();
    if clipped {
        let (text, proven) = rejoin.join_cut(&own, &text);
        work.claim(&[*other], &Claim::Value(Arc::clone(path)));
        return Some(Slot::Joined { items: items.iter().copied().chain([*other]).collect(), text, proven });
    }
    let page = work.items.get(*other).map_or(0, |i| i.piece.page);
    work.findings.push(
        Finding::new(
            FindingCode::HalvesMismatch,
            format!("两半页的“{path}”不一致：“{own}”与“{text}”，可能不是同一张表"),
            format!("the halves name different values for {path}: {own:?} and {text:?}; they may not belong together"),
        )
        .with_path(path.as_ref())
        .with_place(page, None)
        .with_values(own, text),
    );
    work.claim(&[*other], &Claim::Duplicate(Arc::clone(path), "head of the other half"));
    None
}

/// Puts the right half's findings to the left half's.
pub(crate) fn merge(work: &mut Work<'_>, left: Found, right: Found) -> Found {
    let scalars = left.scalars.into_iter().zip(right.scalars).enumerate().map(|(i, (a, b))| merge_slot(work, i, a, b)).collect();
    let tables = left.tables.into_iter().zip(right.tables).enumerate().map(|(t, (a, b))| merge_table(work, t, a, b)).collect();
    Found { scalars, tables }
}

fn merge_slot(work: &mut Work<'_>, i: usize, a: Slot, b: Slot) -> Slot {
    match (a, b) {
        (Slot::Absent, other) | (other, Slot::Absent) => other,
        (Slot::Blank(_), other) | (other, Slot::Blank(_)) => other,
        (Slot::Read(x), Slot::Read(y)) => {
            let text = |items: &[usize]| items.iter().map(|&at| work.text(at)).collect::<String>();
            let path: Arc<str> = work.definition.scalars.get(i).map_or("", |s| s.path.as_str()).into();
            if text(&x) == text(&y) {
                work.claim(&y, &Claim::Duplicate(path, "printed on both halves"));
                Slot::Read(x)
            } else {
                work.findings.push(
                    Finding::new(
                        FindingCode::HalvesMismatch,
                        format!("两半页的“{path}”不一致"),
                        format!("the halves print different values for {path}"),
                    )
                    .with_path(path.as_ref())
                    .with_values(text(&x), text(&y)),
                );
                Slot::Unsure(x.into_iter().chain(y).collect())
            }
        }
        (first, _) => first,
    }
}

fn merge_table(work: &mut Work<'_>, t: usize, a: FoundTable, b: FoundTable) -> FoundTable {
    let pick = |a: Vec<Slot>, b: Vec<Slot>| if a.iter().all(|s| *s == Slot::Absent) { b } else { a };
    let path = work.definition.tables.get(t).map_or("", |table| table.path.as_str()).to_owned();
    let columns = a.columns.iter().zip(&b.columns).map(|(x, y)| *x || *y).collect();
    let counts = (a.rows.len(), b.rows.len());
    let rows = match counts {
        (0, _) => b.rows,
        (_, 0) => a.rows,
        (n, m) if n == m => a.rows.into_iter().zip(b.rows).map(|(x, y)| zip_rows(x, y)).collect(),
        (n, m) => {
            work.findings.push(
                Finding::new(
                    FindingCode::HalvesMismatch,
                    format!("左半页有 {n} 行，右半页有 {m} 行，无法对应"),
                    format!("the left half has {n} rows and the right half {m}; they cannot be put side by side"),
                )
                .with_path(path.as_str()),
            );
            side_by_side(a.rows, b.rows)
        }
    };
    FoundTable {
        columns,
        rows,
        total: pick(a.total, b.total),
        matrix: if a.matrix.is_empty() { b.matrix } else { a.matrix },
        strain: a.strain.max(b.strain),
        categories: a.categories.into_iter().chain(b.categories).collect(),
    }
}

fn zip_rows(a: FoundRow, b: FoundRow) -> FoundRow {
    if a.cells.is_empty() || b.cells.is_empty() {
        return if a.cells.is_empty() { b } else { a };
    }
    let cells = a.cells.into_iter().zip(b.cells).map(|(x, y)| x.or(y)).collect();
    FoundRow {
        cells,
        categories: if a.categories.level1.is_some() || a.categories.level2.is_some() { a.categories } else { b.categories },
    }
}

/// Rows that cannot be told apart: the left ones keep their cells, the right ones are unsure.
fn side_by_side(left: Vec<FoundRow>, mut right: Vec<FoundRow>) -> Vec<FoundRow> {
    for cell in right.iter_mut().flat_map(|row| row.cells.iter_mut().flatten()) {
        cell.sure = false;
    }
    let count = left.len().max(right.len());
    let mut right = right.into_iter();
    let mut left = left.into_iter();
    (0..count).map(|_| zip_rows(left.next().unwrap_or_default(), right.next().unwrap_or_default())).collect()
}
