//! Growing and shrinking the selection.

use super::*;
use crate::text::{Offset, is_grapheme_boundary};

fn chosen(desk: &Desk) -> String {
    let text = desk.text().unwrap();
    text.slice(desk.view.selected_text().unwrap_or_default()).to_owned()
}

#[test]
fn shrinking_goes_back_through_what_was_grown_from_every_caret_and_word() {
    let mut desk = desk_of_alice();
    let text = desk.text().unwrap().clone();
    let places = (0..=TEXT.len()).map(Offset::new).filter(|at| is_grapheme_boundary(&text, *at));
    for at in places.collect::<Vec<_>>() {
        let backward = Selection { anchor: text.end().min(Offset(at.0 + 4)), focus: at };
        let is_whole = is_grapheme_boundary(&text, backward.anchor);
        for begun in [Selection::caret(at), backward].into_iter().take(1 + usize::from(is_whole)) {
            desk.view.selection = Some(begun);
            for times in [1, 3] {
                for _ in 0..times {
                    run(&mut desk, Command::GrowSelection);
                }
                let is_grown = desk.view.selection != Some(begun);
                for _ in 0..desk.view.grown.len() {
                    run(&mut desk, Command::ShrinkSelection);
                }
                assert_eq!(desk.view.selection, Some(begun), "{is_grown} at {at:?}");
            }
        }
    }
}

#[test]
fn what_was_not_grown_shrinks_to_smaller_units_at_its_start() {
    let mut desk = desk_of_alice();
    let quotation = TEXT.find('“').unwrap();
    let stretch = Stretch::new(quotation, TEXT.trim_end().len());
    desk.view.selection = Some(Selection::of(stretch));
    let mut shrunk = Vec::new();
    for _ in 0..4 {
        run(&mut desk, Command::ShrinkSelection);
        shrunk.push(chosen(&desk));
    }
    let expected = ["“a door left ajar, nothing more”", "a door left ajar, nothing more", "a", ""];
    assert_eq!(shrunk, expected);
    select(&mut desk, "Port crews freed\n\nLena");
    run(&mut desk, Command::ShrinkSelection);
    assert_eq!(chosen(&desk), "Port crews freed");
    run(&mut desk, Command::ShrinkSelection);
    assert_eq!(chosen(&desk), "Port");
}

#[test]
fn a_selection_made_since_is_not_shrunk_to_what_another_was_grown_from() {
    let mut desk = desk_of_alice();
    desk.view.selection = Some(Selection::caret(at("door").start));
    run(&mut desk, Command::GrowSelection);
    select(&mut desk, "Lena Okafor");
    run(&mut desk, Command::ShrinkSelection);
    assert_eq!(chosen(&desk), "Lena");
}
