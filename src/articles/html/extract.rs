//! The readable article of a page, and whether it is that: the port of Firefox's reader view finds
//! it, and what it finds is held against all that a person sees.

use std::{
    collections::HashSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::{
    around, byline,
    corrections::{self, deleted_words, told_deleted},
    cost::Cost,
    headings, headline,
    hidden::{Counting, Hidden},
    metadata::{Found, Stated},
    prepare::prepare,
    prose::Prose,
    render::Renderer,
    tokens, tree,
    walk::walk,
};
use crate::articles::{ArticleError, ArticleFile, Extent, draft::Draft};

/// An article with fewer than one in so many of the letters of a page's running text is taken for a
/// mistake.
const LEAST_SHARE: usize = 4;

const OUT_OF_BOUNDS: &str = "The page is too long or too deeply nested to tell its article from the rest: all of its text was taken";
const NO_ARTICLE: &str =
    "No article stands out from the page: all of its text was taken, menus too";
const LITTLE: &str = "The article that was found is under a quarter of the page’s running text: all of its text was taken, menus too";

/// What a page is made of, before anything is chosen.
struct Whole {
    found: Found,
    /// All of its text.
    draft: Draft,
    /// Its headings that lead nowhere.
    headings: HashSet<String>,
    hidden: Hidden,
}

/// Extracts what the analyst asked for; without that, the article if there is one.
pub(super) fn extract(source: &str, file: &ArticleFile<'_>) -> Result<Draft, ArticleError> {
    let (mut found, mut all) = (Found::default(), Renderer::default());
    let Some(document) = tree::parse(source, file)? else {
        tokens::listen(source, vec![&mut found, &mut all], file)?;
        let draft = Draft::from(all.finish());
        let whole = Whole { found, draft, headings: HashSet::new(), hidden: Hidden::default() };
        return Ok(whole.taken(None, Some(OUT_OF_BOUNDS)));
    };
    prepare(&document, file)?;
    corrections::mark(&document, file)?;
    walk(document.root(), &mut found, file)?;
    let mut all = Counting::default();
    walk(document.root(), &mut all, file)?;
    let (mut draft, hidden) = all.finish();
    draft.warnings.extend(told_deleted(deleted_words(&document.root())));
    let Prose { letters: running, headings, .. } = prose(document.root(), file)?;
    let mut cost = Cost::default();
    walk(document.root(), &mut cost, file)?;
    let whole = Whole { found, draft, headings, hidden };
    file.check_time()?;
    let asked = file.options.extent;
    if asked == Some(Extent::Whole) {
        let title = title(document, &whole.found);
        return Ok(whole.taken(title.as_deref(), None));
    }
    if cost.is_over() {
        return Ok(whole.taken(None, Some(OUT_OF_BOUNDS)));
    }
    match article(document, &whole.found, file)? {
        None => Ok(whole.taken(None, Some(NO_ARTICLE))),
        Some(article) if asked.is_none() && is_little(&article, running) => {
            Ok(whole.taken(Some(&article.title), Some(LITTLE)))
        }
        Some(article) => Ok(article.taken(&whole)),
    }
}

impl Whole {
    /// Takes all of the text.
    fn taken(mut self, title: Option<&str>, warning: Option<&str>) -> Draft {
        let Stated { title, facts, warning: stated } = self.found.stated(title);
        let warnings = warning.map(str::to_owned).into_iter();
        let warnings = warnings.chain(stated).chain(self.hidden.told());
        let warnings = warnings.chain(std::mem::take(&mut self.draft.warnings)).collect();
        let shown = headline::shown(&self.draft, &self.headings);
        let mut draft = Draft { title, facts, warnings, extent: Some(Extent::Whole), ..self.draft };
        headline::put_shown(&mut draft, shown, None);
        draft
    }
}

/// What the reader view made of a page.
struct Article {
    draft: Draft,
    title: String,
    /// Who the markup says wrote it.
    byline: Option<String>,
    /// The lines that it says are bylines.
    labelled: Vec<String>,
    /// How many letters of running text it has.
    running: usize,
}

impl Article {
    /// Takes the article, with what the page says of it.
    fn taken(mut self, whole: &Whole) -> Draft {
        let mut stated = whole.found.stated(Some(&self.title));
        stated.add_byline(self.byline.as_deref());
        let by = stated.byline().unwrap_or_default().to_owned();
        self.draft.warnings.extend(stated.warning.take());
        self.draft.warnings.extend(whole.hidden.told_of(&self.draft, &whole.draft));
        headings::put_back(&mut self.draft, &whole.draft, &whole.headings);
        let (title, facts) = (stated.title, stated.facts);
        let mut draft = Draft { title, facts, extent: Some(Extent::Article), ..self.draft };
        let shown = headline::shown(&whole.draft, &whole.headings);
        headline::put_shown(&mut draft, shown, Some(&whole.draft));
        byline::put_back(&mut draft, &whole.draft, &by, &self.labelled);
        byline::put_below_deck(&mut draft, &whole.draft, &self.labelled);
        draft
    }
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
    let (config, byline) = (config(found), byline::marked(&document));
    let labelled = byline::labelled(&document);
    byline::keep(&document);
    around::take_out(&document, file)?;
    // A page that the port does not foresee still has its whole text.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
        let article = readability.parse().ok()?;
        Some((readability.doc, article.title))
    }));
    let Ok(Some((document, title))) = read else { return Ok(None) };
    let mut renderer = Renderer::default();
    let content = document.select_single("#readability-page-1");
    let Some(root) = content.nodes().first() else { return Ok(None) };
    walk(*root, &mut renderer, file)?;
    let running = prose(*root, file)?.letters;
    let mut draft = Draft::from(renderer.finish());
    draft.warnings.extend(told_deleted(deleted_words(root)));
    Ok(Some(Article { draft, title, byline, labelled, running }))
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

/// Returns what of a node is running text.
fn prose(root: NodeRef<'_>, file: &ArticleFile<'_>) -> Result<Prose, ArticleError> {
    let mut prose = Prose::default();
    walk(root, &mut prose, file)?;
    Ok(prose)
}

/// Is the article too small a part of the page's running text? Menus would make a mistake of every
/// short article. Letters are counted, since not every script parts its words.
fn is_little(article: &Article, running: usize) -> bool {
    let is_blank = !article.draft.text.contains(char::is_alphanumeric);
    is_blank || article.running.saturating_mul(LEAST_SHARE) < running
}
