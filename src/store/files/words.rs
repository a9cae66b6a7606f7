//! What the parser finds wrong, in words for people who never saw a parser.

use ron::Error;

/// Returns what the parser says, in words for people.
pub(super) fn in_words(error: &Error) -> String {
    expected(error).map_or_else(|| found(error), |what| format!("{what} was expected"))
}

/// Returns what should be there.
fn expected(error: &Error) -> Option<&'static str> {
    Some(match error {
        Error::ExpectedArray => "A list, beginning with [,",
        Error::ExpectedArrayEnd => "The end of a list, ],",
        Error::ExpectedMap => "The beginning of a map, {,",
        Error::ExpectedMapEnd => "The end of a map, },",
        Error::ExpectedMapColon => "A colon between a field’s name and its value",
        Error::ExpectedComma => "A comma",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedUnit => {
            "An opening parenthesis"
        }
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => "A closing parenthesis",
        Error::ExpectedString | Error::ExpectedByteString | Error::ExpectedChar => {
            "A text in quotes"
        }
        Error::ExpectedStringEnd => "The quote at the end of a text",
        Error::ExpectedBoolean => "true or false",
        Error::ExpectedInteger | Error::ExpectedFloat | Error::ExpectedByteLiteral => "A number",
        Error::ExpectedIdentifier => "A field’s name",
        Error::ExpectedRawValue => "A value",
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd => "A line that begins with #![",
        _ => return None,
    })
}

/// Returns what is there and should not be.
fn found(error: &Error) -> String {
    match error {
        Error::Eof => "The file ends too early".to_owned(),
        Error::ExceededRecursionLimit => "Brackets stand within brackets too deep".to_owned(),
        Error::TrailingCharacters => "There is more after the end".to_owned(),
        Error::UnclosedBlockComment | Error::UnclosedLineComment => {
            "A comment has no end".to_owned()
        }
        Error::InvalidEscape(_) => {
            "A backslash stands before a character that needs none".to_owned()
        }
        Error::IntegerOutOfBounds => "This number is too large or too small".to_owned(),
        Error::InvalidIntegerDigit { digit, .. } => format!("{digit} is no digit of this number"),
        Error::FloatUnderscore | Error::UnderscoreAtBeginning => {
            "A number has a _ where none may be".to_owned()
        }
        Error::UnexpectedChar(c) => format!("There is an unexpected {c:?}"),
        Error::InvalidIdentifier(name) | Error::SuggestRawIdentifier(name) => {
            format!("{name:?} is no field’s name")
        }
        Error::InvalidValueForType { expected, found } => {
            format!("This is {found}, where {expected} was expected")
        }
        Error::NoSuchStructField { found, .. } => format!("The field `{found}` is not known here"),
        Error::MissingStructField { field, .. } => format!("The field `{field}` is missing"),
        Error::DuplicateStructField { field, .. } => {
            format!("The field `{field}` is there twice")
        }
        Error::NoSuchEnumVariant { found, .. } => format!("The word `{found}` is not known here"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_the_parsers_own() {
        let said =
            |text: &str| in_words(&ron::from_str::<(String, Vec<u32>)>(text).unwrap_err().code);
        assert_eq!(said("(x, [1])"), "A text in quotes was expected");
        assert_eq!(said("(\"x\", [1"), "A comma was expected");
        assert_eq!(said("(\"x\", 1)"), "A list, beginning with [, was expected");
        assert_eq!(said("(\"x"), "The quote at the end of a text was expected");
        assert_eq!(said("(\"x\", [-1])"), "This number is too large or too small");
        assert_eq!(said("(\"x\", [1]) y"), "There is more after the end");
        assert_eq!(said(""), "An opening parenthesis was expected");
    }
}
