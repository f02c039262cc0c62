//! Advances of codes and CIDs as font dictionaries state them (ISO 32000-1, 9.2.4 and 9.7.4.3), in em.

use hayro_syntax::object::{Array, Dict, Object};

use super::cmap::{Ranges, Span};
use super::code::VerticalMetrics;

const UNITS: f32 = 1000.0;

/// Advances of a simple font: `Widths` from `FirstChar`, else `MissingWidth`.
#[derive(Debug, Default)]
pub(super) struct SimpleWidths {
    first: u32,
    widths: Vec<f32>,
    missing: Option<f32>,
}

impl SimpleWidths {
    /// Those of a font; `scale` turns its units into em.
    pub(super) fn of(font: &Dict<'_>, descriptor: &Dict<'_>, scale: f32) -> SimpleWidths {
        let widths = font.get::<Array<'_>>(b"Widths").map(|array| numbers(&array)).unwrap_or_default();
        SimpleWidths {
            first: font.get::<u32>(b"FirstChar").unwrap_or_default(),
            widths: widths.into_iter().map(|width| finite(width * scale)).collect(),
            missing: descriptor.get::<f32>(b"MissingWidth").map(|width| finite(width * scale)),
        }
    }

    /// That of a code, where it is stated.
    pub(super) fn listed(&self, code: u8) -> Option<f32> {
        let index = u32::from(code).checked_sub(self.first)?;
        self.widths.get(usize::try_from(index).ok()?).copied()
    }

    /// That of a code, where anything is stated.
    pub(super) fn advance(&self, code: u8) -> Option<f32> {
        match self.listed(code) {
            None if self.is_empty() => None,
            None => Some(self.missing.unwrap_or_default()),
            listed => listed,
        }
    }

    /// True where the font states none.
    pub(super) fn is_empty(&self) -> bool {
        self.widths.is_empty()
    }
}

/// Advances by CID: `W`, `DW`, `W2` and `DW2`.
#[derive(Debug)]
pub(super) struct CidWidths {
    default: f32,
    widths: Ranges<f32>,
    default_vertical: (f32, f32),
    vertical: Ranges<VerticalMetrics>,
    /// It states no width at all.
    pub(super) is_silent: bool,
}

impl CidWidths {
    /// Those of a descendant font.
    pub(super) fn of(font: &Dict<'_>, vertical: bool) -> CidWidths {
        let default = font.get::<f32>(b"DW");
        let pair = font.get::<[f32; 2]>(b"DW2").unwrap_or([880.0, -1000.0]);
        let lists = font.get::<Array<'_>>(b"W");
        CidWidths {
            default: finite(default.unwrap_or(UNITS) / UNITS),
            is_silent: default.is_none() && lists.is_none(),
            widths: lists.map(|array| horizontal(&array)).unwrap_or_default(),
            default_vertical: (finite(pair[0] / UNITS), finite(pair[1] / UNITS)),
            vertical: match vertical {
                true => font.get::<Array<'_>>(b"W2").map(|array| upright(&array)).unwrap_or_default(),
                false => Ranges::default(),
            },
        }
    }

    /// The advance of a CID.
    pub(super) fn advance(&self, cid: u32) -> f32 {
        self.widths.find(cid).map_or(self.default, |span| span.value)
    }

    /// What every CID has that is not listed.
    pub(super) fn default(&self) -> f32 {
        self.default
    }

    /// True where all that it lists lies in one of these ranges of CIDs.
    pub(super) fn lists_only(&self, ranges: &[(u32, u32)]) -> bool {
        self.widths.iter().all(|span| ranges.iter().any(|&(first, last)| first <= span.first && span.last <= last))
    }

    /// How a CID is set in vertical writing.
    pub(super) fn vertical(&self, cid: u32) -> VerticalMetrics {
        self.vertical.find(cid).map_or_else(|| self.default_vertical(self.advance(cid)), |span| span.value)
    }

    /// How a character of this width is set where nothing is listed for it.
    pub(super) fn default_vertical(&self, advance: f32) -> VerticalMetrics {
        let (vy, w1) = self.default_vertical;
        VerticalMetrics { vx: advance / 2.0, vy, w1 }
    }
}

/// The numbers of an array, as many as there are codes of one byte. Most arrays hold plain numbers only, and a
/// document may have hundreds of them.
fn numbers(array: &Array<'_>) -> Vec<f32> {
    const CODES: usize = 256;
    let is_plain = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_whitespace() || matches!(byte, b'.' | b'-');
    if let Some(text) = std::str::from_utf8(array.data()).ok().filter(|text| text.bytes().all(|byte| is_plain(&byte))) {
        return text.split_ascii_whitespace().take(CODES).map(|number| number.parse().unwrap_or_default()).collect();
    }
    array.iter::<Object<'_>>().take(CODES).map(|object| object.into_f32().unwrap_or_default()).collect()
}

fn finite(value: f32) -> f32 {
    if value.is_finite() { value } else { 0.0 }
}

fn number(object: Option<Object<'_>>) -> Option<f32> {
    object?.into_f32().filter(|value| value.is_finite())
}

fn whole(object: Option<Object<'_>>) -> Option<u32> {
    number(object).filter(|value| (0.0..=1e7).contains(value)).map(|value| value as u32)
}

/// Reads `c [a b …]` and `first last …`, the two forms of both arrays; `take` makes a value of the numbers.
fn read<T>(array: &Array<'_>, mut take: impl FnMut(&mut dyn FnMut() -> Option<f32>) -> Option<T>) -> Vec<Span<T>> {
    let mut spans = Vec::new();
    let mut items = array.iter::<Object<'_>>();
    while let Some(first) = whole(items.next()) {
        match items.next() {
            Some(Object::Array(list)) => {
                let mut numbers = list.iter::<Object<'_>>();
                let mut cid = first;
                while let Some(value) = take(&mut || number(numbers.next())) {
                    spans.push(Span { first: cid, last: cid, value });
                    cid = cid.saturating_add(1);
                }
            }
            last => {
                let (Some(last), Some(value)) = (whole(last), take(&mut || number(items.next()))) else { break };
                spans.push(Span { first, last, value });
            }
        }
    }
    spans
}

fn horizontal(array: &Array<'_>) -> Ranges<f32> {
    Ranges::new(read(array, |next| next().map(|width| width / UNITS)))
}

fn upright(array: &Array<'_>) -> Ranges<VerticalMetrics> {
    Ranges::new(read(array, |next| {
        let (w1, vx, vy) = (next()?, next()?, next()?);
        Some(VerticalMetrics { vx: vx / UNITS, vy: vy / UNITS, w1: w1 / UNITS })
    }))
}
