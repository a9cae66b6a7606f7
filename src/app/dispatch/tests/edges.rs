//! Moving the edges of a span.

use super::*;

#[test]
fn edges_move_by_characters_over_blanks_and_leave_one_character() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "door", "quote");
    for (command, expected) in [
        (Command::StretchEndByCharacter, "door l"),
        (Command::StretchStartByCharacter, "a door l"),
        (Command::StretchStartByCharacter, "“a door l"),
        (Command::ShrinkStartByCharacter, "a door l"),
        (Command::ShrinkStartByCharacter, "door l"),
        (Command::ShrinkEndByCharacter, "door"),
        (Command::ShrinkEndByCharacter, "doo"),
        (Command::ShrinkEndByCharacter, "do"),
        (Command::ShrinkStartByCharacter, "o"),
        (Command::ShrinkStartByCharacter, "o"),
        (Command::ShrinkEndByCharacter, "o"),
    ] {
        run(&mut desk, command);
        assert_eq!(words(&desk, &span), expected, "{command:?}");
    }
}

#[test]
fn moves_in_a_row_are_one_undo_and_keep_note_and_links() {
    let mut desk = desk_of_alice();
    let actor = mark(&mut desk, "Lena Okafor", "actor");
    let quote = mark(&mut desk, "door left", "quote");
    run(&mut desk, Command::StartLink);
    desk.dispatch(Action::Span(SpanAction::LinkTo(actor)));
    desk.dispatch(Action::Span(SpanAction::Set(quote.clone(), SpanField::Note("n".into()))));
    for command in
        [Command::StretchEnd, Command::StretchEndByCharacter, Command::StretchStartByCharacter]
    {
        run(&mut desk, command);
    }
    assert_eq!(words(&desk, &quote), "a door left ajar,");
    let (found, _) = desk.open.as_ref().unwrap().span(&quote).unwrap();
    assert_eq!((found.note.as_str(), counts(&desk)), ("n", (2, 1)));
    run(&mut desk, Command::Undo);
    assert_eq!(words(&desk, &quote), "door left");
    let (found, _) = desk.open.as_ref().unwrap().span(&quote).unwrap();
    assert_eq!(found.note, "n", "the note was written before");
}

#[test]
fn a_character_is_never_split() {
    let text = "He ate cafe\u{301} 👨‍👩‍👧 twice\n";
    let mut desk = desk_of_alice();
    let reading = articles::read(text.as_bytes(), "b.txt").unwrap();
    let other = reading.into_article(ArticleId::new("b").unwrap(), "b.txt", Time::default());
    desk.dispatch(Action::change("add", crate::jobs::articles_edit(vec![other])));
    desk.dispatch(Action::View(ViewAction::Article(ArticleId::new("b").unwrap())));
    let start = text.find("caf").unwrap();
    let first = Selection::of(Stretch::new(start, start + 3));
    desk.dispatch(Action::View(ViewAction::Select(Some(first))));
    tag(&mut desk, "quote");
    let span = desk.view.span.clone().unwrap();
    for expected in ["cafe\u{301}", "cafe\u{301} 👨‍👩‍👧", "cafe\u{301} 👨‍👩‍👧 t"]
    {
        run(&mut desk, Command::StretchEndByCharacter);
        assert_eq!(words(&desk, &span), expected);
    }
    for expected in ["cafe\u{301} 👨‍👩‍👧", "cafe\u{301}", "caf"] {
        run(&mut desk, Command::ShrinkEndByCharacter);
        assert_eq!(words(&desk, &span), expected);
    }
}
