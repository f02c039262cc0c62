//! Findings: what a person should know about a document, as data.

use serde::{Deserialize, Serialize};

use crate::field::{Provenance, Region};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; does not touch the verdict.
    Info,
    /// A person should look: the form goes to review.
    Warning,
    /// Something is wrong or lost: the form goes to review at best.
    Error,
}

macro_rules! codes {
    ($($variant:ident = $text:literal, $severity:ident, $doc:literal;)*) => {
        /// What a finding says. The codes are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingCode { $(#[doc = $doc] $variant,)* }

        impl FindingCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [FindingCode] = &[$(FindingCode::$variant,)*];

            /// The stable name in the output.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(FindingCode::$variant => $text,)* }
            }

            /// The severity every finding of this code has.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(FindingCode::$variant => Severity::$severity,)* }
            }

            /// What it means, for the reference page.
            #[must_use]
            pub fn describe(self) -> &'static str {
                match self { $(FindingCode::$variant => $doc,)* }
            }
        }
    };
}

codes! {
    SumMismatch = "sum-mismatch", Error, "Parts do not add up to their total beyond what rounding explains.";
    SumRounded = "sum-rounded", Info, "Parts add up to their total only within the rounding of the printed figures.";
    RuleUnchecked = "rule-unchecked", Warning, "A rule could not be checked because a figure it needs is missing.";
    RateMismatch = "rate-mismatch", Warning, "A printed rate is not the quotient of its figures.";
    ScoreMismatch = "score-mismatch", Warning, "A printed score is not weight times rate.";
    WeightMismatch = "weight-mismatch", Error, "The weights do not sum to what the form states.";
    ValueOutOfRange = "value-out-of-range", Error, "A score is above its weight, or an amount is negative where none can be.";
    FieldMissing = "field-missing", Error, "A required field has no value.";
    CellBlank = "cell-blank", Warning, "A row of a table has an empty cell where the other rows have values.";
    CellAmbiguous = "cell-ambiguous", Warning, "A value stands in the text, but its order does not say which cell it belongs to.";
    ValueInvalid = "value-invalid", Error, "The text at a value's place is not of the value's type.";
    IndicatorCategoryUnresolved = "indicator-category-unresolved", Warning, "The text does not say which category an indicator belongs to.";
    RepeatedCharacterAtWrap = "repeated-character-at-wrap", Info, "A character stands twice where a line was wrapped; it may be a slip of the original.";
    DuplicateTextRemoved = "duplicate-text-removed", Info, "Text printed on several pages of one sheet was kept once.";
    TextJoinUnsure = "text-join-unsure", Warning, "Pieces of a text cut at a page border were put together without an overlap that proves it.";
    HalvesMismatch = "halves-mismatch", Error, "Two pages stand like the halves of one sheet but do not belong together.";
    HalfMissing = "half-missing", Error, "Only one half of a sheet is there.";
    NumberUnaccounted = "number-unaccounted", Error, "A number on the form's pages belongs to no value and no label.";
    TextUnaccounted = "text-unaccounted", Warning, "A text on the form's pages belongs to no value and no label.";
    LowConfidence = "low-confidence", Warning, "A value rests on a weak reading.";
    UnitMissing = "unit-missing", Warning, "The form states no unit for its amounts.";
    UnitConflict = "unit-conflict", Error, "The form states two different units for its amounts.";
    FormUnknown = "form-unknown", Warning, "A form was found that no definition fits.";
    FontDoubtful = "font-doubtful", Warning, "A font does not say for certain which characters it draws.";
    SheetUnsure = "sheet-unsure", Warning, "Pages were put together to one sheet, but not beyond doubt.";
    TablesOnly = "tables-only", Info, "The document holds tables, but no form of a known kind.";
    NoForm = "no-form", Warning, "The document holds no form.";
    TextEncoding = "text-encoding", Info, "The text was not UTF-8; the encoding was detected.";
    TextDamaged = "text-damaged", Error, "Bytes of the text could not be decoded.";
    PageUnreadable = "page-unreadable", Error, "A page could not be read.";
    DocumentUnreadable = "document-unreadable", Error, "The document could not be read.";
    DocumentEmpty = "document-empty", Error, "The document holds no text.";
    DocumentEncrypted = "document-encrypted", Error, "The document is encrypted and no password fits.";
}

/// One thing said in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// 简体中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Message {
    /// Both texts at once.
    #[must_use]
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Message {
        Message { zh: zh.into(), en: en.into() }
    }
}

/// A finding about a value, a form or a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it says.
    pub code: FindingCode,
    /// The field it is about, as a path below `fields`.
    pub path: Option<String>,
    /// The page it is about.
    pub page: Option<u32>,
    /// The place on that page.
    pub region: Option<Region>,
    /// In words.
    pub message: Message,
    /// What was expected, where that is a value.
    pub expected: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// Found minus expected, for sums.
    pub difference: Option<String>,
    /// The smallest single edits that would explain it. Hints only; never applied.
    pub hints: Vec<Message>,
}

impl Finding {
    /// A finding with its code and words; the rest is added by the `with_…` methods.
    #[must_use]
    pub fn new(code: FindingCode, zh: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding {
            code,
            path: None,
            page: None,
            region: None,
            message: Message::new(zh, en),
            expected: None,
            found: None,
            difference: None,
            hints: Vec::new(),
        }
    }

    /// Its severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Adds the field's path.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<String>) -> Finding {
        self.path = Some(path.into());
        self
    }

    /// Adds the page and, for text dumps, the first and last line.
    #[must_use]
    pub fn with_place(mut self, page: u32, lines: Option<(u32, u32)>) -> Finding {
        self.page = Some(page);
        self.region = lines.map(|(first, last)| Region::Lines(first, last));
        self
    }

    /// Adds the place of a text or value.
    #[must_use]
    pub fn at(mut self, place: &Provenance) -> Finding {
        self.page = Some(place.page);
        self.region = Some(place.region);
        self
    }

    /// Adds what was expected and found.
    #[must_use]
    pub fn with_values(mut self, expected: impl Into<String>, found: impl Into<String>) -> Finding {
        self.expected = Some(expected.into());
        self.found = Some(found.into());
        self
    }
}
