//! Which pages are halves of one sheet.
//!
//! A table that was cut shows some of its columns on one page and the others on the next. Two pages
//! whose columns of the same table do not meet are the halves of a sheet, in either order; a page
//! with the same columns, or none, goes on below the page before it.

use std::collections::BTreeSet;

use biaodan_model::{Part, Sheet, Tag};

/// Says which (table, column) a label is, by the label's number.
pub type ColumnOf<'a> = &'a dyn Fn(u16) -> Option<(usize, usize)>;

/// How a page stands to the sheet before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It carries other columns of the same tables: the other half, or more of it.
    Beside,
    /// It goes on below: the same columns, or none.
    Below,
}

fn columns(part: &Part, column_of: ColumnOf<'_>) -> BTreeSet<(usize, usize)> {
    let labels = part.pieces.iter().filter_map(|t| match t.tag {
        Tag::Label(label) => column_of(label),
        _ => None,
    });
    labels.collect()
}

fn are_halves(a: &BTreeSet<(usize, usize)>, b: &BTreeSet<(usize, usize)>) -> bool {
    let tables = |set: &BTreeSet<(usize, usize)>| set.iter().map(|&(t, _)| t).collect::<BTreeSet<_>>();
    let shared: Vec<usize> = tables(a).intersection(&tables(b)).copied().collect();
    !shared.is_empty() && a.is_disjoint(b)
}

/// How `page` stands to the pages before it.
#[must_use]
pub fn fit(before: &[Part], page: &Part, column_of: ColumnOf<'_>) -> Fit {
    let own = columns(page, column_of);
    let beside = |part: &Part| are_halves(&columns(part, column_of), &own);
    if before.iter().any(beside) { Fit::Beside } else { Fit::Below }
}

/// Puts the pages of one form together: down, over, in either order.
#[must_use]
pub fn into_sheet(pages: Vec<Part>, column_of: ColumnOf<'_>) -> Sheet {
    let mut parts: Vec<(BTreeSet<(usize, usize)>, Part)> = Vec::new();
    let mut latest = 0;
    for page in pages {
        let own = columns(&page, column_of);
        let same = parts.iter().position(|(set, _)| !own.is_empty() && !set.is_disjoint(&own));
        let halves = parts.iter().any(|(set, _)| are_halves(set, &own));
        match same {
            None if parts.is_empty() || (halves && parts.len() < 2) => {
                parts.push((own, page));
                latest = parts.len() - 1;
            }
            same => {
                latest = same.unwrap_or(latest);
                if let Some((set, part)) = parts.get_mut(latest) {
                    set.extend(own);
                    append(part, page);
                }
            }
        }
    }
    // the half with the first columns of the tables stands on the left
    parts.sort_by_key(|(set, _)| set.iter().map(|&(_, column)| column).min());
    Sheet { parts: parts.into_iter().map(|(_, part)| part).collect() }
}

fn append(part: &mut Part, mut page: Part) {
    part.pages.append(&mut page.pages);
    part.pieces.append(&mut page.pieces);
    part.on_grid &= page.on_grid;
}

#[cfg(test)]
mod tests {
    use super::*;
    use biaodan_model::{Piece, Tagged};

    fn page(number: u32, labels: &[u16]) -> Part {
        let piece = Piece { page: number, line: 1, blank_before: 0, x0: 0, x1: 4, text: String::new() };
        let pieces = labels.iter().map(|&l| Tagged { piece: piece.clone(), tag: Tag::Label(l) }).collect();
        Part { pages: vec![number], pieces, on_grid: false }
    }

    /// Labels 0..=3 are columns 0..=3 of table 0; others are no columns.
    fn column_of(label: u16) -> Option<(usize, usize)> {
        (label < 4).then_some((0, usize::from(label)))
    }

    #[test]
    fn halves_are_put_left_and_right_in_either_order() {
        for pages in [vec![page(1, &[9, 0, 1]), page(2, &[2, 3])], vec![page(1, &[2, 3]), page(2, &[9, 0, 1])]] {
            let sheet = into_sheet(pages, &column_of);
            assert_eq!(sheet.parts.len(), 2);
            assert!(sheet.parts[0].pieces.iter().any(|t| t.tag == Tag::Label(0)));
        }
    }

    #[test]
    fn a_grid_goes_down_then_over() {
        let sheet = into_sheet(vec![page(1, &[0, 1]), page(2, &[9]), page(3, &[2, 3]), page(4, &[9])], &column_of);
        let pages: Vec<_> = sheet.parts.iter().map(|p| p.pages.clone()).collect();
        assert_eq!(pages, [vec![1, 2], vec![3, 4]]);
    }

    #[test]
    fn repeated_headings_go_on_below() {
        assert_eq!(fit(&[page(1, &[0, 1, 2, 3])], &page(2, &[0, 1, 2, 3]), &column_of), Fit::Below);
        assert_eq!(fit(&[page(1, &[0, 1])], &page(2, &[2]), &column_of), Fit::Beside);
    }
}
