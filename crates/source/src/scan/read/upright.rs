//! A page whose text stands on its head is turned before it is read.

use biaodan_model::BBox;
use image::RgbImage;

use super::{Read, rgb};
use crate::scan::LineCrop;
use crate::scan::prepare::{self, Prepared};
use crate::scan::recognise::RecogniseError;

/// Lines that the recogniser is shown: the longest.
const SHOWN: usize = 12;

impl Read<'_> {
    /// The page the right way up, and its lines.
    pub(super) fn upright(&self, page: Prepared) -> Result<(Prepared, Vec<LineCrop>), RecogniseError> {
        let lines = self.lines(&page);
        if self.recogniser.upside_down(&longest(&lines))? != Some(true) {
            return Ok((page, lines));
        }
        let page = page.turned_over();
        let lines = self.lines(&page);
        Ok((page, lines))
    }

    fn lines(&self, page: &Prepared) -> Vec<LineCrop> {
        let cells: Vec<BBox> = (self.cells)(&page.rulings);
        prepare::lines(page, &cells)
    }
}

fn longest(lines: &[LineCrop]) -> Vec<RgbImage> {
    let mut by_length: Vec<&LineCrop> = lines.iter().collect();
    by_length.sort_by_key(|line| std::cmp::Reverse(line.image.width() / line.image.height().max(1)));
    by_length.into_iter().take(SHOWN).map(rgb).collect()
}
