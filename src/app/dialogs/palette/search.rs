//! What the palette finds: commands that can be run, articles by title, spans by their words.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::{
    app::{
        command::{Command, TABLE},
        desk::Open,
        scene::Scene,
        view::SpanRef,
    },
    model::{Article, ArticleId, Layer, TagId},
    review::{count, first_words},
};

/// The most spans that one query looks at, so that a large project holds no frame up.
const MOST_SPANS: usize = 10_000;
/// The most rows of one group while all are searched.
const FEW: usize = 12;
/// The most rows of one group.
const MANY: usize = 200;
/// The most characters of a span's words that are looked at.
const WORDS: usize = 160;

/// What a row of the palette stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A command.
    Command(Command),
    /// An article.
    Article(ArticleId),
    /// A span, with its tag.
    Span(SpanRef, TagId),
    /// A part of the article that is shown, in thousandths.
    Part(u16),
}

/// A row of the palette.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it stands for.
    pub hit: Hit,
    /// What it says.
    pub title: String,
    /// What it says at its right end.
    pub detail: String,
    /// Which graphemes of the title were typed, by number.
    pub matched: Vec<u32>,
    score: u32,
}

/// Rows of one kind.
#[derive(Clone, Debug)]
pub struct Group {
    /// What stands above them.
    pub title: &'static str,
    /// The best first.
    pub rows: Vec<Row>,
}

/// Searches all, or what the first letter of the query says: `@` articles, `#` spans. Groups come
/// in the order of their best rows.
pub fn search(scene: &Scene<'_>, query: &str) -> Vec<Group> {
    let mut groups = if let Some(words) = query.strip_prefix('@') {
        vec![articles(scene, &mut Search::new(words, AtomKind::Fuzzy), MANY)]
    } else if let Some(words) = query.strip_prefix('#') {
        vec![spans(scene, &mut Search::new(words, AtomKind::Substring), MANY)]
    } else if query.trim().is_empty() {
        let all = &mut Search::new("", AtomKind::Fuzzy);
        vec![commands(scene, all), articles(scene, all, MANY)]
    } else {
        let fuzzy = &mut Search::new(query, AtomKind::Fuzzy);
        let exact = &mut Search::new(query, AtomKind::Substring);
        vec![commands(scene, fuzzy), articles(scene, fuzzy, FEW), spans(scene, exact, FEW)]
    };
    groups.extend(part(scene, query));
    groups.retain(|group| !group.rows.is_empty());
    groups.sort_by_key(|group| {
        let best = group.rows.first().map_or(0, |row| row.score);
        std::cmp::Reverse(best)
    });
    groups
}

/// Returns the place in the article that a query such as `40 %` names.
fn part(scene: &Scene<'_>, query: &str) -> Option<Group> {
    let article = scene.article()?;
    let percent: f32 = query.trim().strip_suffix('%')?.trim_end().parse().ok()?;
    let percent = (0.0..=100.0).contains(&percent).then_some(percent)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
    let hit = Hit::Part((percent * 10.0).round() as u16);
    let (title, detail) = (format!("Go to {percent} % of the article"), article.title.clone());
    let row = Row { hit, title, detail, matched: Vec::new(), score: u32::MAX };
    Some(Group { title: "Places", rows: vec![row] })
}

/// A query with what it takes to match it.
struct Search {
    pattern: Pattern,
    matcher: Matcher,
    characters: Vec<char>,
}

impl Search {
    fn new(words: &str, kind: AtomKind) -> Self {
        let pattern = Pattern::new(words, CaseMatching::Ignore, Normalization::Smart, kind);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), characters: Vec::new() }
    }

    fn score(&mut self, title: &str) -> Option<u32> {
        let title = Utf32Str::new(title, &mut self.characters);
        self.pattern.score(title, &mut self.matcher)
    }

    fn row(&mut self, hit: Hit, title: String, detail: String) -> Option<Row> {
        let mut matched = Vec::new();
        let text = Utf32Str::new(&title, &mut self.characters);
        let score = self.pattern.indices(text, &mut self.matcher, &mut matched)?;
        matched.sort_unstable();
        matched.dedup();
        Some(Row { hit, title, detail, matched, score })
    }
}

