//! Running heads and feet: what stands at the edge of page after page, and belongs to none of them.

use std::collections::HashMap;

use super::{Halt, lines::Line, look};
use crate::{articles::counted, text};

/// How many lines at each edge are looked at.
const DEEPEST: usize = 5;
/// How many lines a page has at least whose edges run: what stands alone on page after page is the text.
const FEWEST_LINES: usize = 5;
/// How far from a page its like may be: left and right pages alternate.
const FARTHEST: usize = 3;

/// The lines of a page, in parts in reading order.
#[derive(Debug, Default)]
pub(super) struct Sides {
    pub parts: Vec<Vec<Line>>,
    pub height: f32,
}

/// Takes the running lines out of pages, and returns them.
pub(super) fn take(pages: &mut [Sides], stops: &dyn Fn() -> bool) -> Result<Vec<String>, Halt> {
    let edges: Vec<[Vec<Edge>; 2]> =
        pages.iter().map(|page| [edge(page, Foot::No), edge(page, Foot::Yes)]).collect();
    let everywhere = Everywhere::new(&edges);
    let mut taken = Vec::new();
    for (at, page) in pages.iter_mut().enumerate() {
        look(stops)?;
        let has_text = page.parts.iter().map(Vec::len).sum::<usize>() >= FEWEST_LINES;
        let mut drop: Vec<(usize, usize)> = Vec::new();
        for (side, own) in edges.get(at).into_iter().flatten().enumerate() {
            let is_alike =
                |line: &Edge| is_repeated(line, side, at, &edges) || everywhere.has(line, side);
            drop.extend(running(page, own, |row, line| {
                line.is_folio
                    || (has_text && is_alike(line))
                    || is_counted(line.shape.trim())
                    || (has_text && row == 0 && is_number_alone(line))
            }));
        }
        for (index, part) in page.parts.iter_mut().enumerate() {
            let mut row = 0;
            part.retain(|line| {
                let is_taken = line.is_folio || drop.contains(&(index, row));
                row += 1;
                if is_taken {
                    taken.push(line.text.clone());
                }
                !is_taken
            });
        }
        page.parts.retain(|part| !part.is_empty());
    }
    Ok(taken)
}

/// Returns the places of the lines at one edge of a page that run, of those that look like it.
fn running(
    page: &Sides,
    own: &[Edge],
    looks: impl Fn(usize, &Edge) -> bool,
) -> Vec<(usize, usize)> {
    let mut alike: Vec<&Edge> = Vec::new();
    let mut depth = 0;
    for (row, line) in own.iter().enumerate() {
        let is_running = looks(row, line);
        // What is further in than a line that stays is the text itself.
        if !is_running && row > depth {
            break;
        }
        if is_running {
            depth = row + 1;
            alike.push(line);
        }
    }
    // A cell that is the same on each page runs only if its whole row does.
    let is_whole = |line: &&&Edge| {
        let bare = line.shape.trim();
        let is_number = bare == "#" || is_counted(bare);
        let beside = page.parts.iter().enumerate().flat_map(|(part, lines)| {
            lines.iter().enumerate().map(move |(row, other)| ((part, row), other))
        });
        is_number
            || beside
                .filter(|(_, other)| (other.baseline - line.baseline).abs() < 2.0)
                .all(|(place, other)| other.is_folio || alike.iter().any(|l| l.place == place))
    };
    alike.iter().filter(is_whole).map(|line| line.place).collect()
}

/// The lines that stand at the edge of a good part of a document's pages, though not of pages close to each
/// other: heads of left pages alone, or of those that no picture fills.
struct Everywhere<'a> {
    /// On how many pages each stands, and the last of them.
    counts: HashMap<Key<'a>, (usize, usize)>,
    pages: usize,
}

/// The edge, the words and the height of a line.
type Key<'a> = (usize, &'a str, i32);

impl<'a> Everywhere<'a> {
    fn new(edges: &'a [[Vec<Edge>; 2]]) -> Self {
        let mut counts: HashMap<Key<'_>, (usize, usize)> = HashMap::new();
        for (at, page) in edges.iter().enumerate() {
            for (side, lines) in page.iter().enumerate() {
                for line in lines {
                    let (count, last) = counts.entry(line.key(side)).or_insert((1, at));
                    *count += usize::from(*last != at);
                    *last = at;
                }
            }
        }
        Self { counts, pages: edges.len() }
    }

