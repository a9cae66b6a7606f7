//! What pages say of themselves, as title and facts.
