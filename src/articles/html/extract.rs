//! The readable article of a page, and whether it is that: the port of Firefox's reader view finds
//! it, and what it finds is held against all that a person sees.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::{
    cost::Cost, metadata::Found, prose::Prose, render::Renderer, tokens, tree, walk::walk,
};
use crate::{
    articles::{ArticleError, ArticleFile, Extent, page::Page},
    model::Fact,
};

/// An article with fewer than one in so many of the letters of a page's running text is taken for a
/// mistake.
const LEAST_SHARE: usize = 4;

const OUT_OF_BOUNDS: &str = "The page is too long or too deeply nested to tell its article from the rest: all of its text was taken";
const NO_ARTICLE: &str =
    "No article stands out from the page: all of its text was taken, menus too";
const LITTLE: &str = "The article that was found is under a quarter of the page’s running text: all of its text was taken, menus too";

/// The text of a page, and what the page says of it.
#[derive(Debug)]
pub(super) struct Extracted {
    pub page: Page,
    pub title: Option<String>,
    pub facts: Vec<Fact>,
    pub extent: Extent,
    pub warning: Option<&'static str>,
}

/// What a page is made of, before anything is chosen.
struct Whole {
    found: Found,
    page: Page,
}

/// Extracts what the analyst asked for; without that, the article if there is one.
pub(super) fn extract(source: &str, file: &ArticleFile<'_>) -> Result<Extracted, ArticleError> {
    let (mut found, mut all) = (Found::default(), Renderer::default());
    let Some(document) = tree::parse(source, file)? else {
        tokens::listen(source, vec![&mut found, &mut all], file)?;
        return Ok(Whole { found, page: all.finish() }.taken(None, Some(OUT_OF_BOUNDS)));
    };
    walk(document.root(), &mut found, file)?;
    walk(document.root(), &mut all, file)?;
    let running = prose(document.root(), file)?;
    let mut cost = Cost::default();
    walk(document.root(), &mut cost, file)?;
    let whole = Whole { found, page: all.finish() };
    file.check_time()?;
    let asked = file.options.extent;
    if asked == Some(Extent::Whole) {
        let title = title(document, &whole.found);
        return Ok(whole.taken(title.as_deref(), None));
    }
    if cost.is_over() {
        return Ok(whole.taken(None, Some(OUT_OF_BOUNDS)));
    }
    let article = article(document, &whole.found, file)?;
    match article {
        None => Ok(whole.taken(None, Some(NO_ARTICLE))),
        Some(article) if asked.is_none() && is_little(&article, running) => {
            Ok(whole.taken(Some(&article.title), Some(LITTLE)))
        }
        Some(article) => {
            let mut stated = whole.found.stated(Some(&article.title));
            stated.add_byline(article.byline.as_deref());
            let (title, facts) = (stated.title, stated.facts);
            let extent = Extent::Article;
            Ok(Extracted { page: article.page, title, facts, extent, warning: None })
        }
    }
}

impl Whole {
    /// Takes all of the text.
    fn taken(self, title: Option<&str>, warning: Option<&'static str>) -> Extracted {
        let stated = self.found.stated(title);
        let (title, facts) = (stated.title, stated.facts);
        Extracted { page: self.page, title, facts, extent: Extent::Whole, warning }
    }
}

/// What the reader view made of a page.
struct Article {
    page: Page,
    title: String,
    byline: Option<String>,
    /// How many letters of running text it has.
    running: usize,
}

fn config(found: &Found) -> Config {
    // Classes tell captions from paragraphs, and what only screen readers read.
    Config { keep_classes: true, disable_json_ld: !found.is_json_sound(), ..Config::default() }
}

/// Finds the article of a page; `None` where there is none.
fn article(
    document: Document,
    found: &Found,
    file: &ArticleFile<'_>,
) -> Result<Option<Article>, ArticleError> {
    let config = config(found);
    // A page that the port does not foresee still has its whole text.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
        let article = readability.parse().ok()?;
        Some((readability.doc, article.title, article.byline))
    }));
    let Ok(Some((document, title, byline))) = read else { return Ok(None) };
    let mut renderer = Renderer::default();
    let content = document.select_single("#readability-page-1");
    let Some(root) = content.nodes().first() else { return Ok(None) };
    walk(*root, &mut renderer, file)?;
    let running = prose(*root, file)?;
    Ok(Some(Article { page: renderer.finish(), title, byline, running }))
}

/// Returns the title of a page, as the reader view finds it.
fn title(document: Document, found: &Found) -> Option<String> {
    let config = config(found);
    catch_unwind(AssertUnwindSafe(|| {
        let readability = Readability::with_document(document, None, Some(config)).ok()?;
        let described = readability.parse_json_ld().filter(|_| found.is_json_sound());
        Some(readability.get_article_metadata(described).title)
    }))
    .ok()?
    .filter(|title| !title.trim().is_empty())
}

/// Returns how many letters of running text a node has.
fn prose(root: NodeRef<'_>, file: &ArticleFile<'_>) -> Result<usize, ArticleError> {
    let mut prose = Prose::default();
    walk(root, &mut prose, file)?;
    Ok(prose.letters)
}

/// Is the article too small a part of the page's running text? Menus would make a mistake of every
/// short article. Letters are counted, since not every script parts its words.
fn is_little(article: &Article, running: usize) -> bool {
    let is_blank = !article.page.text().contains(char::is_alphanumeric);
    is_blank || article.running.saturating_mul(LEAST_SHARE) < running
}
