//! One finding, the same in both views.
//!
//! `code`, `severity`, `path`, `page` and `message` are always there; the other keys only where
//! they say something.

use biaodan_model::{Finding, Message, Region, Severity};
use serde::{Serialize, Serializer};

use crate::round;

pub(super) struct FindingJson<'a>(pub(super) &'a Finding);

#[derive(Serialize)]
struct Keys<'a> {
    code: &'static str,
    severity: Severity,
    path: Option<&'a str>,
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<(u32, u32)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
    message: &'a Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Message]>::is_empty")]
    hints: &'a [Message],
}

impl Serialize for FindingJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finding = self.0;
        let keys = Keys {
            code: finding.code.as_str(),
            severity: finding.severity(),
            path: finding.path.as_deref(),
            page: finding.page,
            lines: finding.region.and_then(lines),
            bbox: finding.region.and_then(corners),
            message: &finding.message,
            expected: finding.expected.as_deref(),
            found: finding.found.as_deref(),
            difference: finding.difference.as_deref(),
            hints: &finding.hints,
        };
        keys.serialize(serializer)
    }
}

/// First and last line of a place in a text dump.
pub(super) fn lines(region: Region) -> Option<(u32, u32)> {
    match region {
        Region::Lines(first, last) => Some((first, last)),
        Region::Box(_) => None,
    }
}

/// The corners of a place on a drawn page.
pub(super) fn corners(region: Region) -> Option<[f64; 4]> {
    match region {
        Region::Box(corners) => Some(corners.map(round::points)),
        Region::Lines(..) => None,
    }
}
