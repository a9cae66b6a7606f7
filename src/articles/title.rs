//! The title of an article: one line of words, whatever a file says.

/// The longest title, in characters: a whole paragraph that a program calls a heading is none.
const LONGEST: usize = 200;

/// So many characters before that are looked through for the end of a word.
const LAST_WORD: usize = 40;

/// Returns words as a title: on one line, without what nothing shows, and cut at a word where they are
/// too long. `None` where there are none.
pub(super) fn title(words: &str) -> Option<String> {
    let words = words.split(|c: char| c.is_whitespace() || c.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(LONGEST) else {
        return Some(line).filter(|line| !line.is_empty());
    };
    let (near, _) = line.char_indices().nth(LONGEST - LAST_WORD)?;
    let last = line.get(near..end)?.rfind(' ').map_or(end, |space| near + space);
    Some(format!("{}…", line.get(..last)?))
}

/// Returns a file's name without its ending, for an article that says no title.
pub(super) fn from_name(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let title = title(stem).or_else(|| title(name));
    title.unwrap_or_else(|| "Untitled".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::{ArticleFile, Encoding, Options, read_as};

    #[test]
    fn a_title_is_one_short_line_of_words() {
        fn check(words: &str, expected: Option<&str>) {
            assert_eq!(title(words).as_deref(), expected);
        }
        check(" Crews \u{1}\u{7f}leave\n the\u{a0}port\u{85}\u{0}", Some("Crews leave the port"));
        check("\u{1} \n\u{1b}", None);
        let long = "word ".repeat(60);
        check(&long, Some(&format!("{}…", "word ".repeat(40).trim_end())));
        check(&"界".repeat(300), Some(&format!("{}…", "界".repeat(200))));
        check(&"界".repeat(200), Some(&"界".repeat(200)));
    }

    #[test]
    fn a_name_makes_a_title() {
        assert_eq!(from_name("Port crews.final.txt"), "Port crews.final");
        assert_eq!(from_name(".txt"), ".txt");
        assert_eq!(from_name(" "), "Untitled");
    }

    #[test]
    fn control_characters_of_a_headline_are_no_part_of_the_title() {
        let text =
            b"Crews\x01 \x1b[31mleave\x7f the port\n\nThe tide rises, and nobody is there.\n";
        let options = Options { encoding: Encoding::named("windows-1252"), ..Options::USUAL };
        let reading =
            read_as(&ArticleFile { bytes: text, name: "a.txt", options: &options }).unwrap();
        assert_eq!(reading.title, "Crews [31mleave the port");
        let told = "2 control characters are kept in the text, though nothing shows them";
        assert_eq!(reading.warnings, [told]);
    }
}
