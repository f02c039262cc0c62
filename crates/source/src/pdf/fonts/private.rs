//! Private-use characters. They mean what one font says and nothing anywhere else, so they are never
//! text; only those of a few symbol fonts that every office suite ships are known.

use super::code::{Chars, UNKNOWN};

/// Fonts whose codes have meanings of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Adobe's Symbol and its copies.
    Symbol,
    /// ITC Zapf Dingbats.
    ZapfDingbats,
    /// Microsoft's Wingdings.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// Any other font.
    Other,
}

impl Family {
    /// By its name.
    pub(super) fn of(name: &str) -> Family {
        let folded: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match folded.as_str() {
            name if name.starts_with("wingdings2") => Family::Wingdings2,
            name if name.starts_with("wingdings3") => Family::Other,
            name if name.starts_with("wingdings") => Family::Wingdings,
            name if name.starts_with("zapfdingbats") || name == "dingbats" => Family::ZapfDingbats,
            name if name.starts_with("symbol") => Family::Symbol,
            _ => Family::Other,
        }
    }

    /// The character that its glyph at a code shows.
    pub(super) fn char_at(self, code: u8) -> Option<char> {
        match self {
            Family::Wingdings => wingdings(code),
            Family::Wingdings2 => wingdings2(code),
            Family::Symbol | Family::ZapfDingbats => super::standard::symbol_char(self, code),
            // Tick boxes that forms carry over from Wingdings and Wingdings 2 under another name.
            Family::Other => match code {
                0xA8 | 0xA3 => Some('□'),
                0xFE | 0x52 => Some('☑'),
                _ => None,
            },
        }
    }
}

/// True for characters without a meaning of their own.
pub(super) fn is_private(ch: char) -> bool {
    matches!(ch, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// The text without private characters: translated where the font is known, otherwise unknown.
pub(super) fn settle(text: Chars, family: Family) -> Chars {
    if !text.iter().any(is_private) {
        return text;
    }
    text.iter().map(|ch| if is_private(ch) { translate(ch, family).unwrap_or(UNKNOWN) } else { ch }).collect()
}

/// Symbol fonts have their codes at U+F000 to U+F0FF.
fn translate(ch: char, family: Family) -> Option<char> {
    let code = u32::from(ch).checked_sub(0xF000).and_then(|code| u8::try_from(code).ok())?;
    family.char_at(code)
}

fn wingdings(code: u8) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x6C => '●',
        0x6E => '■',
        0x6F | 0x70 | 0x71 | 0x72 | 0xA8 => '□',
        0x75 | 0x77 => '◆',
        0x76 => '❖',
        0x80 => '⓪',
        0x81..=0x8A => char::from_u32(0x2460 + u32::from(code) - 0x81)?,
        0x8C..=0x95 => char::from_u32(0x2776 + u32::from(code) - 0x8C)?,
        0x9E => '·',
        0x9F => '•',
        0xA1 => '○',
        0xA7 => '▪',
        0xAB => '★',
        0xD8 => '➢',
        0xDF => '←',
        0xE0 => '→',
        0xE1 => '↑',
        0xE2 => '↓',
        0xE8 => '➔',
        0xF0 => '⇨',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

fn wingdings2(code: u8) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x4F => '✗',
        0x50 => '✓',
        0x51 | 0x53 | 0x54 => '☒',
        0x52 => '☑',
        0x97 => '●',
        0xA2 => '■',
        0xA3 => '□',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Family, settle};
    use crate::pdf::fonts::code::Chars;

    fn settled(ch: char, font: &str) -> char {
        settle(Chars::one(ch), Family::of(font)).single().unwrap()
    }

    #[test]
    fn tick_boxes_are_read_and_other_private_characters_are_unknown() {
        assert_eq!(settled('\u{F0A8}', "Wingdings-Regular"), '□');
        assert_eq!(settled('\u{F052}', "Wingdings 2"), '☑');
        assert_eq!(settled('\u{F0FE}', "SimSun"), '☑');
        assert_eq!(settled('\u{F061}', "Symbol"), 'α');
        assert_eq!(settled('\u{E5E5}', "FZXBSJW--GB1-0"), '\u{FFFD}');
        assert_eq!(settled('预', "Wingdings"), '预');
    }
}
