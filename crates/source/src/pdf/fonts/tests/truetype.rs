//! TrueType programs made for tests: tables of characters and names, but no outlines.

/// A subtable of `cmap`: platform, encoding, and glyphs by code.
pub(super) type Subtable<'a> = (u16, u16, &'a [(u32, u16)]);

/// A program with these tables of characters.
pub(super) fn program(subtables: &[Subtable<'_>]) -> Vec<u8> {
    assemble(&[(*b"cmap", cmap(subtables)), (*b"head", head()), (*b"hhea", hhea())])
}

/// A program whose glyphs 1, 2, … have these names, and no other table of characters.
pub(super) fn named(names: &[&str]) -> Vec<u8> {
    assemble(&[(*b"head", head()), (*b"hhea", hhea()), (*b"post", post(names))])
}

fn assemble(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = vec![0, 1, 0, 0];
    out.extend((tables.len() as u16).to_be_bytes());
    out.extend([0; 6]);
    let mut offset = 12 + 16 * tables.len();
    for (tag, data) in tables {
        out.extend(tag);
        out.extend([0; 4]);
        out.extend((offset as u32).to_be_bytes());
        out.extend((data.len() as u32).to_be_bytes());
        offset += data.len();
    }
    out.extend(tables.iter().flat_map(|(_, data)| data.clone()));
    out
}

/// Every subtable in format 12, which any platform may use.
fn cmap(subtables: &[Subtable<'_>]) -> Vec<u8> {
    let mut out = vec![0, 0];
    out.extend((subtables.len() as u16).to_be_bytes());
    let mut bodies = Vec::new();
    for (platform, encoding, glyphs) in subtables {
        let offset = 4 + 8 * subtables.len() + bodies.len();
        out.extend(platform.to_be_bytes());
        out.extend(encoding.to_be_bytes());
        out.extend((offset as u32).to_be_bytes());
        bodies.extend([0, 12, 0, 0]);
        bodies.extend((16 + 12 * glyphs.len() as u32).to_be_bytes());
        bodies.extend([0; 4]);
        bodies.extend((glyphs.len() as u32).to_be_bytes());
        let mut glyphs = glyphs.to_vec();
        glyphs.sort();
        for (code, glyph) in glyphs {
            for value in [code, code, u32::from(glyph)] {
                bodies.extend(value.to_be_bytes());
            }
        }
    }
    out.extend(bodies);
    out
}

fn head() -> Vec<u8> {
    let mut out = vec![0; 54];
    out[..4].copy_from_slice(&[0, 1, 0, 0]);
    out[12..16].copy_from_slice(&0x5F0F_3CF5_u32.to_be_bytes());
    out[18..20].copy_from_slice(&2048_u16.to_be_bytes());
    out
}

/// Ascender 1,802 and descender −246 of 2,048.
fn hhea() -> Vec<u8> {
    let mut out = vec![0; 36];
    out[..4].copy_from_slice(&[0, 1, 0, 0]);
    out[4..6].copy_from_slice(&1802_i16.to_be_bytes());
    out[6..8].copy_from_slice(&(-246_i16).to_be_bytes());
    out
}

fn post(names: &[&str]) -> Vec<u8> {
    let mut out = vec![0; 32];
    out[..4].copy_from_slice(&[0, 2, 0, 0]);
    out.extend((names.len() as u16 + 1).to_be_bytes());
    out.extend([0, 0]);
    for index in 0..names.len() as u16 {
        out.extend((258 + index).to_be_bytes());
    }
    for name in names {
        out.push(name.len() as u8);
        out.extend(name.bytes());
    }
    out
}
