//! Ids: random ones for spans, links and cards, slugs for what people name.

use std::fmt;

use compact_str::CompactString;

/// The longest slug, in characters.
const SLUG_MAX: usize = 60;

/// File names that Windows keeps for itself.
const RESERVED: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// An id that is not of its kind's form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{id}` is not a valid {what} id: {form}")]
pub struct BadId {
    /// The id as it was given.
    pub id: String,
    /// The kind of id: span, tag, article…
    pub what: &'static str,
    /// What a valid one looks like.
    pub form: &'static str,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $is_valid:expr, $form:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(CompactString);

        impl $name {
            /// Checks the form and returns the id.
            pub fn new(id: impl AsRef<str>) -> Result<Self, BadId> {
                let id = id.as_ref();
                if $is_valid(id) {
                    Ok(Self(CompactString::from(id)))
                } else {
                    Err(BadId { id: id.to_owned(), what: $what, form: $form })
                }
            }

            /// Returns the id as it stands in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadId;

            fn from_str(id: &str) -> Result<Self, BadId> {
                Self::new(id)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $letter:literal) => {
        id!($(#[$doc])* $name, $what, |id: &str| is_random($letter, id),
            concat!("`", $letter, "` and up to 59 of a-z and 0-9"));

        impl $name {
            /// Returns the id that 60 random bits make: a letter and 12 characters of Crockford's
            /// base32 (<https://www.crockford.com/base32.html>, lower case).
            pub fn from_bits(bits: u64) -> Self {
                Self(crockford($letter, bits))
            }
        }
    };
}

macro_rules! slug_id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        id!($(#[$doc])* $name, $what, is_slug,
            "1 to 60 of a-z, 0-9 and -, and no name that Windows reserves");
    };
}

random_id! {
    /// Names a span.
    SpanId, "span", 's'
}
random_id! {
    /// Names a link.
    LinkId, "link", 'l'
}
random_id! {
    /// Names an actor card.
    CardId, "actor card", 'c'
}
slug_id! {
    /// Names an article; also its folder.
    ArticleId, "article"
}
slug_id! {
    /// Names an analyst; also the folder of their layers.
    AnalystId, "analyst"
}
slug_id! {
    /// Names a tag of the codebook.
    TagId, "tag"
}
slug_id! {
    /// Names a kind of link in the codebook.
    KindId, "link kind"
}
slug_id! {
    /// Names an attribute of the codebook.
    AttributeId, "attribute"
}

impl AnalystId {
    /// Returns the bound below every analyst's id, to search with.
    pub(super) fn lowest() -> Self {
        Self(CompactString::const_new(""))
    }
}

/// Names a layer: one analyst's annotation of one article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LayerId {
    /// Which article it is about.
    pub article: ArticleId,
    /// Whose it is.
    pub analyst: AnalystId,
}

impl fmt::Display for LayerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.analyst, self.article)
    }
}

/// Makes a slug of a name in any script: transliterated to a-z, 0-9 and `-`, at most 60 long, never
/// empty (`fallback` stands in), never reserved, and not among those for which `is_taken` holds
/// (a second Alice is `alice-2`).
pub fn slug(name: &str, fallback: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let ascii = deunicode::deunicode(name).to_ascii_lowercase();
    let parts: Vec<&str> =
        ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut base = parts.join("-");
    if base.is_empty() {
        fallback.clone_into(&mut base);
    }
    shorten(&mut base, SLUG_MAX);
    if is_slug(&base) && !is_taken(&base) {
        return base;
    }
    let mut number = 2_u64;
    loop {
        let ending = format!("-{number}");
        let mut candidate = base.clone();
        shorten(&mut candidate, SLUG_MAX - ending.len());
        candidate.push_str(&ending);
        if !is_taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

/// Cuts an ASCII slug to `most` characters, between words where that loses less than a third.
fn shorten(slug: &mut String, most: usize) {
    if slug.len() <= most {
        return;
    }
    slug.truncate(most + 1);
    let cut = slug.rfind('-').filter(|at| at * 3 > most * 2).unwrap_or(most);
    slug.truncate(cut);
}

fn is_slug(id: &str) -> bool {
    (1..=SLUG_MAX).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !RESERVED.contains(&id)
}

fn is_random(letter: char, id: &str) -> bool {
    (2..=SLUG_MAX).contains(&id.len())
        && id.starts_with(letter)
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

fn crockford(letter: char, bits: u64) -> CompactString {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut id = CompactString::default();
    id.push(letter);
    for place in (0..12).rev() {
        let digit = (bits >> (place * 5)) & 31;
        id.push(char::from(DIGITS[usize::try_from(digit).unwrap_or_default()]));
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_unique_and_short() {
        let free = |_: &str| false;
        assert_eq!(slug("Prisoner release: day 2", "article", free), "prisoner-release-day-2");
        assert_eq!(slug("Añó nuevo", "article", free), "ano-nuevo");
        assert_eq!(slug("北京", "article", free), "bei-jing");
        assert_eq!(slug("…", "article", free), "article");
        assert_eq!(slug("CON", "article", free), "con-2");
        assert_eq!(slug("Alice", "analyst", |id| id == "alice"), "alice-2");
        let long = slug(&"word ".repeat(30), "article", free);
        assert!(long.len() <= 60 && !long.ends_with('-'), "{long}");
    }

    #[test]
    fn ids_keep_their_form() {
        assert_eq!(SpanId::from_bits(0).as_str(), "s000000000000");
        assert_eq!(SpanId::from_bits(u64::MAX).as_str(), "szzzzzzzzzzzz");
        assert!(SpanId::new("l123").is_err());
        assert!(ArticleId::new("../etc").is_err());
        assert!(ArticleId::new("nul").is_err());
    }
}
