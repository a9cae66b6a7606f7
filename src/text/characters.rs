//! What single characters are for: blanks, and the marks that open, close and end.

/// Is this white space of any kind, no-break and zero-width ones included?
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Does this character open or close a quotation in some language?
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// Does this character close what another opened: a quotation mark or a bracket?
pub(super) fn is_closing_mark(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '】' | '》' | '〉')
        || (is_quotation_mark(c) && !matches!(c, '„' | '‟' | '‚' | '「' | '『'))
}

/// Does this character end a sentence, in one of the scripts that news is written in?
pub(super) fn is_end_mark(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '。'
            | '．'
            | '！'
            | '？'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '፨'
            | '။'
            | '។'
            | '៕'
            | '᠃'
    )
}

/// Does this character end a sentence or a clause?
pub(super) fn is_final_mark(c: char) -> bool {
    is_end_mark(c) || matches!(c, ':' | ';' | ',' | '：' | '；' | '，' | '、' | '،' | '؛')
}

/// Is this a letter of a script that writes no full stops: Thai or Lao?
pub(super) fn is_unstopped(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}')
}
