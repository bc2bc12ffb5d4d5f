//! The columns of a notice.

use super::Kind::{Integer, Text, Time};
use super::{Column, Where, integer, maybe, moment, text};
use crate::Notice;

/// A notice in its newest version, and where its text comes from.
pub const NOTICES: &[Column<Notice>] = &[
    Column::<Notice>::new("notice_id", Text, ("告知のID", "the notice's id"), |n, _| n.id.as_str().into()).required(),
    Column::<Notice>::new("version", Integer, ("版（1から）", "the number of its newest version, from 1"), |n, _| {
        integer(n.version.unsigned_abs())
    }),
    Column::<Notice>::new("title", Text, ("標題", "its headline, if one was read"), |n, _| {
        maybe(n.reading.record.title.as_ref().map(|fact| fact.value.as_str()))
    }),
    Column::<Notice>::new("address", Text, ("アドレス", "where it stands; null for a file"), |n, _| maybe(n.address())),
    Column::<Notice>::new(
        "capture_sha256",
        Text,
        ("原本のSHA-256", "the SHA-256 of the original's bytes, in hexadecimal"),
        |n, _| text(&n.capture.sha256),
    ),
    Column::<Notice>::new("media_type", Text, ("原本の種類", "the original's media type"), |n, _| {
        text(&n.capture.media_type)
    }),
    Column::<Notice>::new(
        "source",
        Text,
        ("ファイル名か、尋ねたアドレス", "the file's name, or the address that was asked"),
        |n, _| text(&n.capture.source),
    ),
    Column::<Notice>::new("captured_at", Time, ("採取した時", "when the original was captured"), |n, _| {
        moment(&n.capture.captured_at)
    }),
    Column::<Notice>::new("clipped_at", Time, ("事件簿に入った時", "when the notice came into the casebook"), |n, _| {
        moment(&n.clipped_at)
    }),
    Column::<Notice>::new("changed_at", Time, ("この版を初めて見た時", "when this version was first seen"), |n, _| {
        moment(&n.changed_at)
    }),
    Column::<Notice>::new(
        "text",
        Text,
        ("本文（範囲はこの文字を数える）", "its text, which the spans count in; null in an export without texts"),
        |n, options| if options.texts { n.text.text.as_str().into() } else { serde_json::Value::Null },
    )
    .at(Where::Typed),
];