    fn has(&self, line: &Edge, side: usize) -> bool {
        let found = self.counts.get(&line.key(side));
        found.is_some_and(|&(count, _)| count > 3 && count * 5 >= self.pages)
            && line.text.chars().any(char::is_alphabetic)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Foot {
    No,
    Yes,
}

/// A line at an edge of a page.
#[derive(Debug)]
struct Edge {
    /// Which part it is in, and which line of it.
    place: (usize, usize),
    /// Its words with all digits alike.
    shape: String,
    /// The same of all that stands on its height: columns part it on one page, and not on another.
    row: String,
    text: String,
    baseline: f32,
    left: f32,
    right: f32,
    /// How far off the next line inwards is, in heights of its letters.
    room: f32,
    is_folio: bool,
}

impl Edge {
    /// Returns its words and its place on the page, in steps of four points.
    #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
    fn key(&self, side: usize) -> Key<'_> {
        (side, self.text.as_str(), (self.baseline / 4.0).round() as i32)
    }
}

/// Returns the outermost lines of a page, from the edge inwards.
fn edge(page: &Sides, foot: Foot) -> Vec<Edge> {
    let mut all: Vec<(usize, usize, &Line)> = Vec::new();
    for (part, lines) in page.parts.iter().enumerate() {
        all.extend(lines.iter().enumerate().map(|(row, line)| (part, row, line)));
    }
    all.sort_by(|a, b| a.2.baseline.total_cmp(&b.2.baseline));
    if foot == Foot::Yes {
        all.reverse();
    }
    // Deeper in it is the text, even where pages begin alike.
    let near = |line: &Line| {
        if foot == Foot::Yes {
            line.baseline > page.height * 0.85
        } else {
            line.baseline < page.height * 0.15
        }
    };
    let baselines: Vec<f32> = all.iter().map(|(.., line)| line.baseline).collect();
    all.iter()
        .enumerate()
        .take(DEEPEST)
        .filter(|(_, (.., line))| near(line))
        .map(|(at, &(part, row, line))| {
            let inner = baselines.iter().skip(at).map(|other| (other - line.baseline).abs());
            let room = inner.filter(|&far| far > line.size * 0.5).fold(f32::MAX, f32::min);
            let mut beside: Vec<&Line> = all.iter().map(|&(.., other)| other).collect();
            beside.retain(|other| (other.baseline - line.baseline).abs() < 2.0);
            beside.sort_by(|a, b| a.left.total_cmp(&b.left));
            let words = beside.iter().flat_map(|line| line.text.split_whitespace());
            Edge {
                place: (part, row),
                shape: shape(&line.text),
                row: shape(&words.collect::<Vec<_>>().join(" ")),
                text: line.text.clone(),
                baseline: line.baseline,
                left: line.left,
                right: line.right,
                room: room / line.size.max(1.0),
                is_folio: line.is_folio,
            }
        })
        .collect()
}

/// Returns a line's words with every number as `#`.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars() {
        if !c.is_numeric() {
            shape.extend(c.to_lowercase());
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    if is_roman(&shape) { "#".to_owned() } else { shape }
}

/// Is it a Roman number? Words such as “civil” have such letters alone as well.
fn is_roman(text: &str) -> bool {
    let may_be = text.len() < 10 && text.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'));
    may_be && (1..400).any(|number| counted::roman(number).eq_ignore_ascii_case(text))
}

/// Does a page nearby have the same line at the same place?
fn is_repeated(line: &Edge, side: usize, at: usize, edges: &[[Vec<Edge>; 2]]) -> bool {
    if line.shape.trim().is_empty() {
        return false;
    }
    let reach = at.saturating_sub(FARTHEST)..(at + FARTHEST + 1).min(edges.len());
    let alike = |other: &&Edge| {
        let is_aligned = (other.left - line.left).abs() < 6.0
            || (other.right - line.right).abs() < 6.0
            || ((other.left + other.right) - (line.left + line.right)).abs() < 12.0
            // Folios change sides.
            || line.shape.chars().count() < 40;
        (other.shape == line.shape || other.row == line.row)
            && (other.baseline - line.baseline).abs() < 4.0
            && is_aligned
    };
    reach.filter(|&other| other != at).any(|other| {
        let pages = other.abs_diff(at);
        edges.get(other).and_then(|sides| sides.get(side)).is_some_and(|lines| {
            lines.iter().find(alike).is_some_and(|other| runs(line, other, pages))
        })
    })
}

/// Do the numbers of two lines alike differ as those of running lines do: by the pages between them, if at
/// all? The rows of a table are alike but for their numbers, too.
fn runs(line: &Edge, other: &Edge, pages: usize) -> bool {
    let (own, others) = (numbers(&line.text), numbers(&other.text));
    let pages = u64::try_from(pages).unwrap_or(u64::MAX);
    let mut differ = 0;
    for (one, another) in own.iter().zip(&others).filter(|(one, another)| one != another) {
        let far = one.abs_diff(*another);
        // A sheet may show two pages of a book.
        if far != pages && far != pages.saturating_mul(2) {
            return false;
        }
        differ += 1;
    }
    let has_words = line.shape.chars().any(char::is_alphabetic);
    differ <= 2 && (has_words || own.len() <= 2 || (differ == 0 && line.room > 1.8))
}

/// Returns the numbers of a line, as far as they are written in digits.
fn numbers(text: &str) -> Vec<u64> {
    let parts = text.split(|c: char| !c.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).map(|part| part.parse().unwrap_or(u64::MAX)).collect()
}

/// Is an outermost line a page number that stands alone?
fn is_number_alone(line: &Edge) -> bool {
    let bare = line
        .shape
        .trim()
        .trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '[' | ']' | ' '));
    bare == "#" && line.text.trim().chars().count() <= 8 && line.room > 1.8 && line.room < 1e6
}

