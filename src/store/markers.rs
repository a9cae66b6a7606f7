//! What git leaves in a file whose two sides it could not merge: lines of markers between them.
//!
//! A marker is seven equal characters at the start of a line, and then a space or the line's end. In
//! a file that Postil wrote no text begins a line, so that a note about such markers is none.

/// The two sides of a file with conflicts, and where git was told to keep it what both were made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// With the styles `diff3` and `zdiff3` alone.
    pub(super) base: Option<Part>,
    pub(super) ours: Part,
    pub(super) theirs: Part,
}

/// One side of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: Vec<u8>,
    /// What its first marker says of it: `HEAD`, or the name of a branch.
    pub(super) name: String,
    /// Which line of the file each of its lines is.
    lines: Vec<u32>,
}

impl Part {
    /// Returns which line of the file a line of this side is.
    pub(super) fn line_in_file(&self, line: u32) -> u32 {
        let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        self.lines.get(index).or(self.lines.last()).copied().unwrap_or(line)
    }

    fn named_by(&mut self, marker: &[u8]) {
        if self.name.is_empty() {
            let name = String::from_utf8_lossy(marker.get(7..).unwrap_or_default());
            name.trim().clone_into(&mut self.name);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    Ours,
    Base,
    Between,
    Theirs,
}

/// Which side the lines are of that come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    All,
    Ours,
    Base,
    Theirs,
}

/// Returns the line, from 1, in which the first whole conflict begins: an opening, a dividing and a
/// closing marker in this order.
pub(super) fn first(bytes: &[u8]) -> Option<u32> {
    let mut found = (None, false);
    for (number, line) in (1_u32..).zip(lines(bytes)) {
        match (marker(line), found) {
            (Some(Marker::Ours), (_, false)) => found.0 = Some(number),
            (Some(Marker::Between), (Some(_), _)) => found.1 = true,
            (Some(Marker::Theirs), (Some(first), true)) => return Some(first),
            _ => {}
        }
    }
    None
}

/// Returns the line, from 1, of the first marker of any kind but the dividing one, which is much
/// used for other ends.
pub(super) fn any(bytes: &[u8]) -> Option<u32> {
    let is_marker = |line| matches!(marker(line), Some(Marker::Ours | Marker::Theirs));
    (1..).zip(lines(bytes)).find(|(_, line)| is_marker(line)).map(|(number, _)| number)
}

/// Parts a file with conflicts into its sides; `None` where the markers are not whole.
pub(super) fn split(bytes: &[u8]) -> Option<Split> {
    let (mut base, mut ours, mut theirs) = (Part::default(), Part::default(), Part::default());
    let (mut side, mut has_base, mut count) = (Side::All, true, 0_usize);
    let mut this_has_base = false;
    for (number, line) in (1_u32..).zip(lines(bytes)) {
        side = match (marker(line), side) {
            (Some(Marker::Ours), Side::All) => {
                this_has_base = false;
                ours.named_by(line);
                Side::Ours
            }
            (Some(Marker::Base), Side::Ours) => {
                this_has_base = true;
                Side::Base
            }
            (Some(Marker::Between), Side::Ours | Side::Base) => Side::Theirs,
            (Some(Marker::Theirs), Side::Theirs) => {
                has_base &= this_has_base;
                theirs.named_by(line);
                count += 1;
                Side::All
            }
            // A file may have such a line for other ends, outside of conflicts.
            (Some(Marker::Between), Side::All) | (None, _) => {
                for (part, of) in
                    [(&mut ours, Side::Ours), (&mut base, Side::Base), (&mut theirs, Side::Theirs)]
                {
                    if side == of || side == Side::All {
                        part.text.extend_from_slice(line);
                        part.lines.push(number);
                    }
                }
                side
            }
            _ => return None,
        };
    }
    (side == Side::All && count > 0).then_some(Split {
        base: has_base.then_some(base),
        ours,
        theirs,
    })
}

/// Returns the lines with their ends.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n')
}

