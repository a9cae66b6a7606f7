//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Read closely: highlight, tag and link the words of news articles.
#[derive(Debug, Parser)]
#[command(
    name = "postil",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit codes: 0 fine, 1 problems found, 2 wrong usage, 3 input or output failed"
)]
pub(super) struct Line {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Articles, a folder of them, or a project, to open in the window
    ///
    /// A file that is named like a command is given as ./new
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Measure the window, and print a JSON object to the standard error on exit
    ///
    /// `first_frame_ms` and `open_ms` count from the start of the program until its first frame is
    /// painted, and until all of what was opened is in one; `frames` were drawn. A frame's time is
    /// the processor time of interface, layout and tessellation, without painting and waiting.
    /// `longest_rest_ms` is the longest time in which none was drawn.
    #[arg(long)]
    pub timings: bool,
    /// Print the notices of the fonts and data of others that the program carries
    #[arg(long)]
    pub notices: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a project from article files
    New(New),
    /// Add article files to a project
    Add(Add),
    /// Add the new text of an article, and say where its spans are in it
    Update(Update),
    /// Add spans from a file to a project, all of them or none
    Import(Import),
    /// Write a project's labelled spans
    Export(Export),
    /// Go back to what a project's files held before one of the last saves
    ///
    /// Without --to it lists the saves, the newest first: number, time, files. Going back is a save
    /// of its own, so that it can be taken back.
    Restore(Restore),
    /// Look for problems in a project, one line each
    Check(Report),
    /// Save what is whole in damaged files of a project; the old files are kept
    Repair(Repair),
    /// Make one file of each that git or a syncing program left with two sides; the old ones are kept
    Merge(Repair),
    /// Count a project's articles, spans and links
    Stats(Report),
    /// Print the keys of the window's commands, as the file that changes them is written
    Keys(Keys),
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder to make; nothing may be in it yet
    pub project: PathBuf,
    /// The project's title
    #[arg(long, value_name = "T")]
    pub title: String,
    /// Who annotates
    #[arg(long, value_name = "NAME")]
    pub analyst: String,
    /// Article files, folders of them, and patterns such as 'pages/*.html'
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<PathBuf>,
    #[command(flatten)]
    pub how: How,
    /// Prints what became of each file as JSON, for programs
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The project's folder, or its project.ron
    pub project: PathBuf,
    /// Article files, folders of them, and patterns such as 'pages/*.html'
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<PathBuf>,
    #[command(flatten)]
    pub how: How,
    /// Prints what became of each file as JSON, for programs
    #[arg(long)]
    pub json: bool,
}

/// How article files are read.
#[derive(Debug, Args)]
pub(super) struct How {
    /// Reads files in this encoding, such as windows-1252, in place of finding out each
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Takes the article of a web page alone, or the whole page, in place of what fits it better
    #[arg(long, value_parser = ["article", "whole"])]
    pub extent: Option<String>,
    /// Lets a file take so many times the usual: 1 GiB, 512 MiB unpacked, 60 seconds
    #[arg(long, value_name = "TIMES", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
}

#[derive(Debug, Args)]
pub(super) struct Update {
    /// The project's folder, or its project.ron
    pub project: PathBuf,
    /// The article's id or title
    pub article: String,
    /// The article file as it is now
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    #[command(flatten)]
    pub how: How,
    /// Only says where the spans would be
    #[arg(long)]
    pub dry_run: bool,
    /// As JSON lines, one span each, for programs
    #[arg(long)]
    pub json: bool,
    /// Carries this analyst's spans over to the new text; may be given again
    ///
    /// What is not the same any more waits for the analyst's yes. The spans of all others stay with
    /// the text that they were made on.
    #[arg(long = "analyst", value_name = "NAME")]
    pub analysts: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The project's folder, or its project.ron
    pub project: PathBuf,
    /// How the file is written
    #[arg(long, value_name = "FORMAT", value_parser = ["jsonl"])]
    pub format: String,
    /// The file; - is the standard input
    pub file: PathBuf,
    /// Whose spans they are: an analyst of the project, or a new one
    #[arg(long, value_name = "NAME")]
    pub analyst: String,
    /// Adds tags that the project does not have yet, in place of refusing the file
    #[arg(long)]
    pub add_tags: bool,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// The project's folder, or its project.ron
    pub project: PathBuf,
    /// How the spans are written
    #[arg(long, value_name = "FORMAT", value_parser = ["csv", "jsonl"])]
    pub format: String,
    /// The file to write, in place of the standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Only spans with this tag; may be given again
    #[arg(long = "tag", value_name = "T")]
    pub tags: Vec<String>,
    /// Only this analyst's spans; may be given again
    #[arg(long = "analyst", value_name = "A")]
    pub analysts: Vec<String>,
    /// Only spans of this article; may be given again
    #[arg(long = "article", value_name = "ID")]
    pub articles: Vec<String>,
    /// CSV: begins with a byte order mark, by which some spreadsheets know UTF-8
    #[arg(long)]
    pub bom: bool,
    /// CSV: puts an apostrophe before cells that a spreadsheet would take for a formula
    #[arg(long)]
    pub harmless: bool,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The project's folder, or its project.ron
    pub project: PathBuf,
    /// Only these files and folders, relative to the project's folder
    #[arg(value_name = "FILE", requires = "to")]
    pub files: Vec<PathBuf>,
    /// Go back to before the save with this number
    #[arg(long, value_name = "N")]
    pub to: Option<u64>,
    /// Print what would be done, and do nothing
    #[arg(long, requires = "to")]
    pub dry_run: bool,
    /// Also replaces files that another program has changed since the last save
    #[arg(long, requires = "to")]
    pub replace_changed: bool,
    /// As JSON, for programs
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Keys {
    /// Without the changes of your own keys.ron
    #[arg(long)]
    pub default: bool,
}

#[derive(Debug, Args)]
pub(super) struct Repair {
    /// The project's folder, or its project.ron
    pub project: PathBuf,
    /// Files of the project, in place of all that need it
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Says what would be done, and changes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// As JSON, for programs
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Report {
    /// The project's folder, or its project.ron
    pub project: PathBuf,
    /// As JSON, for programs
    #[arg(long)]
    pub json: bool,
}
