//! Every text and every number of the form accounted for.

use biaodan_model::{FieldType, Finding, FindingCode, Ledger, LedgerEntry, Outcome, Tag, Unit, is_traditional, numeric_tokens};

use crate::definition::{Role, Table, TableKind, label_key, unit_in};
use crate::found::{Found, FoundTable};
use crate::work::{Claim, Item, Work};

/// Findings about stray texts at most; the rest is summed up.
const MOST_STRAYS: usize = 10;

/// Items after a label's first line among which its further lines stand.
const LABEL_REACH: usize = 60;

/// What became of every numeric token, in reading order.
pub(crate) fn ledger(work: &Work<'_>) -> Ledger {
    let mut items: Vec<&Item> = work.items.iter().collect();
    items.sort_by_key(|item| (item.piece.page, item.piece.line));
    let mut entries = Vec::new();
    for item in items {
        for token in numeric_tokens(&item.piece.text) {
            let outcome = match &item.claim {
                Claim::Open | Claim::Unsure => Outcome::Residue,
                Claim::Label => Outcome::Label,
                Claim::Value(path) => Outcome::Value(path.clone()),
                Claim::Duplicate(of, why) => Outcome::Duplicate { of: of.clone(), why },
            };
            entries.push(LedgerEntry { text: token.text.to_owned(), place: item.piece.provenance(), outcome });
        }
    }
    Ledger { entries }
}

/// Reports texts that belong to no value and no label; numbers are the ledger's.
pub(crate) fn unaccounted(work: &mut Work<'_>) {
    let open =
        |item: &&Item| item.claim == Claim::Open && !item.look.number && item.piece.text.chars().any(char::is_alphanumeric);
    let count = work.items.iter().filter(open).count();
    let strays: Vec<Finding> = work
        .items
        .iter()
        .filter(open)
        .take(MOST_STRAYS)
        .map(|item| {
            let piece = &item.piece;
            let short: String = piece.text.chars().take(30).collect();
            Finding::new(
                FindingCode::TextUnaccounted,
                format!("“{short}”未归入任何字段"),
                format!("{short:?} belongs to no field"),
            )
            .at(&piece.provenance())
        })
        .collect();
    let more = count.saturating_sub(MOST_STRAYS);
    work.findings.extend(strays);
    if more > 0 {
        work.findings.push(Finding::new(
            FindingCode::TextUnaccounted,
            format!("另有 {more} 处文字未归入任何字段"),
            format!("{more} more texts belong to no field"),
        ));
    }
}

/// Text that another page of the sheet prints as well is a duplicate of what stands there.
pub(crate) fn repeats(work: &mut Work<'_>) {
    let repeated: Vec<usize> =
        (0..work.items.len()).filter(|&at| work.items.get(at).is_some_and(|i| i.tag == Tag::Repeated)).collect();
    for at in repeated {
        let text = work.text(at).replace('\n', "");
        let kept = work.items.iter().find(|i| i.tag != Tag::Repeated && i.piece.text.replace('\n', "").contains(&text));
        let of = match kept.map(|item| &item.claim) {
            Some(Claim::Value(path) | Claim::Duplicate(path, _)) => path.clone(),
            Some(Claim::Label) => "label".into(),
            _ => continue,
        };
        work.claim(&[at], &Claim::Duplicate(of, "printed again on another page of the sheet"));
    }
}

/// The unit the form's labels and notes state.
pub(crate) fn unit(work: &mut Work<'_>) -> Option<Unit> {
    let mut units: Vec<(Unit, u32, u32)> = Vec::new();
    for at in 0..work.items.len() {
        let Some(item) = work.items.get(at) else { continue };
        let unit = match item.tag {
            Tag::Furniture => label_key(&item.piece.text).1.or_else(|| unit_in(&label_key(&item.piece.text).0)),
            Tag::Label(_) if states_unit(work, item.role) => label_key(&whole_label(work, at)).1,
            _ => None,
        };
        if let Some(unit) = unit {
            units.push((unit, item.piece.page, item.piece.line));
        }
    }
    let (first, _, _) = *units.first()?;
    if let Some(&(other, page, line)) = units.iter().find(|(unit, _, _)| *unit != first) {
        work.findings.push(
            Finding::new(
                FindingCode::UnitConflict,
                format!("表中同时出现单位“{}”和“{}”", first.as_str(), other.as_str()),
                format!("the form states both {} and {} as its unit", first.as_str(), other.as_str()),
            )
            .with_place(page, Some((line, line))),
        );
    }
    Some(first)
}