fn marker(line: &[u8]) -> Option<Marker> {
    let first = *line.first()?;
    let marker = match first {
        b'<' => Marker::Ours,
        b'|' => Marker::Base,
        b'=' => Marker::Between,
        b'>' => Marker::Theirs,
        _ => return None,
    };
    let (sign, rest) = line.split_at_checked(7)?;
    let is_end = matches!(rest, [] | [b' ' | b'\n' | b'\r', ..]);
    (sign.iter().all(|byte| *byte == first) && is_end).then_some(marker)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\nd\n";
    const DIFF3: &str = "a\n<<<<<<< HEAD\nb\n||||||| 0123abc\no\n=======\nc\n>>>>>>> theirs\nd\n";

    #[track_caller]
    fn check(text: &str, base: Option<&str>, ours: &str, theirs: &str) {
        let split = split(text.as_bytes()).unwrap();
        let text = |part: &Part| String::from_utf8(part.text.clone()).unwrap();
        assert_eq!(split.base.as_ref().map(text).as_deref(), base);
        assert_eq!((text(&split.ours), text(&split.theirs)), (ours.to_owned(), theirs.to_owned()));
    }

    #[test]
    fn both_sides_and_the_base_are_parted() {
        check(PLAIN, None, "a\nb\nd\n", "a\nc\nd\n");
        check(DIFF3, Some("a\no\nd\n"), "a\nb\nd\n", "a\nc\nd\n");
        check(
            &(DIFF3.to_owned() + DIFF3),
            Some("a\no\nd\na\no\nd\n"),
            "a\nb\nd\na\nb\nd\n",
            "a\nc\nd\na\nc\nd\n",
        );
        // Where one of them has no base, what both were made of is not known.
        check(&(DIFF3.to_owned() + PLAIN), None, "a\nb\nd\na\nb\nd\n", "a\nc\nd\na\nc\nd\n");
        check("<<<<<<<\n=======\nc\n>>>>>>>", None, "", "c\n");
        // What git merged into the base may hold conflicts of its own, with longer markers.
        let nested = "<<<<<<< a\nb\n||||||| m\n<<<<<<<<< x\no\n=========\np\n>>>>>>>>> y\n=======\nc\n>>>>>>> t\n";
        check(nested, Some("<<<<<<<<< x\no\n=========\np\n>>>>>>>>> y\n"), "b\n", "c\n");
    }

    #[test]
    fn a_line_of_a_side_is_found_in_the_file() {
        let split = split((DIFF3.to_owned() + PLAIN).as_bytes()).unwrap();
        let lines = |part: &Part| (1..=6).map(|line| part.line_in_file(line)).collect::<Vec<_>>();
        assert_eq!(lines(&split.ours), [1, 3, 9, 10, 12, 16]);
        assert_eq!(lines(&split.theirs), [1, 7, 9, 10, 14, 16]);
        assert_eq!((split.ours.name.as_str(), split.theirs.name.as_str()), ("HEAD", "theirs"));
        // Where a file ends too early, its last line is the one.
        assert_eq!(split.ours.line_in_file(7), 16);
    }

    #[test]
    fn windows_line_ends_are_kept() {
        check(
            &DIFF3.replace('\n', "\r\n"),
            Some("a\r\no\r\nd\r\n"),
            "a\r\nb\r\nd\r\n",
            "a\r\nc\r\nd\r\n",
        );
        assert_eq!(first(DIFF3.replace('\n', "\r\n").as_bytes()), Some(2));
    }

    #[test]
    fn what_is_no_conflict_is_left_whole() {
        for text in [
            "a\n=======\nb\n",
            "x <<<<<<< HEAD\n=======\n>>>>>>> t\n",
            "<<<<<<<HEAD\n=======\n>>>>>>>t\n",
            "\"<<<<<<< HEAD\\n=======\\n>>>>>>> t\"\n",
            "<<<<<<< HEAD\nb\n>>>>>>> t\n",
            "<<<<<<< HEAD\nb\n=======\n",
            "",
        ] {
            assert_eq!(split(text.as_bytes()), None, "{text}");
            assert_eq!(first(text.as_bytes()), None, "{text}");
        }
        assert_eq!(any(b"x\n<<<<<<< HEAD\n"), Some(2));
        assert_eq!(any(b"=======\n"), None);
        assert_eq!(first(PLAIN.as_bytes()), Some(2));
    }
}
