//! Whether pages are recognised, and with what.

use std::fmt;
#[cfg(feature = "recognition")]
use std::sync::{Arc, OnceLock};

#[cfg(feature = "recognition")]
use biaodan_source::scan::recognise::{RecogniseError, Recogniser};

/// Which pages are recognised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ocr {
    /// Those that are pictures, and pictures beside text.
    #[default]
    Auto,
    /// None: what is a picture is reported as not read.
    Never,
    /// All, whatever text they have.
    Always,
}

/// Which pages are recognised and by what. The recogniser is loaded when the first page needs it, once for all
/// threads.
#[derive(Clone, Default)]
pub struct Recognition {
    /// Which pages.
    pub ocr: Ocr,
    #[cfg(feature = "recognition")]
    recogniser: Option<Arc<Lazy>>,
}

#[cfg(feature = "recognition")]
type Load = dyn Fn() -> Result<Box<dyn Recogniser>, RecogniseError> + Send + Sync;

#[cfg(feature = "recognition")]
struct Lazy {
    load: Box<Load>,
    loaded: OnceLock<Result<Box<dyn Recogniser>, RecogniseError>>,
}

impl Recognition {
    /// No page is recognised.
    #[must_use]
    pub fn never() -> Recognition {
        Recognition::of(Ocr::Never)
    }

    /// Pages that are to be recognised, with nothing to recognise them.
    #[must_use]
    pub fn of(ocr: Ocr) -> Recognition {
        Recognition {
            ocr,
            #[cfg(feature = "recognition")]
            recogniser: None,
        }
    }

    /// Pages are recognised by what `load` gives.
    #[cfg(feature = "recognition")]
    #[must_use]
    pub fn by(ocr: Ocr, load: impl Fn() -> Result<Box<dyn Recogniser>, RecogniseError> + Send + Sync + 'static) -> Recognition {
        Recognition { ocr, recogniser: Some(Arc::new(Lazy { load: Box::new(load), loaded: OnceLock::new() })) }
    }

    /// What recognises; none where nothing was named.
    #[cfg(feature = "recognition")]
    pub(crate) fn recogniser(&self) -> Option<Result<&dyn Recogniser, &RecogniseError>> {
        let lazy = self.recogniser.as_ref()?;
        Some(lazy.loaded.get_or_init(|| (lazy.load)()).as_ref().map(|recogniser| &**recogniser))
    }
}

impl fmt::Debug for Recognition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recognition").field("ocr", &self.ocr).finish_non_exhaustive()
    }
}
