//! Numbers as lists count them.

/// Returns A to Z, then AA, BB…: as Word counts.
pub(in crate::articles) fn letters(number: u32) -> String {
    let Some(number) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from(b'A' + u8::try_from(number % 26).unwrap_or_default());
    let times = usize::try_from(number / 26).unwrap_or_default() + 1;
    std::iter::repeat_n(letter, times.min(30)).collect()
}

pub(in crate::articles) fn roman(mut number: u32) -> String {
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
