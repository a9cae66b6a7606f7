//! What a value says that a conflict keeps as RON, for people to read.

use super::place::words_of;

/// What a value says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// There is none.
    Nothing,
    /// It is so, or not.
    Answer(bool),
    /// A text, or the id of something.
    One(String),
    /// Several of these.
    Several(Vec<String>),
    /// Words of an article, with what stands before and after them.
    Words {
        /// Before them.
        before: String,
        /// One text a fragment.
        texts: Vec<String>,
        /// After them.
        after: String,
    },
    /// Something that a newer version wrote, as it stands in the file.
    Written(String),
}

impl Said {
    /// Reads a value as a conflict keeps it.
    pub fn of(ron: &str) -> Self {
        if ron.trim().is_empty() {
            return Self::Nothing;
        }
        if let Ok(text) = ron::from_str::<String>(ron) {
            return if text.is_empty() { Self::Nothing } else { Self::One(text) };
        }
        if let Ok(answer) = ron.trim().parse() {
            return Self::Answer(answer);
        }
        if let Ok(texts) = ron::from_str::<Vec<String>>(ron) {
            return if texts.is_empty() { Self::Nothing } else { Self::Several(texts) };
        }
        words_of(ron).map_or_else(
            || Self::Written(ron.to_owned()),
            |(before, texts, after)| Self::Words { before, texts, after },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_said_as_people_read_them() {
        let one = |text: &str| Said::One(text.to_owned());
        assert_eq!(Said::of(r#""so \"it\" is\u{a}new""#), one("so \"it\" is\nnew"));
        assert_eq!((Said::of(""), Said::of("\"\""), Said::of("[]")), {
            (Said::Nothing, Said::Nothing, Said::Nothing)
        });
        assert_eq!(Said::of("true"), Said::Answer(true));
        let several = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(Said::of(r#"["a", "b"]"#), Said::Several(several));
        assert_eq!(Said::of("(x: 1, [)"), Said::Written("(x: 1, [)".to_owned()));
        let place = r#"(version: 2, at: [(1, 4)], text: ["the"], before: "on ", after: " quay")"#;
        let words =
            Said::Words { before: "on ".into(), texts: vec!["the".into()], after: " quay".into() };
        assert_eq!(Said::of(place), words);
    }
}
