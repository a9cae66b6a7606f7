//! Every edit and its inverse.
