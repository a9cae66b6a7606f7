//! The letters that symbol fonts draw in the place of others.

/// A font whose letters are signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::articles) enum Font {
    Symbol,
    Wingdings,
}

/// Returns the symbol font of a name.
pub(in crate::articles) fn font(name: &str) -> Option<Font> {
    match name.trim() {
        "Symbol" => Some(Font::Symbol),
        "Wingdings" => Some(Font::Wingdings),
        _ => None,
    }
}

/// Returns what a person sees where a letter is set in a symbol font. Such letters are kept in the
/// private use area, from U+F020 on. What is not known stays as it is.
pub(in crate::articles) fn letter(font: Option<Font>, letter: char) -> char {
    let Some(font) = font else { return letter };
    let code = u32::from(letter);
    let code = if (0xf020..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let Ok(code) = u8::try_from(code) else { return letter };
    match font {
        Font::Symbol => {
            let at = usize::from(code).checked_sub(0x20);
            let found = at.and_then(|at| SYMBOL.chars().nth(at));
            found.filter(|found| *found != '\0').unwrap_or(letter)
        }
        Font::Wingdings => {
            let found = WINGDINGS.iter().find(|(one, _)| *one == code);
            found.map_or(letter, |(_, sign)| *sign)
        }
    }
}

/// The letters of Symbol from 0x20 on; a zero where it has none.
const SYMBOL: &str = "\
    \u{20}!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\
    ‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
    €ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓\
    ◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// Signs of Wingdings that are met in texts: bullets, arrows, ticks, numbers.
const WINGDINGS: [(u8, char); 83] = [
    (0x22, '✂'),
    (0x28, '☎'),
    (0x29, '✆'),
    (0x2a, '✉'),
    (0x36, '⌛'),
    (0x37, '⌨'),
    (0x3f, '✍'),
    (0x45, '☜'),
    (0x46, '☞'),
    (0x47, '☝'),
    (0x48, '☟'),
    (0x4a, '☺'),
    (0x4b, '😐'),
    (0x4c, '☹'),
    (0x54, '❄'),
    (0x6c, '●'),
    (0x6d, '❍'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x70, '🞐'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x78, '⌧'),
    (0x7c, '❀'),
    (0x80, '⓪'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8a, '⑩'),
    (0x8b, '⓿'),
    (0x8c, '❶'),
    (0x8d, '❷'),
    (0x8e, '❸'),
    (0x8f, '❹'),
    (0x90, '❺'),
    (0x91, '❻'),
    (0x92, '❼'),
    (0x93, '❽'),
    (0x94, '❾'),
    (0x95, '❿'),
    (0x9e, '·'),
    (0x9f, '•'),
    (0xa0, '▪'),
    (0xa1, '○'),
    (0xa4, '◉'),
    (0xa5, '◎'),
    (0xa7, '▪'),
    (0xa8, '◻'),
    (0xaa, '✦'),
    (0xab, '★'),
    (0xb6, '✰'),
    (0xd5, '⌫'),
    (0xd6, '⌦'),
    (0xd8, '➢'),
    (0xdc, '➲'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xe7, '🡐'),
    (0xe8, '➔'),
    (0xe9, '🡑'),
    (0xea, '🡓'),
    (0xef, '⇦'),
    (0xf0, '⇨'),
    (0xf1, '⇧'),
    (0xf2, '⇩'),
    (0xf3, '⬄'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];
