//! Numbers as lists and pages count them.

/// Returns A to Z, then AA, BB…, as Word and PDF count; a number that would be too long as it is.
pub(super) fn letters(number: u32) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| *at < 26 * 50) else {
        return number.to_string();
    };
    let letter = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    let times = usize::try_from(at / 26).unwrap_or_default() + 1;
    std::iter::repeat_n(letter, times).collect()
}

/// Returns a Roman number; one beyond 5000 as it is.
pub(super) fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 5000 {
        return number.to_string();
    }
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            written.push_str(sign);
            number -= value;
        }
    }
    written
}
