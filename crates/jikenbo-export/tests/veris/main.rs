//! VERIS, out and in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test may panic as the tests do")]

mod cases;
mod docs;
mod inward;
mod outward;
mod properties;
mod round;
mod rules;
