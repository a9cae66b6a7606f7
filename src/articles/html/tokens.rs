//! The tags of a page as events, without a tree: for pages that are out of its bounds. Time and
//! memory grow with the page's length alone.

use std::cell::RefCell;

use html5ever::{
    LocalName,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};

use super::{
    event::{Element, Listener},
    source, tree,
};
use crate::articles::{ArticleError, ArticleFile};

/// Tells listeners of a page's tags and words.
pub(super) fn listen(
    source: &str,
    listeners: Vec<&mut dyn Listener>,
    file: &ArticleFile<'_>,
) -> Result<(), ArticleError> {
    let listeners = listeners.into_iter().map(|listener| Ear { listener, skipped: None });
    let sink = Tokens { ears: RefCell::new(listeners.collect()) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    for portion in tree::portions(source) {
        file.check_time()?;
        input.push_back(StrTendril::from_slice(portion));
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
    }
    tokenizer.end();
    Ok(())
}

/// A listener, and what it does not want to hear of.
struct Ear<'a> {
    listener: &'a mut dyn Listener,
    /// The element that is passed over, and how often its name is open in it.
    skipped: Option<(LocalName, usize)>,
}

struct Tokens<'a> {
    ears: RefCell<Vec<Ear<'a>>>,
}

impl TokenSink for Tokens<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                for ear in self.ears.borrow_mut().iter_mut() {
                    ear.tag(&tag);
                }
                if tag.kind == TagKind::StartTag {
                    return contents(&tag.name);
                }
            }
            Token::CharacterTokens(words) => {
                for ear in self.ears.borrow_mut().iter_mut().filter(|ear| ear.skipped.is_none()) {
                    ear.listener.words(&words);
                }
            }
            Token::CommentToken(words) => {
                for ear in self.ears.borrow_mut().iter_mut() {
                    ear.listener.comment(&words);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Ear<'_> {
    fn tag(&mut self, tag: &Tag) {
        let is_void = source::VOID.contains(&&*tag.name);
        if let Some((name, count)) = &mut self.skipped {
            let is_same = *name == tag.name && !is_void;
            match tag.kind {
                // What need not be closed ends where the next of its kind begins.
                TagKind::StartTag if is_same && ends_by_itself(name) => self.skipped = None,
                TagKind::StartTag => {
                    *count += usize::from(is_same);
                    return;
                }
                TagKind::EndTag => {
                    *count -= usize::from(is_same);
                    if *count == 0 {
                        self.skipped = None;
                    }
                    return;
                }
            }
        }
        if tag.kind == TagKind::EndTag {
            self.listener.close(&tag.name);
            return;
        }
        let element = Element { name: &tag.name, attributes: &tag.attrs, is_layout: false };
        if self.listener.wants(&element) {
            self.listener.open(&element);
        } else if !is_void {
            self.skipped = Some((tag.name.clone(), 1));
        }
    }
}

fn ends_by_itself(name: &str) -> bool {
    matches!(name, "p" | "li" | "td" | "th" | "tr" | "dt" | "dd" | "option" | "head")
}

/// Returns how the contents of an element are to be read.
fn contents(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}
