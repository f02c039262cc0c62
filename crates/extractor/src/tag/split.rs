//! One piece at a time: a label, a label with its value, several labels, or text.

use std::collections::HashSet;

use biaodan_model::{Piece, Tag, is_cjk, match_key, numeric_tokens};

use super::{Draft, LONGEST_LABEL};
use crate::definition::{Definition, Role, without_unit};

/// Tags a piece, cut where a label meets something else without a blank.
pub(super) fn tag_piece(definition: &Definition, mut draft: Draft, out: &mut Vec<Draft>) {
    if let Some(label) = label_of_key(definition, &draft.key) {
        draft.tag = Tag::Label(label);
    } else if !draft.key.is_empty()
        && let Some(parts) = cut(definition, &draft.piece.text)
    {
        push_parts(definition, &draft.piece, &parts, out);
        return;
    }
    out.push(draft);
}

/// The label a whole text is, unit and points in brackets aside.
fn whole_label(definition: &Definition, text: &str) -> Option<u16> {
    label_of_key(definition, &match_key(text))
}

pub(super) fn label_of_key(definition: &Definition, key: &str) -> Option<u16> {
    let vocabulary = &definition.vocabulary;
    let found = vocabulary.find(key);
    if found.is_some() || !key.contains('(') {
        return found;
    }
    let (key, _) = without_unit(key.to_owned());
    vocabulary.find(&key).or_else(|| vocabulary.find(without_points(&key)?))
}

/// `产出指标(50分)` without its points.
fn without_points(key: &str) -> Option<&str> {
    let (name, note) = key.strip_suffix(')')?.rsplit_once('(')?;
    let points = note.strip_suffix('分').or_else(|| note.strip_suffix("points"))?;
    points.chars().all(|c| c.is_ascii_digit() || c == '.').then_some(name)
}

/// Byte offsets at which a piece is to be cut, where one side of each cut is a label.
fn cut(definition: &Definition, text: &str) -> Option<Vec<usize>> {
    let is_label = |t: &str| whole_label(definition, t).is_some();
    if let Some(at) = text.find(['：', ':']) {
        let after = at + text.get(at..)?.chars().next()?.len_utf8();
        if is_label(text.get(..at)?) && !text.get(after..)?.trim().is_empty() {
            return Some(vec![after]);
        }
    }
    let borders: Vec<usize> = borders(text).collect();
    if let Some(&at) = borders.iter().find(|&&at| {
        let (left, right) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        (is_label(left) && (is_label(right) || is_figure(right))) || (is_figure(left) && is_label(right))
    }) {
        return Some(vec![at]);
    }
    words_of_labels(definition, text)
}

/// Places where the script changes: ideograph beside Latin, digit beside ideograph.
fn borders(text: &str) -> impl Iterator<Item = usize> + '_ {
    let class = |c: char| {
        if c.is_ascii_digit() {
            0
        } else if is_cjk(c) {
            1
        } else {
            2
        }
    };
    text.char_indices()
        .zip(text.chars().skip(1))
        .filter_map(move |((at, c), next)| (class(c) != class(next)).then_some(at + c.len_utf8()))
}

fn is_figure(text: &str) -> bool {
    let mut tokens = numeric_tokens(text);
    tokens.next().is_some_and(|t| t.range == (0..text.len()))
}

/// Latin labels of neighbouring cells on one line: `Level-1 indicator Level-2 indicator`.
fn words_of_labels(definition: &Definition, text: &str) -> Option<Vec<usize>> {
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]).collect();
    if ends.len() < 2 {
        return None;
    }
    let (mut cuts, mut start) = (Vec::new(), 0);
    while start < text.len() {
        let longest = ends
            .iter()
            .rev()
            .find(|&&end| end > start && text.get(start..end).is_some_and(|t| whole_label(definition, t).is_some()))?;
        start = longest + 1;
        cuts.push(start);
    }
    cuts.pop();
    Some(cuts)
}

/// Shortest label, in bytes, that is taken off a text it is glued to.
const SHORTEST_GLUED: usize = 12;

/// Characters of a text's head in which such a label is looked for.
const LONGEST_GLUED: usize = 16;

/// Cuts the labels of categories and running texts off what they are glued to, where the label does
/// not stand by itself on the page.
pub(super) fn cut_glued(definition: &Definition, drafts: &mut Vec<Draft>) {
    let mut out = Vec::with_capacity(drafts.len() + 4);
    let present: HashSet<u16> = drafts
        .iter()
        .filter_map(|t| match t.tag {
            Tag::Label(label) => Some(label),
            _ => None,
        })
        .collect();
    for item in drafts.drain(..) {
        match glued_prefix(definition, &item, &present) {
            Some(at) => push_parts(definition, &item.piece, &[at], &mut out),
            None => out.push(item),
        }
    }
    *drafts = out;
}

/// Where a text goes on after a label it starts with.
fn glued_prefix(definition: &Definition, item: &Draft, present: &HashSet<u16>) -> Option<usize> {
    let text = &item.piece.text;
    if item.tag != Tag::Text || text.len() <= SHORTEST_GLUED {
        return None;
    }
    // `服务对象满意度指标` before `服务对象满意度`, and never inside a longer name
    let long_key;
    let key = if item.key.is_empty() {
        long_key = match_key(&text.chars().take(LONGEST_GLUED).collect::<String>());
        &long_key
    } else {
        &item.key
    };
    let label = definition.vocabulary.longest_prefix(key)?;
    let at = text.len().min(definition.vocabulary.key(label).len());
    if at < SHORTEST_GLUED || at >= text.len() || whole_label(definition, text.get(..at)?) != Some(label) {
        return None;
    }
    let category = |role: &Role| matches!(role, Role::Level1(_) | Role::Level2(..));
    let prose = |role: &Role| match *role {
        Role::Scalar(i) => definition.scalars.get(i).is_some_and(|s| s.prose),
        Role::Column(at) => definition.is_beside(at.table),
        _ => false,
    };
    let roles = definition.roles(label);
    let short = text.len() <= LONGEST_LABEL && roles.iter().any(category);
    let long = text.len() > LONGEST_LABEL && roles.iter().any(prose) && !present.contains(&label);
    if !short && !long {
        return None;
    }
    let rest = text.get(at..).unwrap_or("");
    let name = text.len() <= LONGEST_LABEL && rest.starts_with(['）', ')', '的', '完', '达', '值', '率']);
    (!name).then_some(at)
}

pub(super) fn push_parts(definition: &Definition, piece: &Piece, cuts: &[usize], out: &mut Vec<Draft>) {
    let mut push = |piece: Piece| {
        let mut draft = Draft::new(piece);
        draft.tag = label_of_key(definition, &draft.key).map_or(Tag::Text, Tag::Label);
        out.push(draft);
    };
    let mut rest = piece.clone();
    let mut done = 0;
    for &cut in cuts {
        let tail = rest.text.split_off(cut.saturating_sub(done).min(rest.text.len()));
        let width = u32::try_from(rest.text.chars().count()).unwrap_or(0);
        let next = Piece { text: tail, x0: rest.x0 + width, ..rest.clone() };
        push(Piece { x1: rest.x0 + width, text: rest.text.trim_end().to_owned(), ..rest });
        rest = next;
        done = cut;
    }
    push(rest);
}
