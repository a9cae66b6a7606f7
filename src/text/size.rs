//! Sizes of files, as people read them.

/// Returns a size in the unit in which people read it: `12 bytes`, `4.2 kB`, `537 MB`.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1_000 {
        return if bytes == 1 { "1 byte".to_owned() } else { format!("{bytes} bytes") };
    }
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let mut value = bytes as f64 / 1_000.0;
    let mut units = UNITS.iter().peekable();
    // What would be shown as 1000 is 1 of the next unit.
    while value >= 999.5 && units.len() > 1 {
        value /= 1_000.0;
        units.next();
    }
    let unit = units.next().unwrap_or(&"TB");
    if value < 99.95 { format!("{value:.1} {unit}") } else { format!("{value:.0} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_and_a_unit() {
        fn check(bytes: u64, expected: &str) {
            assert_eq!(size(bytes), expected);
        }
        check(0, "0 bytes");
        check(1, "1 byte");
        check(999, "999 bytes");
        check(1_000, "1.0 kB");
        check(99_949, "99.9 kB");
        check(99_950, "100 kB");
        check(999_499, "999 kB");
        check(999_500, "1.0 MB");
        check(512 << 20, "537 MB");
        check(1 << 30, "1.1 GB");
        check(u64::MAX, "18446744 TB");
    }
}
