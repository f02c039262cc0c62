//! Limits as people write them.

use std::time::Duration;

/// The least memory with which a reader starts at all.
const LEAST_MEMORY: u64 = 64 * 1024 * 1024;

/// A size such as `1536M`, `2G` or a number of bytes.
pub(super) fn parse_memory(text: &str) -> Result<u64, String> {
    let text = text.trim_end_matches(['B', 'b', 'i']);
    let suffixed = |suffix: [char; 2], unit: u64| text.strip_suffix(suffix).map(|number| (number, unit));
    let with_unit = suffixed(['K', 'k'], 1 << 10).or_else(|| suffixed(['M', 'm'], 1 << 20));
    let (number, unit) = with_unit.or_else(|| suffixed(['G', 'g'], 1 << 30)).unwrap_or((text, 1));
    let bytes = number.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    let bytes = bytes.ok_or("it is a size such as 800M or 2G")?;
    if bytes < LEAST_MEMORY { Err("no document can be read with less than 64M".to_owned()) } else { Ok(bytes) }
}

/// Seconds, with decimals.
pub(super) fn parse_time(text: &str) -> Result<Duration, String> {
    let seconds = text.strip_suffix('s').unwrap_or(text).parse::<f64>().ok().filter(|seconds| *seconds > 0.0);
    let time = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    time.ok_or_else(|| "it is a number of seconds above 0".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_as_people_write_them() {
        assert_eq!(parse_memory("1536M"), Ok(1536 << 20));
        assert_eq!(parse_memory("2GiB"), Ok(2 << 30));
        assert_eq!(parse_memory("100000000"), Ok(100_000_000));
        assert!(parse_memory("1M").is_err() && parse_memory("much").is_err() && parse_memory("").is_err());
        assert_eq!(parse_time("0.5"), Ok(Duration::from_millis(500)));
        assert_eq!(parse_time("60s"), Ok(Duration::from_secs(60)));
        assert!(parse_time("0").is_err() && parse_time("-1").is_err() && parse_time("inf").is_err());
    }
}
