//! Pictures: where they stand and how many pixels they have. They are not decoded.

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Name, Stream};

use super::interpreter::{Interpreter, Scope};
use super::lexer::{Lexer, Operand, Operands};
use crate::jpeg;
use crate::pdf::matrix::Matrix;

impl<'p> Interpreter<'p, '_> {
    /// An image XObject: the unit square of user space.
    pub(super) fn draw_image(&mut self, stream: &Stream<'_>) {
        let dict = stream.dict();
        let side = |key: &[u8]| dict.get::<i32>(key).and_then(|v| u32::try_from(v).ok()).unwrap_or_default();
        self.place_image((side(keys::WIDTH), side(keys::HEIGHT)), is_cut_off(stream));
    }

    fn place_image(&mut self, pixels: (u32, u32), is_cut_off: bool) {
        if self.marks.is_hidden() || self.state.fill.alpha <= 0.0 {
            return;
        }
        let bounds = self.on_page(&Matrix::IDENTITY, (0.0, 0.0), (1.0, 1.0));
        self.sink.image(bounds.intersection(&self.state.clip), pixels, is_cut_off);
    }

    /// `BI`: keys and values up to `ID`, then data up to `EI` (8.9.7).
    pub(super) fn inline_image<'d>(&mut self, lexer: &mut Lexer<'d>, operands: &mut Operands<'d>, _: &Scope<'_, 'p>) {
        if lexer.next_operator(operands) != Some(b"ID") {
            return;
        }
        let image = InlineImage::of(operands.all());
        // one blank after the operator
        lexer.skip(1);
        lexer.skip(image.end(lexer.rest()));
        self.place_image((image.width, image.height), false);
    }
}

/// True for a JPEG without its end; decoders fill what is missing with grey and say nothing.
fn is_cut_off(stream: &Stream<'_>) -> bool {
    let is_jpeg = stream.dict().get::<Name<'_>>(keys::FILTER).is_some_and(|name| &*name == b"DCTDecode");
    is_jpeg && !jpeg::ends(&stream.raw_data())
}

/// What its dictionary says of an inline image.
#[derive(Debug, Default)]
struct InlineImage {
    width: u32,
    height: u32,
    bits: u32,
    components: Option<u32>,
    has_filter: bool,
}

impl InlineImage {
    fn of(entries: &[Operand<'_>]) -> InlineImage {
        let mut image = InlineImage { bits: 1, ..InlineImage::default() };
        for entry in entries.chunks_exact(2) {
            let [Operand::Name(key), value] = entry else { continue };
            let number = if let Operand::Number(n) = value { n.clamp(0.0, 1e6) as u32 } else { 0 };
            match *key {
                b"W" | b"Width" => image.width = number,
                b"H" | b"Height" => image.height = number,
                b"BPC" | b"BitsPerComponent" => image.bits = number,
                b"IM" | b"ImageMask" => image.components = Some(1),
                b"CS" | b"ColorSpace" => image.components = components(value),
                b"F" | b"Filter" => image.has_filter = true,
                _ => {}
            }
        }
        image
    }

    /// How many bytes follow up to the end of `EI`.
    fn end(&self, data: &[u8]) -> usize {
        if let Some(length) = self.length().filter(|_| !self.has_filter)
            && let Some(after) = data.get(length..)
            && let Some(gap) = after.iter().take(3).position(|b| !b.is_ascii_whitespace())
            && after.get(gap..).is_some_and(is_end)
        {
            return length + gap + 2;
        }
        let ends = memchr::memmem::find_iter(data, b"EI");
        let mut ends = ends.filter(|at| data.get(*at..).is_some_and(is_end) && follows_blank(data, *at, self.has_filter));
        ends.next().map_or(data.len(), |at| at + 2)
    }

    fn length(&self) -> Option<usize> {
        let bits = u64::from(self.width) * u64::from(self.bits) * u64::from(self.components?);
        usize::try_from(bits.div_ceil(8) * u64::from(self.height)).ok()
    }
}

fn components(space: &Operand<'_>) -> Option<u32> {
    match space {
        Operand::Name(b"G" | b"DeviceGray" | b"CalGray") => Some(1),
        Operand::Name(b"RGB" | b"DeviceRGB" | b"CalRGB") => Some(3),
        Operand::Name(b"CMYK" | b"DeviceCMYK") => Some(4),
        // a palette; its table is among the operator's array
        Operand::Array => Some(1),
        _ => None,
    }
}

/// How many bytes after `EI` have to look like content and not like pixels.
const LOOK_AHEAD: usize = 24;

/// `EI`, and then nothing that only image data would hold.
fn is_end(data: &[u8]) -> bool {
    let Some(after) = data.strip_prefix(b"EI") else { return false };
    after.first().is_none_or(|b| b.is_ascii_whitespace() || *b == 0)
        && after.iter().take(LOOK_AHEAD).all(|b| b.is_ascii_graphic() || b.is_ascii_whitespace() || *b == 0)
}

/// Filtered data may end without a blank.
fn follows_blank(data: &[u8], at: usize, has_filter: bool) -> bool {
    has_filter || at.checked_sub(1).and_then(|before| data.get(before)).is_none_or(|b| b.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest_after(content: &[u8]) -> Vec<u8> {
        let mut lexer = Lexer::new(content);
        let mut operands = Operands::default();
        assert_eq!(lexer.next_operator(&mut operands), Some(b"BI".as_slice()));
        assert_eq!(lexer.next_operator(&mut operands), Some(b"ID".as_slice()));
        let image = InlineImage::of(operands.all());
        lexer.skip(1);
        lexer.skip(image.end(lexer.rest()));
        lexer.rest().to_vec()
    }

    #[test]
    fn the_end_of_image_data_is_found() {
        assert_eq!(rest_after(b"BI /W 2 /H 2 /BPC 8 /CS /G ID \nEI \nEI Q"), b" Q");
        assert_eq!(rest_after(b"BI /W 9 /H 9 /F /Fl ID x EI \x80\x81 EI\nQ"), b"\nQ");
        assert_eq!(rest_after(b"BI /W 9 /H 9 /F /A85 ID abc~>EI Q"), b" Q");
        assert_eq!(rest_after(b"BI /W 9 /H 9 ID never ends"), b"");
    }
}
