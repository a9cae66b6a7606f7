//! Which letters beyond ASCII the languages that are written in Latin letters have.

use whatlang::Lang;

/// Languages whose texts old programs kept in the same encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    West,
    Middle,
    Turkey,
    Baltic,
}

/// The letters of a language that ASCII does not have.
pub(super) struct Alphabet {
    /// As the words of a text tell it; some languages are not told.
    pub language: Option<Lang>,
    pub region: Region,
    letters: &'static str,
}

impl Alphabet {
    /// Has the language all letters of a word, beside those of ASCII?
    pub fn has_all(&self, word: &str) -> bool {
        let mut letters = word.chars().flat_map(char::to_lowercase);
        letters.all(|c| c.is_ascii() || c == COMBINING_DOT || self.letters.contains(c))
    }
}

/// What the small letter of `İ` has above it.
const COMBINING_DOT: char = '\u{307}';

const fn alphabet(language: Option<Lang>, region: Region, letters: &'static str) -> Alphabet {
    Alphabet { language, region, letters }
}

/// The languages of Europe, with the letters of words that they took over.
pub(super) const ALPHABETS: &[Alphabet] = &[
    alphabet(Some(Lang::Eng), Region::West, "éèêëïôöüçñâàœæ"),
    alphabet(Some(Lang::Fra), Region::West, "àâæçéèêëîïôœùûüÿ"),
    alphabet(Some(Lang::Deu), Region::West, "äöüßéàè"),
    alphabet(Some(Lang::Spa), Region::West, "áéíñóúüªº"),
    alphabet(Some(Lang::Por), Region::West, "áâãàçéêíóôõúüªº"),
    alphabet(Some(Lang::Ita), Region::West, "àèéìíîòóùúªº"),
    alphabet(Some(Lang::Cat), Region::West, "àçéèíïóòúü·"),
    alphabet(Some(Lang::Nld), Region::West, "éèëêïíöóüúä"),
    alphabet(Some(Lang::Swe), Region::West, "åäöéüà"),
    alphabet(Some(Lang::Fin), Region::West, "åäöéšž"),
    alphabet(Some(Lang::Dan), Region::West, "æøåéü"),
    alphabet(Some(Lang::Nob), Region::West, "æøåéèêòóôü"),
    alphabet(None, Region::West, "áðéíóúýþæö"),
    alphabet(Some(Lang::Pol), Region::Middle, "ąćęłńóśźżéü"),
    alphabet(Some(Lang::Ces), Region::Middle, "áčďéěíňóřšťúůýžöü"),
    alphabet(Some(Lang::Slk), Region::Middle, "áäčďéíĺľňóôŕšťúýžöü"),
    alphabet(Some(Lang::Hun), Region::Middle, "áéíóöőúüűä"),
    alphabet(Some(Lang::Ron), Region::Middle, "ăâîșțşţé"),
    alphabet(Some(Lang::Hrv), Region::Middle, "čćđšž"),
    alphabet(Some(Lang::Slv), Region::Middle, "čćđšž"),
    alphabet(None, Region::Middle, "çë"),
    alphabet(Some(Lang::Tur), Region::Turkey, "çğıöşüâîû"),
    alphabet(Some(Lang::Est), Region::Baltic, "äöõüšžé"),
    alphabet(Some(Lang::Lav), Region::Baltic, "āčēģīķļņšūžō"),
    alphabet(Some(Lang::Lit), Region::Baltic, "ąčęėįšųūž"),
];