/// Does it say of how many pages this is one, in some language?
fn is_counted(shape: &str) -> bool {
    const PAGE: [&str; 10] =
        ["page", "p.", "seite", "página", "pagina", "pág.", "strona", "стр.", "sida", "side"];
    const OF: [&str; 9] = ["of", "/", "von", "de", "sur", "di", "van", "z", "из"];
    let words: Vec<&str> = shape.split_whitespace().collect();
    match words.as_slice() {
        [page, "#" | "#/#"] => PAGE.contains(page),
        [page, "#", of, "#"] => PAGE.contains(page) && OF.contains(of),
        _ => false,
    }
}

/// Returns the day of a paper that running heads name beside its title; `None` where they name several, or
/// what else happened on it.
pub(super) fn published(taken: &[String]) -> Option<String> {
    const OTHERS: [&str; 14] = [
        "print",
        "download",
        "access",
        "updat",
        "revis",
        "version",
        "effective",
        "retriev",
        "draft",
        "as of",
        "expire",
        "approved",
        "valid",
        "until",
    ];
    let mut days: HashMap<&str, (String, usize)> = HashMap::new();
    for line in taken {
        let low = line.to_lowercase();
        let words = line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
        if words.count() > 1
            && !OTHERS.iter().any(|other| low.contains(other))
            && let Some(day) = text::only_date(line)
        {
            days.entry(line).or_insert((day, 0)).1 += 1;
        }
    }
    let mut days = days.into_values();
    let (day, count) = days.next()?;
    (count > 1 && days.all(|(other, _)| other == day)).then_some(day)
}

/// Returns a sentence about the lines that were left out; `None` if there are none.
pub(super) fn warning(taken: &[String]) -> Option<String> {
    let mut counts: HashMap<String, (usize, &str)> = HashMap::new();
    for text in taken {
        counts.entry(shape(text)).or_insert((0, text)).0 += 1;
    }
    let mut shapes: Vec<(usize, &str)> = counts.into_values().collect();
    shapes.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let named: Vec<String> =
        shapes.iter().take(3).map(|(_, text)| format!("“{}”", shorten(text))).collect();
    let more = match shapes.len().saturating_sub(3) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let lines =
        if taken.len() == 1 { "1 line".to_owned() } else { format!("{} lines", taken.len()) };
    (!taken.is_empty()).then(|| {
        format!(
            "{lines} at the top or foot of pages left out as running heads: {}{more}",
            named.join(", ")
        )
    })
}

fn shorten(text: &str) -> String {
    let text = text.trim();
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
}
