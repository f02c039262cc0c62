//! Which pages are halves of one sheet.
//!
//! A table that was cut shows some of its columns on one page and the others on the next. Two pages
//! whose columns of the same table do not meet are the halves of a sheet, in either order; a page
//! with the same columns, or none, goes on below the page before it.

use std::collections::BTreeSet;

use biaodan_model::{Part, Sheet, Tag};

/// Says which (table, column) a label is, by the label's number.
pub type ColumnOf<'a> = &'a dyn Fn(u16) -> Option<(usize, usize)>;

/// The (table, column) of every column label that a page shows.
pub type ColumnSet = BTreeSet<(usize, usize)>;

fn columns(part: &Part, column_of: ColumnOf<'_>) -> ColumnSet {
    let labels = part.pieces.iter().filter_map(|t| match t.tag {
        Tag::Label(label) => column_of(label),
        _ => None,
    });
    labels.collect()
}

/// Whether two pages show different columns of one table, and none twice.
#[must_use]
pub fn are_halves(a: &ColumnSet, b: &ColumnSet) -> bool {
    let shares_table = a.iter().any(|&(table, _)| b.range((table, 0)..=(table, usize::MAX)).next().is_some());
    shares_table && a.is_disjoint(b)
}

/// Puts the pages of one form together: down, over, in either order.
#[must_use]
pub fn into_sheet(pages: Vec<Part>, column_of: ColumnOf<'_>) -> Sheet {
    let mut parts: Vec<(ColumnSet, Part)> = Vec::new();
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
        let piece = Piece { page: number, line: 1, blank_before: 0, x0: 0, x1: 4, ..Piece::default() };
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
    fn halves_share_a_table_and_no_column() {
        let set = |columns: &[(usize, usize)]| columns.iter().copied().collect::<ColumnSet>();
        assert!(are_halves(&set(&[(0, 0), (0, 1)]), &set(&[(0, 2)])));
        assert!(!are_halves(&set(&[(0, 0), (0, 1)]), &set(&[(0, 0), (0, 1)])));
        assert!(!are_halves(&set(&[(0, 0)]), &set(&[(1, 1)])) && !are_halves(&set(&[]), &set(&[(0, 1)])));
    }
}
