//! Forms of no known kind: their title, what stands label by value, and the nearest known kind.

use biaodan_model::{
    Field, Finding, FindingCode, FormRecord, Ledger, LedgerEntry, Node, Outcome, Piece, Value, Verdict, is_traditional,
    match_key, numeric_tokens,
};

use crate::definition::{Definition, Definitions};
use crate::find::PageText;
use crate::look::Look;
use crate::tag::{label_count, tag_page};

/// Lines of a label and a value that make a page a form.
const ENOUGH_PAIRS: usize = 3;

/// Lines at the head of a page among which the title stands.
const HEAD: usize = 6;

/// Columns of a label at most.
const LONGEST_LABEL: u32 = 40;

/// Reads a page as a form of unknown kind; none where it is no form.
pub(crate) fn read(page: &PageText, definitions: &Definitions) -> Option<FormRecord> {
    let title = title(page)?;
    let pairs = pairs(page);
    if pairs.len() < ENOUGH_PAIRS {
        return None;
    }
    let used: Vec<(&Piece, String)> =
        pairs.iter().enumerate().map(|(n, (_, value))| (*value, format!("pairs[{n}].value"))).collect();
    let ledger = ledger(page, &used);
    let text =
        |piece: &Piece| Node::leaf(Field::printed(Value::Text(piece.text.clone()), piece.text.clone(), piece.provenance()));
    let rows = pairs
        .iter()
        .map(|(label, value)| Node::Group(vec![("label".into(), text(label)), ("value".into(), text(value))]))
        .collect();
    Some(FormRecord {
        kind: "unknown".into(),
        title: title.to_owned(),
        language: if is_traditional(title) {
            "zh-Hant"
        } else if title.is_ascii() {
            "en"
        } else {
            "zh-Hans"
        }
        .to_owned(),
        pages: vec![page.number],
        amount_unit: None,
        verdict: Verdict::Review,
        verdict_reasons: Vec::new(),
        fields: Node::Group(vec![("pairs".into(), Node::List(rows))]),
        findings: vec![nearest(page, title, definitions)],
        ledger,
    })
}

/// What the title of a form to be filled in ends with; statements and lists are called otherwise.
const FORMS: &[&str] =
    &["申请表", "申報表", "申报表", "登记表", "填报表", "自评表", "目标表", "评价表", "审批表", "备案表", "form", "application"];

/// Reads a drawn page as a form of unknown kind, where its title calls it a form.
pub(crate) fn read_form(page: &PageText, definitions: &Definitions) -> Option<FormRecord> {
    let key = match_key(title(page)?);
    let name = key.split('(').next().unwrap_or("");
    FORMS.iter().any(|word| name.ends_with(word)).then(|| read(page, definitions)).flatten()
}

/// A title: a short line at the head of the page that names a form or table.
fn title(page: &PageText) -> Option<&str> {
    let head = page.pieces.iter().take(HEAD).map(|p| p.text.as_str());
    let named = |t: &&str| {
        let short = (4..=40).contains(&t.chars().count());
        let lower = t.to_ascii_lowercase();
        short
            && (t.ends_with('表') || t.ends_with("表）") || lower.ends_with(" form") || lower.ends_with("application"))
            && !t.contains(['，', '。'])
    };
    head.into_iter().find(named)
}

/// Lines of exactly a label and a value.
fn pairs(page: &PageText) -> Vec<(&Piece, &Piece)> {
    let mut pairs = Vec::new();
    let mut rest = page.pieces.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|p| p.line == first.line).count();
        let (line, tail) = rest.split_at(count);
        if let [label, value] = line {
            let look = Look::at(&label.text);
            if !look.target && !look.dash && look.width <= LONGEST_LABEL && !look.running {
                pairs.push((label, value));
            }
        }
        rest = tail;
    }
    pairs
}

fn ledger(page: &PageText, used: &[(&Piece, String)]) -> Ledger {
    let mut entries = Vec::new();
    let mut used = used.iter().peekable();
    for piece in &page.pieces {
        // the values stand in the order of the pieces
        let path = used.next_if(|(value, _)| std::ptr::eq(*value, piece)).map(|(_, path)| path.as_str());
        for token in numeric_tokens(&piece.text) {
            let outcome = path.map_or(Outcome::Residue, |path| Outcome::Value(path.into()));
            entries.push(LedgerEntry { text: token.text.to_owned(), place: piece.provenance(), outcome });
        }
    }
    Ledger { entries }
}

/// Which known kind is nearest, and what does not fit.
fn nearest(page: &PageText, title: &str, definitions: &Definitions) -> Finding {
    let labels = |d: &Definition| label_count(&tag_page(d, page.pieces.clone(), page.on_grid));
    let best = definitions.kinds().iter().map(|d| (labels(d), d)).max_by_key(|(n, _)| *n).filter(|(n, _)| *n > 0);
    let (zh, en) = match best {
        Some((n, d)) => (
            format!("“{title}”不属于任何已知表种；最接近“{}”，有 {n} 个相同的标签，但标题不符", d.name.zh),
            format!(
                "{title:?} is of no known kind; the nearest is {} with {n} labels in common, but its title does not fit",
                d.kind
            ),
        ),
        None => (
            format!("“{title}”不属于任何已知表种，也没有相同的标签"),
            format!("{title:?} is of no known kind, and no label is known"),
        ),
    };
    Finding::new(FindingCode::FormUnknown, zh, format!("{en}; add a definition with --definitions")).with_place(page.number, None)
}