fn states_unit(work: &Work<'_>, role: Option<Role>) -> bool {
    match role {
        Some(Role::Scalar(i)) => work.definition.scalars.get(i).is_some_and(|s| s.field_type == FieldType::Amount),
        Some(Role::Column(at)) => work.definition.column(at).is_some_and(|c| c.field_type == FieldType::Amount),
        Some(Role::Heading | Role::Table(_) | Role::Row(..)) => true,
        _ => false,
    }
}

/// A label with the lines it was wrapped into.
fn whole_label(work: &Work<'_>, at: usize) -> String {
    wrapped_label(work, at).into_iter().map(|i| work.text(i)).collect()
}

/// The items of a label and of the lines it was wrapped into, which other cells' lines may part.
pub(crate) fn wrapped_label(work: &Work<'_>, at: usize) -> Vec<usize> {
    let Some(Tag::Label(label)) = work.items.get(at).map(|i| i.tag) else { return vec![at] };
    let after = work.items.iter().enumerate().skip(at + 1).take(LABEL_REACH);
    let rest = after.take_while(|(_, i)| i.tag != Tag::Label(label)).filter(|(_, i)| i.tag == Tag::LabelRest(label));
    std::iter::once(at).chain(rest.map(|(i, _)| i)).collect()
}

/// Says where only one half of the indicator grid is there.
pub(crate) fn check_halves(work: &mut Work<'_>, found: &Found) {
    for (table, spec) in found.tables.iter().zip(&work.definition.tables) {
        if spec.kind != TableKind::List || !spec.columns.iter().any(|c| c.field_type == FieldType::Category) {
            continue;
        }
        check_category_labels(work, table, spec);
        let printed = |category: bool| {
            spec.columns.iter().zip(&table.columns).any(|(c, &p)| p && (c.field_type == FieldType::Category) == category)
        };
        if printed(true) != printed(false) {
            let (zh, en) = if printed(true) { ("右", "right") } else { ("左", "left") };
            work.findings.push(
                Finding::new(
                    FindingCode::HalfMissing,
                    format!("缺少{zh}半页：指标表只有一半的列"),
                    format!("the {en} half is missing: only some columns of the indicator table are there"),
                )
                .with_path(spec.path.as_str()),
            );
        }
    }
}

/// Categories without the heading of their column: the heading may be damaged.
fn check_category_labels(work: &mut Work<'_>, table: &FoundTable, spec: &Table) {
    let unnamed = spec.columns.iter().zip(&table.columns).any(|(c, &p)| c.field_type == FieldType::Category && !p);
    if unnamed && !table.categories.is_empty() {
        work.findings.push(
            Finding::new(
                FindingCode::LowConfidence,
                "指标表有类别，却缺少类别列的表头，表头可能已损坏",
                "the indicator table has categories but no heading for their column; a heading may be damaged",
            )
            .with_path(spec.path.as_str()),
        );
    }
}

/// The languages of the labels: `zh-Hans`, `zh-Hant`, `en`, or two joined by `+`.
pub(crate) fn language(work: &Work<'_>) -> String {
    let labels = || work.items.iter().filter(|i| matches!(i.tag, Tag::Label(_) | Tag::Title)).map(|i| i.piece.text.as_str());
    let english = labels().filter(|t| t.is_ascii() && t.chars().any(char::is_alphabetic)).count();
    let chinese = labels().filter(|t| !t.is_ascii()).count();
    let chinese_name = if labels().any(is_traditional) { "zh-Hant" } else { "zh-Hans" };
    match (chinese, english) {
        (_, 0) => chinese_name.to_owned(),
        (0, _) => "en".to_owned(),
        _ => format!("{chinese_name}+en"),
    }
}
