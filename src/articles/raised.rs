//! Digits that stand above the line: an exponent, the call of a note. Among those of the number before
//! them they would make another number of it.

/// Where a letter stands.
#[cfg(feature = "office")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Height {
    #[default]
    OnLine,
    Raised,
}

/// What the letter before was, of those that come one by one.
#[cfg(feature = "office")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Before {
    /// A digit on the line.
    Number,
    /// Digits above the line, which follow one on it, and what is between them.
    Exponent,
    #[default]
    Other,
}

#[cfg(feature = "office")]
impl Before {
    /// Takes in a letter, and returns it as it stays apart from the letter before.
    pub fn letter(&mut self, c: char, height: Height) -> char {
        let (next, shown) = match (height, *self) {
            (Height::OnLine, _) if c.is_ascii_digit() => (Self::Number, c),
            (Height::Raised, Self::Number | Self::Exponent) if c.is_ascii_digit() => {
                (Self::Exponent, superscript(c))
            }
            (Height::Raised, Self::Exponent) if matches!(c, ',' | '-' | '–') => {
                (Self::Exponent, c)
            }
            _ => (Self::Other, c),
        };
        *self = next;
        shown
    }
}

/// Returns a digit as it stands above the line.
pub(super) fn superscript(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

#[cfg(all(test, feature = "office"))]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_stay_apart_from_those_on_the_line() {
        // What is between `^` and `_` is raised.
        fn check(words: &str, expected: &str) {
            let (mut before, mut height, mut shown) =
                (Before::default(), Height::OnLine, String::new());
            for c in words.chars() {
                match c {
                    '^' => height = Height::Raised,
                    '_' => height = Height::OnLine,
                    _ => shown.push(before.letter(c, height)),
                }
            }
            assert_eq!(shown, expected, "{words}");
        }
        check("10^6_ notes", "10⁶ notes");
        check("10^1_^2_,3", "10¹²,3");
        check("in 2019^1,2_ and 2020^3–5_", "in 2019¹,² and 2020³–⁵");
        check("km^2_, the 21^st_ and 4 ^2_", "km2, the 21st and 4 2");
        check("^in 2019 and 10^6_", "in 2019 and 106");
        check("said^20_^19_", "said2019");
    }
}
