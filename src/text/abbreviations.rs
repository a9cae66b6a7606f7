//! Abbreviations of news English whose full stop does not end a sentence.

use super::characters::{is_blank, is_quotation_mark};

/// A name or what it stands for always follows these.
const BEFORE_MORE: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Messrs", "Mme", "Mlle", "Dr", "Drs", "Prof", "Hon", "Rev", "Fr",
    "Msgr", "Gen", "Lt", "Col", "Maj", "Capt", "Cmdr", "Cpl", "Sgt", "Pvt", "Adm", "Brig", "Cdr",
    "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Pres", "Amb", "Supt", "Det", "Insp", "St", "Ste",
    "Mt", "Ft", "vs", "v", "i.e", "e.g", "cf", "viz", "approx", "al",
];

/// A number follows these, or they are words of their own.
const BEFORE_NUMBERS: &[&str] = &[
    "No", "Nos", "no", "nos", "Art", "art", "Sec", "sec", "Fig", "fig", "p", "pp", "vol", "Vol",
    "ch", "Ch", "para", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct",
    "Nov", "Dec", "c", "ca", "b", "d", "est",
];

/// These stand inside a sentence as often as at its end: the next word decides.
const EITHER_WAY: &[&str] = &[
    "a.m", "p.m", "A.M", "P.M", "Inc", "Corp", "Co", "Cos", "Ltd", "Bros", "Jr", "Sr", "Ph.D",
    "M.Sc", "B.Sc", "Esq", "Assn", "Dept", "Univ", "Ave", "Blvd", "Rd", "Ala", "Ariz", "Ark",
    "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Mass", "Md",
    "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Va", "Vt",
    "Wash", "Wis", "Wyo",
];

/// Words that open a sentence far more often than they follow an abbreviation inside one.
const OPENERS: &[&str] = &[
    "A",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "For",
    "From",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "My",
    "No",
    "Nor",
    "Not",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Over",
    "Several",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Three",
    "To",
    "Two",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "Whether",
    "While",
    "Who",
    "Why",
    "With",
    "Yet",
    "You",
    "Your",
];

/// Does the sentence that `before` belongs to go on in `after`, since the full stop that ends
/// `before` is an abbreviation's or an initial's?
pub(super) fn abbreviates(before: &str, after: &str) -> bool {
    let Some(stem) = before.strip_suffix('.').and_then(last_token) else { return false };
    if BEFORE_MORE.contains(&stem) {
        return true;
    }
    if BEFORE_NUMBERS.contains(&stem) && after.starts_with(char::is_numeric) {
        return true;
    }
    (EITHER_WAY.contains(&stem) || is_initials(stem)) && !opens_a_sentence(after)
}

/// Returns what follows the last blank, quotation mark, bracket or dash.
fn last_token(words: &str) -> Option<&str> {
    let starts_token = |c| {
        is_blank(c) || is_quotation_mark(c) || matches!(c, '(' | '[' | '-' | '–' | '—' | '/' | '‑')
    };
    words.rsplit(starts_token).next().filter(|token| !token.is_empty())
}

/// Is this "J", "J.K" or "U.S": capitals with a full stop after each?
fn is_initials(stem: &str) -> bool {
    stem.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    })
}

fn opens_a_sentence(after: &str) -> bool {
    if after.starts_with(is_quotation_mark) {
        return true;
    }
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let (word, rest) = after.split_at(end);
    // "A." is an initial again, "It's" is "It".
    OPENERS.contains(&word) && !rest.starts_with('.')
}
