//! Single values: how a conflict keeps one as RON text, and how it is read from there.

use std::fmt::Display;

use crate::model::{
    AnalystKind, ArticleId, AttributeKind, BlockKind, CardId, Color, KindId, LinkEnd, SpanId,
    Status, TagId, Time, Underline,
};

/// A field that is one thing.
pub(super) trait Value: Clone + PartialEq {
    /// Writes it as RON.
    fn to_ron(&self) -> String;

    /// Reads it, `None` where it is not of its form.
    fn from_ron(ron: &str) -> Option<Self>;

    /// Is nothing said by it? It then gives way where there is no state that both sides began from.
    fn is_blank(&self) -> bool {
        false
    }
}

/// Returns a text in quotes. What else wants escaping is seen to where the conflict is written.
pub(super) fn quoted(text: impl Display) -> String {
    let mut out = String::from('"');
    for c in text.to_string().chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns a list of texts.
pub(super) fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(quoted).collect();
    format!("[{}]", items.join(", "))
}

fn unquoted(ron: &str) -> Option<String> {
    ron::from_str(ron).ok()
}

impl Value for String {
    fn to_ron(&self) -> String {
        quoted(self)
    }

    fn from_ron(ron: &str) -> Option<Self> {
        unquoted(ron)
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl Value for bool {
    fn to_ron(&self) -> String {
        self.to_string()
    }

    fn from_ron(ron: &str) -> Option<Self> {
        ron.parse().ok()
    }

    fn is_blank(&self) -> bool {
        !self
    }
}

/// A number.
macro_rules! numbers {
    ($($name:ident)+) => {
        $(impl Value for $name {
            fn to_ron(&self) -> String {
                self.to_string()
            }

            fn from_ron(ron: &str) -> Option<Self> {
                ron.parse().ok()
            }

            fn is_blank(&self) -> bool {
                *self == 0
            }
        })+
    };
}
numbers! { u32 u64 }

impl Value for Time {
    fn to_ron(&self) -> String {
        quoted(self)
    }

    fn from_ron(ron: &str) -> Option<Self> {
        unquoted(ron)?.parse().ok()
    }

    fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What is written as text and read back.
macro_rules! parsed {
    ($($name:ident)+) => {
        $(impl Value for $name {
            fn to_ron(&self) -> String {
                quoted(self)
            }

            fn from_ron(ron: &str) -> Option<Self> {
                unquoted(ron)?.parse().ok()
            }
        })+
    };
}
parsed! { TagId KindId SpanId Color }

/// An id that may be missing: an empty text then.
macro_rules! optional {
    ($($name:ident)+) => {
        $(impl Value for Option<$name> {
            fn to_ron(&self) -> String {
                quoted(self.as_ref().map_or("", |one| one.as_str()))
            }

            fn from_ron(ron: &str) -> Option<Self> {
                let id = unquoted(ron)?;
                if id.is_empty() { Some(None) } else { id.parse().ok().map(Some) }
            }

            fn is_blank(&self) -> bool {
                self.is_none()
            }
        })+
    };
}
optional! { TagId CardId }

impl Value for Option<Status> {
    fn to_ron(&self) -> String {
        quoted(self.as_ref().map_or("", |one| one.as_str()))
    }

    fn from_ron(ron: &str) -> Option<Self> {
        let word = unquoted(ron)?;
        Some((!word.is_empty()).then(|| Status::from(word.as_str())))
    }

    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

/// A word of a closed set.
macro_rules! words {
    ($($name:ident)+) => {
        $(impl Value for $name {
            fn to_ron(&self) -> String {
                quoted(self)
            }

            fn from_ron(ron: &str) -> Option<Self> {
                unquoted(ron).map(|word| Self::from(word.as_str()))
            }
        })+
    };
}
words! { AnalystKind AttributeKind BlockKind Underline }

impl Value for Vec<String> {
    fn to_ron(&self) -> String {
        list(self)
    }

    fn from_ron(ron: &str) -> Option<Self> {
        ron::from_str(ron).ok()
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl Value for Vec<TagId> {
    fn to_ron(&self) -> String {
        list(self)
    }

    fn from_ron(ron: &str) -> Option<Self> {
        let ids: Vec<String> = ron::from_str(ron).ok()?;
        ids.iter().map(|id| id.parse().ok()).collect()
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl Value for LinkEnd {
    /// A span or card by its id; the article before it where that is another.
    fn to_ron(&self) -> String {
        match self {
            Self::Span(span) => list([span]),
            Self::Card(card) => list([card]),
            Self::SpanIn(article, span) => list([article.as_str(), span.as_str()]),
        }
    }

    fn from_ron(ron: &str) -> Option<Self> {
        let ids: Vec<String> = ron::from_str(ron).ok()?;
        match ids.as_slice() {
            [id] if id.starts_with('c') => Some(Self::Card(CardId::new(id).ok()?)),
            [id] => Some(Self::Span(SpanId::new(id).ok()?)),
            [article, id] => {
                Some(Self::SpanIn(ArticleId::new(article).ok()?, SpanId::new(id).ok()?))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<T: Value + std::fmt::Debug>(value: &T, ron: &str) {
        assert_eq!(value.to_ron(), ron);
        assert_eq!(T::from_ron(ron).as_ref(), Some(value));
    }

    #[test]
    fn values_are_read_as_they_were_written() {
        check(&"so \"it\" is\n\\ हिन्दी".to_owned(), r#""so \"it\" is\u{a}\\ हिन्दी""#);
        check(&true, "true");
        check(&Some(TagId::new("claim").unwrap()), r#""claim""#);
        check(&None::<CardId>, r#""""#);
        check(&Some(Status::Other("later".into())), r#""later""#);
        check(&vec!["a".to_owned(), "b\"".to_owned()], r#"["a", "b\""]"#);
        check(&Color([0, 114, 178]), r##""#0072B2""##);
        let end = LinkEnd::SpanIn("quay".parse().unwrap(), "s1".parse().unwrap());
        check(&end, r#"["quay", "s1"]"#);
        check(&LinkEnd::Card("c1".parse().unwrap()), r#"["c1"]"#);
        assert_eq!(TagId::from_ron("\"../etc\""), None);
        assert_eq!(LinkEnd::from_ron("[\"quay\"]"), None);
    }
}
