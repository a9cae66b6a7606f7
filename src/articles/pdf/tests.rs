//! Whole documents, written here.
