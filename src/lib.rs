//! Postil: read closely, mark the words that matter, keep them as files that people can read.
