//! How much an archive may unpack to. Declared sizes are not believed: bytes are counted as they come.

/// The largest entry, in bytes. The parent holds a few entries at once, so this is below the limit for files.
pub(super) const ENTRY: u64 = 256 * 1024 * 1024;

/// All entries of one archive together, in bytes.
const TOTAL: u64 = 64 * 1024 * 1024 * 1024;

/// How many times its packed size an entry, or an archive as a whole, may unpack to. Layout dumps are mostly blanks
/// and reach 60; what zeros reach is 1032.
const RATIO: u64 = 250;

/// Unpacked bytes that are harmless whatever the ratio.
const HARMLESS: u64 = 16 * 1024 * 1024;

/// Archives within archives that are opened: one level.
pub(super) const DEPTH: u32 = 1;

/// The unpacked bytes that `packed` bytes may give.
pub(super) fn allowed(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).max(HARMLESS)
}

/// What is left of an archive's allowance.
#[derive(Debug)]
pub(super) struct Allowance {
    left: u64,
}

impl Allowance {
    /// That of an archive of `packed` bytes.
    pub(super) fn of(packed: u64) -> Allowance {
        Allowance { left: allowed(packed).min(TOTAL) }
    }

    /// The most bytes that the next entry of `packed` bytes may give.
    pub(super) fn entry(&self, packed: u64) -> u64 {
        allowed(packed).min(ENTRY).min(self.left)
    }

    /// Counts unpacked bytes.
    pub(super) fn spend(&mut self, bytes: u64) {
        self.left = self.left.saturating_sub(bytes);
    }
}
