//! The formats that labelled spans are written in.

/// A format that labelled spans are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// One row a span, for spreadsheets.
    Csv,
    /// One JSON object a span and line, for programs.
    Jsonl,
}

impl ExportFormat {
    /// Every format, in the order in which people see them.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Jsonl];

    /// Returns the name that the command line takes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// Returns the ending of such files, without the dot.
    pub const fn extension(self) -> &'static str {
        self.name()
    }

    /// Returns the name that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV table",
            Self::Jsonl => "JSON lines",
        }
    }
}
