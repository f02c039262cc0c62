//! Pictures of pages put upright, kept for looking.

use std::collections::BTreeMap;

#[cfg(feature = "recognition")]
use biaodan_source::scan::read::ReadPage;

/// The upright pages that were recognised, as PNG, where they are wanted.
#[derive(Debug, Default)]
pub(crate) struct Keep {
    #[cfg(feature = "recognition")]
    is_wanted: bool,
    pub(crate) pictures: BTreeMap<u32, Vec<u8>>,
}

impl Keep {
    pub(crate) fn all() -> Keep {
        Keep {
            #[cfg(feature = "recognition")]
            is_wanted: true,
            ..Keep::default()
        }
    }

    #[cfg(feature = "recognition")]
    pub(crate) fn page(&mut self, number: u32, read: &ReadPage) {
        if self.is_wanted {
            self.pictures.insert(number, read.png());
        }
    }
}
