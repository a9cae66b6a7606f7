//! Any project that is saved opens as it was.

use std::sync::Arc;

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::*;
use crate::{
    model::{
        Analyst, Anchor, Article, Attributes, Block, BlockKind, Card, Codebook, Conflict, Fact,
        Fragments, Layer, Link, LinkEnd, LinkId, Original, Page, Pending, Place, Score, Status,
        Time, Unknown, Version, VersionNumber,
    },
    text::{ScalarOffset, Text},
};

fn words() -> impl Strategy<Value = String> {
    "(\\PC|[\"\\\\\n\t\r]|\u{200d}|\u{202e}|\u{1b}|नी|💬){0,12}"
}

fn time() -> impl Strategy<Value = Time> {
    (0..4_000_000_000_i64).prop_map(|seconds| {
        Time::new(chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default())
    })
}

fn attributes() -> impl Strategy<Value = Attributes> {
    vec((select(vec!["certainty", "mood-2"]), vec(words(), 0..3)), 0..3).prop_map(|pairs| {
        pairs.into_iter().map(|(id, values)| (id.parse().unwrap(), values)).collect()
    })
}

fn unknown() -> impl Strategy<Value = Unknown> {
    option::of(select(vec!["1", "(a: [\"x\"], b: None)", "{\"क\": 'c'}"])).prop_map(|ron| {
        let mut unknown = Unknown::default();
        if let Some(ron) = ron {
            unknown.push("later".to_owned(), ron.to_owned());
        }
        unknown
    })
}

fn positions() -> impl Strategy<Value = Vec<(ScalarOffset, ScalarOffset)>> {
    vec((0..50_u32, 1..20_u32), 0..3).prop_map(|steps| {
        let mut end = 0;
        let step = |(gap, len): (u32, u32)| {
            let start = end + gap;
            end = start + len;
            (ScalarOffset(start), ScalarOffset(end))
        };
        steps.into_iter().map(step).collect()
    })
}

/// A place in `text`: by the numbers of characters to skip and to cover.
fn at(text: &Text, steps: &[(usize, usize)]) -> Option<Fragments> {
    let bounds: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).collect();
    let (mut stretches, mut next) = (Vec::new(), 0);
    for (gap, len) in steps {
        let (start, end) = (bounds.get(next + gap)?, bounds.get(next + gap + len)?);
        stretches.push(crate::text::Stretch::new(*start, *end));
        next += gap + len;
    }
    Fragments::new(stretches)
}

fn place(text: Text) -> impl Strategy<Value = Place> {
    let anchor = (positions(), vec("[a-c]{1,5}~", 1..3), words(), words());
    (vec((0..9_usize, 1..9_usize), 1..3), anchor).prop_map(move |(steps, anchor)| {
        let (at_scalars, texts, before, after) = anchor;
        at(&text, &steps).map_or_else(
            || Place::Adrift(Box::new(Anchor { at: at_scalars, texts, before, after })),
            Place::At,
        )
    })
}

fn span(text: Text) -> impl Strategy<Value = Span> {
    let pending = (positions(), words(), 0..=1000_u16, unknown());
    let pending = pending.prop_map(|(at, how, score, unknown)| {
        let score = Score::from_fraction(f32::from(score) / 1000.0);
        Pending { at, how, score, unknown }
    });
    let first = (any::<u64>(), place(text), option::of(any::<u64>()), words(), attributes());
    let second = (time(), option::of(time()), words(), option::of(pending), unknown());
    (first, second).prop_map(|(first, (created, changed, origin, pending, unknown))| {
        let (bits, place, card, note, attributes) = first;
        Span {
            id: SpanId::from_bits(bits),
            tag: "claim".parse().unwrap(),
            place,
            card: card.map(crate::model::CardId::from_bits),
            note,
            attributes,
            created,
            changed,
            origin,
            pending,
            unknown,
        }
    })
}

fn link() -> impl Strategy<Value = Link> {
    let to = prop_oneof![
        any::<u64>().prop_map(|bits| LinkEnd::Span(SpanId::from_bits(bits))),
        any::<u64>().prop_map(|bits| LinkEnd::Card(crate::model::CardId::from_bits(bits))),
        any::<u64>().prop_map(|bits| {
            LinkEnd::SpanIn("other".parse().unwrap(), SpanId::from_bits(bits))
        }),
    ];
    let rest = (words(), attributes(), time(), option::of(time()), unknown());
    (any::<u64>(), any::<u64>(), to, rest).prop_map(|(id, from, to, rest)| {
        let (note, attributes, created, changed, unknown) = rest;
        let (id, from) = (LinkId::from_bits(id), SpanId::from_bits(from));
        let kind = "said-by".parse().unwrap();
        Link { id, kind, from, to, note, attributes, created, changed, unknown }
    })
}

fn version(number: u32) -> impl Strategy<Value = Version> {
    let labels = (words(), words(), words(), words());
    let original = prop_oneof![Just(None), vec(any::<u8>(), 0..9).prop_map(Some)];
    let text = "(\\PC|\n|é|👍🏽|क्षि){0,60}";
    (text, time(), labels, original, unknown()).prop_map(
        move |(text, added, (source, media_type, encoding, reader), original, unknown)| {
            let text = Text::new(text);
            let original: Option<Arc<[u8]>> = original.map(Into::into);
            let tagged = |bytes: &[u8]| load::tagged(blake3::hash(bytes));
            let block = Block {
                at: text.whole(),
                kind: BlockKind::Heading,
                level: 2,
                unknown: unknown.clone(),
            };
            let page = Page { at: text.whole(), label: reader.clone(), unknown: unknown.clone() };
            Version {
                number: VersionNumber(number),
                added,
                hash: tagged(text.as_str().as_bytes()),
                source,
                source_hash: original.as_ref().map(|bytes| tagged(bytes)).unwrap_or_default(),
                source_bytes: u64::from(number),
                media_type,
                encoding_from: encoding.clone(),
                encoding,
                extent: reader.clone(),
                warnings: vec![reader.clone(); 2],
                reader,
                text,
                original: original.map_or(Original::IsText, Original::InMemory),
                blocks: vec![block],
                pages: vec![page],
                unknown,
            }
        },
    )
}

