//! Bounded windows around a position, so that no scan runs through a whole text.

use super::{Offset, Stretch, Text};

/// Returns the boundary between characters at or before `offset`.
pub(super) fn floor(text: &Text, offset: Offset) -> Offset {
    Offset::new(text.as_str().floor_char_boundary(offset.to_usize()))
}

/// Returns the boundary between characters at or after `offset`, at most the text's end.
pub(super) fn ceil(text: &Text, offset: Offset) -> Offset {
    Offset::new(text.as_str().ceil_char_boundary(offset.to_usize()))
}

/// Returns the part of `within` at most `reach` bytes either way from `offset`, cut between
/// characters; where `offset` is outside `within`, the nearer end of `within` stands in.
pub(super) fn window(text: &Text, within: Stretch, offset: Offset, reach: usize) -> Stretch {
    let within = clamp(text, within);
    let around = clamp_offset(text, within, offset);
    let start = Offset::new(around.to_usize().saturating_sub(reach)).max(within.start);
    let end = Offset::new(around.to_usize().saturating_add(reach)).min(within.end);
    Stretch { start: ceil(text, start), end: floor(text, end) }
}

/// Returns `within` as far as it lies in the text, cut between characters.
pub(super) fn clamp(text: &Text, within: Stretch) -> Stretch {
    Stretch::between(floor(text, within.start), floor(text, within.end))
}

/// Returns the position in `within` nearest to `offset`, between characters.
pub(super) fn clamp_offset(text: &Text, within: Stretch, offset: Offset) -> Offset {
    floor(text, offset).max(within.start).min(within.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(offset: u32, reach: usize, expected: &str) {
        let text = Text::new("aé👍bcdef");
        let found = window(&text, Stretch::new(1, 10), Offset(offset), reach);
        assert_eq!(text.slice(found), expected);
    }

    #[test]
    fn a_window_stays_in_its_stretch_and_between_characters() {
        check(7, 100, "é👍bcd");
        check(7, 1, "b");
        check(8, 5, "👍bcd");
        check(8, 4, "bcd");
        check(5, 0, "");
        check(99, 2, "cd");
        check(0, 3, "é");
    }
}
