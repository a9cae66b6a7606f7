//! What a document's properties say of the article.

use super::{Source, relations::Relations};
use crate::articles::{
    ArticleError,
    flow::Properties,
    roles,
    xml::{Elements, Node},
};

/// Reads the properties of the whole document.
pub(super) fn read(source: &mut Source<'_>) -> Result<Properties, ArticleError> {
    let part = Relations::of(source, "")?.target("core-properties");
    let part = if part.is_empty() { "docProps/core.xml".to_owned() } else { part };
    let xml = source.spare_part(&part)?;
    let read = pairs(&mut source.elements(&xml));
    Ok(Properties::named(source.spare(read, "properties")?))
}

fn pairs(elements: &mut Elements<'_>) -> Result<Vec<(String, String)>, ArticleError> {
    let mut pairs = Vec::new();
    loop {
        match elements.next()? {
            Node::Start(element) if element.name() != "coreProperties" => {
                let name = element.name().to_owned();
                pairs.push((name, roles::on_one_line(&elements.words()?)));
            }
            Node::Done => return Ok(pairs),
            _ => {}
        }
    }
}
