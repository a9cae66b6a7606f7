//! What a document's properties say of an article.

use crate::{
    articles::roles::{self, PROPERTIES},
    model::Fact,
};

/// What the properties say.
#[derive(Debug, Default)]
pub(in crate::articles) struct Properties {
    pub title: Option<Fact>,
    pub facts: Vec<Fact>,
}

impl Properties {
    /// Picks what is about the article among names and values of Dublin Core. When the file was made
    /// says nothing of when the article was published; when it was saved last does say when this text
    /// was changed last.
    pub fn named(pairs: Vec<(String, String)>) -> Self {
        let mut properties = Self::default();
        for (name, value) in pairs {
            let fact = match name.as_str() {
                _ if value.is_empty() => continue,
                "title" if !is_file_name(&value) => {
                    let title = roles::new_title(&value, PROPERTIES);
                    properties.title = properties.title.or(title);
                    continue;
                }
                "creator" if !is_nobody(&value) => roles::new_fact("byline", &value, PROPERTIES),
                "language" => roles::new_fact("language", &value, PROPERTIES),
                "modified" => match roles::date(&value) {
                    Some(date) => roles::new_fact("modified", &date, PROPERTIES),
                    None => continue,
                },
                _ => continue,
            };
            if properties.facts.iter().all(|known| known.name != fact.name) {
                properties.facts.push(fact);
            }
        }
        properties
    }
}

/// Is a title what a program puts there by itself?
fn is_file_name(title: &str) -> bool {
    let title = title.to_lowercase();
    let is_file = [".doc", ".docx", ".dotx", ".rtf", ".odt", ".tmp"].iter();
    title.starts_with("microsoft word - ")
        || is_file.clone().any(|ending| title.ends_with(ending))
        || matches!(title.as_str(), "untitled" | "document" | "document1" | "word document")
}

/// Is an author a program, or the name that one gives to whoever uses it?
fn is_nobody(name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.trim();
    matches!(
        name,
        "user"
            | "windows user"
            | "microsoft office user"
            | "author"
            | "admin"
            | "administrator"
            | "owner"
            | "unknown"
            | "python-docx"
            | "apache poi"
            | "docx4j"
            | "un-named"
    )
}
