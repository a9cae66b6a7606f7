//! Laid-out lines and clicks.
