//! The reference page: every address and every object, from the same tables as the document.

use maud::{Markup, html};

use super::document::role;
use super::operations::{Answer, Operation, operation};
use super::schemas::schemas;
use super::shape::{Field, Schema, Shape};
use super::text;
use crate::labels::Lang;
use crate::web::page::{Asked, page};
use crate::web::text::Text;
use crate::web::users::text::role_name;
use crate::web::who::Role;
use crate::web::{ROUTES, Route};

/// The page.
#[must_use]
pub(super) fn show(asked: &Asked) -> Markup {
    let body = html! {
        article.api {
            h1.plain { (asked.t(text::API)) }
            p.lead { (asked.t(text::LEAD)) " " a href="/openapi.json" { (asked.t(text::DOCUMENT)) } }
            (manners(asked))
            h2 { (asked.t(text::ADDRESSES)) }
            @for route in ROUTES { (address(asked, route)) }
            h2 { (asked.t(text::OBJECTS)) }
            @for schema in schemas() { (object(asked, schema)) }
        }
    };
    page(asked, asked.t(text::API), &body)
}

/// What holds for all of them.
fn manners(asked: &Asked) -> Markup {
    let items = [
        (text::PAGING_H, text::PAGING),
        (text::FRESH_H, text::FRESH),
        (text::WHO_H, text::WHO),
        (text::RATE_H, text::RATE),
        (text::ERRORS_H, text::ERRORS),
    ];
    html! {
        p { (asked.t(text::PROMISE)) }
        dl.manners { @for (head, words) in items { dt { (asked.t(head)) } dd { (asked.t(words)) } } }
        pre tabindex="0" { code { "curl -H 'If-None-Match: \"…\"' http://127.0.0.1:8377/sources.json" } }
    }
}

const fn who_may(who: Role) -> Text {
    if matches!(who, Role::Nobody) { text::ANYBODY } else { role_name(who) }
}

fn address(asked: &Asked, route: &Route) -> Markup {
    let path = route.json.unwrap_or(route.path);
    let operation = operation(route.method, route.path);
    let is_open = route.method == "GET" && !path.contains('{');
    html! {
        section.address id={ (route.method) (route.path) } {
            h3 { span.method { (route.method) } " " code { (path) } " " span.role.(role(route.who)) { (asked.t(who_may(route.who))) } }
            p {
                @match operation.filter(|_| asked.lang == Lang::Ja) {
                    Some(operation) => (operation.ja),
                    None => span lang="en" { (route.doc) },
                }
                @if is_open { " " a href=(path) { (asked.t(text::TRY)) } }
                @if route.json.is_some() { " " span.small { (asked.t(text::A_PAGE)) " " code { (route.path) } } }
            }
            @if let Some(operation) = operation { (parameters(asked, operation)) (answer(asked, operation)) }
        }
    }
}

fn parameters(asked: &Asked, operation: &Operation) -> Markup {
    let fields = || operation.path_fields.iter().chain(operation.query).chain(operation.form);
    html! { @if fields().next().is_some() { (table(asked, text::PARAMETER, fields())) } }
}

fn answer(asked: &Asked, operation: &Operation) -> Markup {
    html! {
        p.small {
            (asked.t(text::ANSWER)) " "
            @match operation.answer {
                Answer::Json(name) => a href={ "#" (name) } { code { (name) } },
                Answer::Standard(url) => a href=(url) rel="noopener noreferrer" { (url) },
                Answer::Media(media) => code { (media) },
                Answer::Redirect => (asked.t(text::REDIRECT)),
                Answer::Page => (asked.t(text::AS_A_PAGE)),
            }
        }
    }
}

fn object(asked: &Asked, schema: &Schema) -> Markup {
    html! {
        section.object id=(schema.name) {
            h3 { code { (schema.name) } " " span.small { (if asked.lang == Lang::Ja { schema.ja } else { schema.en }) } }
            (table(asked, text::FIELD, schema.all_fields()))
        }
    }
}

fn table<'f>(asked: &Asked, head: Text, fields: impl Iterator<Item = &'f Field>) -> Markup {
    html! {
        table.shapes {
            thead { tr { @for head in [head, text::SHAPE, text::MEANING] { th scope="col" { (asked.t(head)) } } } }
            tbody {
                @for field in fields {
                    tr {
                        th scope="row" { code { (field.name()) } @if !field.is_required() { " " span.small { (asked.t(text::OPTIONAL)) } } }
                        td { (shape(field.shape)) }
                        td { (if asked.lang == Lang::Ja { field.ja } else { field.en }) }
                    }
                }
            }
        }
    }
}

fn shape(shape: Shape) -> Markup {
    html! {
        @match shape.object() {
            Some(name) => a href={ "#" (name) } { (shape.told()) },
            None => (shape.told()),
        }
    }
}