fn best(mut rows: Vec<Row>, most: usize) -> Vec<Row> {
    // Stable: rows of the same score keep the order that people know.
    rows.sort_by_key(|row| std::cmp::Reverse(row.score));
    rows.truncate(most);
    leave_out_noise(&mut rows);
    rows
}

/// Letters that lie scattered over a title are no match beside one that has them together.
fn leave_out_noise(rows: &mut Vec<Row>) {
    let best = rows.first().map_or(0, |row| row.score);
    rows.retain(|row| row.score * 3 >= best * 2);
}

fn commands(scene: &Scene<'_>, search: &mut Search) -> Group {
    let entries = TABLE.iter().filter(|entry| scene.can_run(entry));
    // The palette is open already.
    let others = entries.filter(|entry| entry.command != Command::Palette);
    let rows = others.filter_map(|entry| {
        let detail = entry.menu.label().to_owned();
        search.row(Hit::Command(entry.command), scene.label(entry), detail)
    });
    Group { title: "Commands", rows: best(rows.collect(), MANY) }
}

fn articles(scene: &Scene<'_>, search: &mut Search, most: usize) -> Group {
    let articles = scene.project().map(|project| project.articles_in_order()).unwrap_or_default();
    let mut scored: Vec<(u32, &Article)> = articles
        .into_iter()
        .filter_map(|article| Some((search.score(&article.title)?, article)))
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.truncate(most);
    let found = scored.into_iter().filter_map(|(_, article)| {
        let detail = scene.project().map_or_else(String::new, |project| {
            let spans = project.layers_of(&article.id).map(|layer| layer.span_count()).sum();
            count(spans, "span")
        });
        search.row(Hit::Article(article.id.clone()), article.title.clone(), detail)
    });
    let mut rows: Vec<Row> = found.collect();
    leave_out_noise(&mut rows);
    Group { title: "Articles", rows }
}

/// Searches the words of spans, those of the article that is shown first.
fn spans(scene: &Scene<'_>, search: &mut Search, most: usize) -> Group {
    let mut rows = Vec::new();
    if let Some(open) = scene.open {
        let mut layers: Vec<&Layer> = open.project.layers().collect();
        layers.sort_by_key(|layer| Some(&layer.id.article) != scene.view.article.as_ref());
        let spans =
            layers.into_iter().flat_map(|layer| layer.spans().map(move |span| (layer, span)));
        for (layer, span) in spans.take(MOST_SPANS) {
            let at = SpanRef::new(&layer.id, &span.id);
            let Some(words) = words(open, &at) else { continue };
            let article = open.project.article(&layer.id.article);
            let detail = article.map_or_else(String::new, |article| article.title.clone());
            let row = search.row(Hit::Span(at, span.tag.clone()), words, detail);
            rows.extend(row.map(near_the_match));
        }
    }
    Group { title: "Spans", rows: best(rows, most) }
}

/// Cuts the beginning off a long title whose match would be out of sight.
fn near_the_match(mut row: Row) -> Row {
    const SEEN: u32 = 36;
    const BEFORE: u32 = 16;
    let Some(first) = row.matched.first().copied().filter(|first| *first > SEEN) else {
        return row;
    };
    let mut rest = row.title.graphemes(true).zip(0..).skip_while(|(_, at)| *at < first - BEFORE);
    // Whole words, where one begins before the match.
    let mut words = rest.clone().skip_while(|(grapheme, _)| *grapheme != " ").skip(1);
    let begins_before = words.clone().next().is_some_and(|(_, at)| at <= first);
    let kept: Vec<(&str, u32)> =
        if begins_before { words.by_ref().collect() } else { rest.by_ref().collect() };
    let cut = kept.first().map_or(0, |(_, at)| *at);
    row.title = std::iter::once("…").chain(kept.into_iter().map(|(text, _)| text)).collect();
    for number in &mut row.matched {
        *number = *number - cut + 1;
    }
    row
}

fn words(open: &Open, at: &SpanRef) -> Option<String> {
    let (span, text) = open.span(at)?;
    Some(first_words(span, Some(text), WORDS).replace('\n', " "))
}