fn article(id: &'static str) -> impl Strategy<Value = Article> {
    let facts = vec((words(), words(), words(), unknown()), 0..3).prop_map(|mut facts| {
        facts.sort_by(|a, b| a.0.cmp(&b.0));
        let fact = |(name, value, from, unknown)| Fact { name, value, from, unknown };
        facts.into_iter().map(fact).collect::<Vec<Fact>>()
    });
    let rest = (words(), time(), words(), words(), attributes(), unknown());
    (version(1), version(3), facts, rest).prop_map(move |(first, third, facts, rest)| {
        let (title, added, group, note, labels, unknown) = rest;
        let (id, versions) = (id.parse().unwrap(), vec![first, third]);
        Article { id, title, added, group, note, labels, facts, versions, unknown }
    })
}

fn layer(analyst: &'static str, article: &Article) -> impl Strategy<Value = Layer> + use<> {
    let id = LayerId { article: article.id.clone(), analyst: analyst.parse().unwrap() };
    let version = article.newest().unwrap();
    let (number, text) = (version.number, version.text.clone());
    let conflict = (words(), words(), words(), time(), unknown());
    let rest = (option::of(words()), words(), vec(conflict, 0..2), unknown());
    (vec(span(text), 0..6), vec(link(), 0..4), rest).prop_map(move |(spans, links, rest)| {
        let mut layer = Layer::new(id.clone(), number).with(spans, links);
        layer.status = rest.0.map(|word| Status::from(word.as_str()));
        layer.note = rest.1;
        let conflicts = rest.2.into_iter().map(|(id, field, theirs, time, unknown)| {
            let analyst = Some("bo".parse().unwrap());
            Conflict { id, field, theirs, analyst, time, unknown }
        });
        layer.conflicts = conflicts.collect();
        layer.unknown = rest.3;
        layer
    })
}

fn project() -> impl Strategy<Value = Project> {
    let articles = (article("one"), article("two-2"));
    let layers = articles.prop_flat_map(|(one, two)| {
        let layers = (layer("alice", &one), layer("bo", &one), layer("bo", &two));
        (Just([one, two]), layers)
    });
    let card = (any::<u64>(), words(), vec(words(), 0..3), unknown()).prop_map(
        |(bits, name, aliases, unknown)| {
            let id = crate::model::CardId::from_bits(bits);
            Card { aliases, unknown, ..Card::new(id, name) }
        },
    );
    let people = (vec(card, 0..4), words());
    (layers, words(), time(), people, unknown()).prop_map(
        |((articles, layers), title, created, (cards, name), unknown)| {
            let analysts = ["alice", "bo"].map(|id| Analyst::person(id.parse().unwrap(), &name));
            let mut project = Project::new(title, created, Codebook::starter())
                .with_unknown(unknown.clone())
                .with_cards(cards, unknown.clone())
                .with_analysts(analysts.to_vec(), unknown);
            for article in articles {
                project.put_article(article);
            }
            let layers = [layers.0, layers.1, layers.2];
            layers.into_iter().filter(|one| !one.is_blank()).for_each(|one| project.put_layer(one));
            project
        },
    )
}

/// Returns the project as it comes from the disk: the originals stay there.
fn on_disk(project: &Project) -> Project {
    let mut on_disk = project.clone();
    for article in project.articles() {
        let mut article = article.clone();
        for version in &mut article.versions {
            if matches!(version.original, Original::InMemory(_)) {
                version.original = Original::InFolder;
            }
        }
        on_disk.put_article(article);
    }
    on_disk
}

const LAYER: &str = r#"(format: 1, article: "a", analyst: "b", spans: [
    (id: "s1", tag: "t", at: [(1, 2)], text: ["x"]),
])"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_saved_opens_as_it_was(project in project()) {
        let there = tempfile::tempdir().unwrap();
        let root = there.path().join("project");
        create(&root, &project).unwrap();
        let mut opened = open(&root).unwrap();
        let adrift = |problem: &Problem| problem.kind == ProblemKind::Adrift;
        prop_assert!(opened.problems.iter().all(adrift), "{:?}", opened.problems);
        prop_assert_eq!(&opened.project, &on_disk(&project));
        prop_assert_eq!(opened.folder.save(&opened.project).unwrap(), Saved::default());
        let copy = root.with_file_name("copy");
        let copied = opened.folder.save_as(&copy, &opened.project).unwrap();
        let copied = copied.all_hashes();
        for (file, hash) in opened.folder.all_hashes() {
            prop_assert_eq!(copied.get(&file), Some(&hash), "{}", file.display());
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(junk in "[(){}\\[\\]:,\"a-z0-9#/* \n]{0,80}", at in 0..400_usize) {
        let text = LAYER;
        let at = at.min(text.len());
        let broken = format!("{}{junk}{}", text.get(..at).unwrap(), text.get(at..).unwrap());
        let text = Text::new("abc");
        if let Ok(layer) = files::StoredLayer::read_file(broken.as_bytes()) {
            let layer = layer.into_layer(&text);
            let written = files::render_layer(&layer, &text);
            let again = files::StoredLayer::read_file(written.as_bytes()).map(|layer| layer.into_layer(&text));
            prop_assert_eq!(again.ok(), Some(layer));
        }
    }
}
