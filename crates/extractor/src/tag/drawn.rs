//! Labels among the cells and lines of a drawn sheet. A cell is one text, so labels need no search;
//! outside tables only short texts may be labels or values.

use biaodan_model::{Piece, Tag, Tagged, is_cjk, match_key};

use super::furniture::{is_note, is_page_number, is_title, is_unit_note, year_of_key};
use super::split::{label_of_key, push_parts};
use super::{Draft, LONGEST_LABEL, split};
use crate::definition::Definition;
use crate::drawn::DrawnPiece;

/// Tags the pieces of a form.
pub(crate) fn tag_drawn(definition: &Definition, pieces: Vec<DrawnPiece>) -> Vec<Tagged> {
    let mut out = Vec::with_capacity(pieces.len());
    let title = pieces.iter().position(|p| is_heading(p) && is_title(definition, &Draft::new(p.piece.clone())));
    for (at, drawn) in pieces.into_iter().enumerate() {
        let mut draft = Draft { tag: drawn.tag, ..Draft::new(drawn.piece.clone()) };
        if draft.tag != Tag::Text {
            // a page number that stands where another page's text is
            if draft.tag == Tag::Repeated && is_page_number(&draft.key) {
                draft.tag = Tag::Furniture;
            }
            out.push(draft);
        } else if is_heading(&drawn) && is_title(definition, &draft) {
            draft.tag = Tag::Title;
            out.push(draft);
        } else if drawn.in_table() {
            tag_cell(definition, draft, drawn.across, &mut out);
        } else if title.is_some_and(|title| at < title) || is_beside_form(&draft) {
            draft.tag = Tag::Furniture;
            out.push(draft);
        } else {
            split::tag_piece(definition, draft, &mut out);
        }
    }
    out.into_iter().map(|draft| Tagged { piece: draft.piece, tag: draft.tag }).collect()
}

/// Titles stand outside tables, or in a cell as wide as the table.
fn is_heading(drawn: &DrawnPiece) -> bool {
    drawn.tag == Tag::Text && (drawn.across || !drawn.in_table())
}

/// What stands around the table of a form: year, unit, page number, notes, running text.
fn is_beside_form(draft: &Draft) -> bool {
    let short = !draft.key.is_empty()
        && (year_of_key(&draft.key).is_some() || is_unit_note(&draft.key) || is_page_number(&draft.key) || is_bare_number(draft));
    short || is_note(&draft.piece.text)
}

/// A page number without any ornament.
fn is_bare_number(draft: &Draft) -> bool {
    draft.key.len() <= 3 && draft.key.parse() == Ok(draft.piece.page)
}

fn tag_cell(definition: &Definition, mut draft: Draft, across: bool, out: &mut Vec<Draft>) {
    if let Some(label) = label_of_key(definition, &draft.key) {
        draft.tag = Tag::Label(label);
    } else if across && (year_of_key(&draft.key).is_some() || is_unit_note(&draft.key)) {
        draft.tag = Tag::Furniture;
    } else if let Some(cut) = translation(definition, &draft.piece) {
        push_parts(definition, &draft.piece, &[cut], out);
        if let Some(last) = out.last_mut().filter(|last| last.tag == Tag::Text) {
            last.tag = Tag::Furniture;
        }
        return;
    } else if let Some(cut) = after_colon(definition, &draft.piece.text) {
        push_parts(definition, &draft.piece, &[cut], out);
        return;
    }
    out.push(draft);
}

/// Where a label ends and its translation begins: at the first Latin letter after an ideograph.
fn translation(definition: &Definition, piece: &Piece) -> Option<usize> {
    let text = piece.text.as_str();
    if text.len() > LONGEST_LABEL {
        return None;
    }
    let is_label = |part: &str| label_of_key(definition, &match_key(part));
    let starts = text.char_indices().filter(|&(at, c)| at > 0 && c.is_ascii_alphabetic());
    let mut cuts = starts.filter(|&(at, _)| {
        let before = text.get(..at).and_then(|head| head.trim_end().chars().next_back());
        before.is_some_and(|c| is_cjk(c) || matches!(c, '）' | ')' | '：' | ':'))
    });
    cuts.find_map(|(at, _)| {
        let (head, tail) = text.split_at_checked(at)?;
        let head = is_label(head)?;
        let shared = |tail: u16| definition.roles(head).iter().any(|role| definition.roles(tail).contains(role));
        // a translation that the kind does not know stands on lines of its own and holds no figure
        let unknown =
            || text.get(..at).is_some_and(|h| h.ends_with('\n')) && !tail.contains(|c: char| c.is_ascii_digit() || is_cjk(c));
        is_label(tail).map_or_else(unknown, shared).then_some(at)
    })
}

/// `填报单位：某局`: where the value begins.
fn after_colon(definition: &Definition, text: &str) -> Option<usize> {
    if text.len() > LONGEST_LABEL {
        return None;
    }
    let at = text.find(['：', ':'])?;
    let after = at + text.get(at..)?.chars().next()?.len_utf8();
    let label = label_of_key(definition, &match_key(text.get(..at)?)).is_some();
    (label && !text.get(after..)?.trim().is_empty()).then_some(after)
}

/// The keys of a sheet's short texts, for counting the labels of each kind.
pub(crate) fn keys(pieces: &[DrawnPiece]) -> Vec<String> {
    let short = pieces.iter().filter(|p| p.piece.text.len() <= LONGEST_LABEL && p.tag == Tag::Text);
    let mut keys: Vec<String> = Vec::new();
    for piece in short {
        let text = &piece.piece.text;
        keys.push(match_key(text));
        // of a label and its translation the first is enough
        if let Some(end) = text.find(|c: char| c.is_ascii_alphabetic()).filter(|&end| end > 0 && !text.is_ascii()) {
            keys.push(match_key(text.get(..end).unwrap_or("")));
        }
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// How many different labels of a kind are among the keys.
pub(crate) fn labels_among(definition: &Definition, keys: &[String]) -> usize {
    let mut labels: Vec<u16> = keys.iter().filter_map(|key| label_of_key(definition, key)).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.len()
}
