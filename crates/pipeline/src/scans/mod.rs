//! Pages that are pictures: which are recognised, and what becomes of those that are not.
//!
//! A page that was recognised draws the same things as any other, on the page put upright. What the record says of
//! places is led back to the page as delivered ([`Delivered`]).

mod alternatives;
mod delivered;
mod keep;
#[cfg(feature = "recognition")]
mod pages;
mod recognition;
mod unread;

#[cfg(not(feature = "recognition"))]
use biaodan_model::Page;

pub(crate) use alternatives::Rereadings;
pub(crate) use delivered::Delivered;
pub(crate) use keep::Keep;
#[cfg(feature = "recognition")]
pub(crate) use pages::{pages_of, recognise};
pub use recognition::{Ocr, Recognition};
use unread::mark_unread;

/// Without a recogniser, scans are not read.
#[cfg(not(feature = "recognition"))]
pub(crate) fn recognise(pages: &mut [Page], _: &[u8], _: Option<&str>, _: &Recognition, _: &mut Keep) {
    mark_unread(pages, "this build has no text recognition");
}
