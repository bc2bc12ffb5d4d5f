//! The OpenAPI 3.1 document, made of the tables.

use serde_json::{Map, Value, json};

use super::operations::{Answer, Operation, operation};
use super::schemas::schemas;
use super::shape::Field;
use crate::web::who::Role;
use crate::web::{ROUTES, Route};

/// The document.
#[must_use]
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let path = paths.entry(route.json.unwrap_or(route.path)).or_insert_with(|| json!({}));
        path[route.method.to_ascii_lowercase()] = described(route);
    }
    // What a form is sent to may also be looked at, as a page.
    for route in ROUTES.iter().filter(|route| route.json.is_some()) {
        if let Some(path) = paths.get_mut(route.path).filter(|path| path.get("get").is_none()) {
            path["get"] = as_page(route);
        }
    }
    let all: Map<String, Value> = schemas().map(|s| (s.name.to_owned(), s.as_json())).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "jikenbo",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "A casebook of security incidents. Fields and codes are added, never renamed or removed. Every read carries an \
                ETag. Lists come in pieces: an answer's `next`, sent as `after`, gives what follows; null is the end. A casebook that is served beyond its own machine asks \
                for an API token.",
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": all, "responses": responses(), "securitySchemes": security_schemes() },
    })
}

fn security_schemes() -> Value {
    json!({
        "token": { "type": "http", "scheme": "bearer", "description": "an API token; none is needed by a casebook that only its own machine reaches" },
        "session": { "type": "apiKey", "in": "cookie", "name": "jikenbo_session", "description": "the session of a browser that logged in" },
    })
}

/// What any address may answer instead.
const FAULTS: &[(&str, &str, &str)] = &[
    ("400", "Bad", "the request says nothing that is known: what was expected and what was found"),
    ("401", "Unknown", "nobody is logged in, and no valid token was sent"),
    ("403", "Forbidden", "whoever asks may not do this"),
    ("404", "Absent", "no such case, page or rule"),
    ("414", "Long", "the address is too long"),
    ("415", "Form", "what was sent is no form"),
    ("421", "Host", "the Host header names another machine"),
    ("429", "TooMany", "too many requests: Retry-After tells how many seconds to wait"),
    ("500", "Failed", "the casebook's own fault"),
    ("503", "Busy", "too much to do just now: Retry-After tells when to try again"),
];

fn responses() -> Value {
    let schema = json!({ "$ref": "#/components/schemas/Error" });
    let one = |(_, name, doc): &(&str, &str, &str)| {
        let content = json!({ "application/json": { "schema": schema }, "text/html": { "schema": { "type": "string" } } });
        let description = format!("{doc}; JSON where JSON was asked for or a token was sent, and a page otherwise");
        ((*name).to_owned(), json!({ "description": description, "content": content }))
    };
    Value::Object(FAULTS.iter().map(one).collect())
}

fn described(route: &Route) -> Value {
    let operation = operation(route.method, route.path);
    let mut out = json!({
        "operationId": id(route),
        "tags": [tag(route.path)],
        "summary": route.doc,
        "x-role": role(route.who),
        "security": security(route.who),
        "parameters": operation.map_or_else(|| unsaid(route.path), parameters),
        "responses": answers(route, operation),
    });
    if route.json.is_some() {
        out["x-page"] = json!(route.path);
    }
    if let Some(form) = operation.map(|o| o.form).filter(|form| !form.is_empty()) {
        out["requestBody"] =
            json!({ "required": true, "content": { "application/x-www-form-urlencoded": { "schema": object(form) } } });
    }
    out
}

/// The page itself, of which the rest of the document describes the JSON.
fn as_page(route: &Route) -> Value {
    let mut out = described(route);
    out["operationId"] = json!(format!("{}_page", id(route)));
    out["responses"]["200"]["content"] = json!({ "text/html": { "schema": { "type": "string" } } });
    out
}

/// `get_cases_id`
fn id(route: &Route) -> String {
    let path = route.path.trim_matches('/').replace(['/', '.', '-'], "_").replace(['{', '}'], "");
    format!("{}_{}", route.method.to_ascii_lowercase(), if path.is_empty() { "index" } else { &path })
}

/// The first part of a path, by which operations are grouped.
#[must_use]
pub(crate) fn tag(path: &str) -> &str {
    path.split('/').nth(1).filter(|part| !part.is_empty()).unwrap_or("index")
}

/// The name of a role.
#[must_use]
pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Nobody => "nobody",
        Role::Reader => "reader",
        Role::Reviewer => "reviewer",
        Role::Administrator => "administrator",
    }
}

/// Nothing is needed where anybody may ask; elsewhere a token or a session, or nothing on the casebook's own machine.
fn security(who: Role) -> Value {
    if who == Role::Nobody { json!([]) } else { json!([{ "token": [] }, { "session": [] }, {}]) }
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let one = |place: &str, field: &Field| {
        json!({
            "name": field.name(),
            "in": place,
            "required": place == "path" || field.is_required(),
            "description": field.en,
            "schema": field.shape.as_json(),
            "example": field.shape.example(0),
        })
    };
    let path = operation.path_fields.iter().map(|field| one("path", field));
    path.chain(operation.query.iter().map(|field| one("query", field))).collect()
}

/// The parts in braces of a path that has no entry: words, since more is not known.
fn unsaid(path: &str) -> Vec<Value> {
    let names = path.split('{').skip(1).filter_map(|part| part.split('}').next());
    names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })).collect()
}

fn object(fields: &[Field]) -> Value {
    let properties: Map<String, Value> = fields.iter().map(|f| (f.name().to_owned(), f.shape.as_json())).collect();
    let required: Vec<_> = fields.iter().filter(|f| f.is_required()).map(Field::name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn answers(route: &Route, operation: Option<&Operation>) -> Value {
    let mut out = Map::new();
    let to = json!({ "Location": { "schema": { "type": "string" }, "description": "where to go on" } });
    if route.path == "/cases/{id}" {
        out.insert(
            "307".to_owned(),
            json!({ "description": "the case has another id now, or this is a notice's", "headers": to.clone() }),
        );
    }
    match operation.map(|o| o.answer) {
        Some(Answer::Redirect) => {
            out.insert("303".to_owned(), json!({ "description": "done", "headers": to }));
        }
        answer @ Some(Answer::Page) => {
            out.insert("200".to_owned(), good(route, answer));
            out.insert("303".to_owned(), json!({ "description": "to the page that follows", "headers": to }));
        }
        answer => {
            out.insert("200".to_owned(), good(route, answer));
            out.insert("304".to_owned(), json!({ "description": "what If-None-Match named still holds" }));
        }
    }
    for (status, name, _) in FAULTS {
        // An address of which no part can be wrong is always there.
        let may_be = match *status {
            "404" => operation.is_none_or(|o| !o.path_fields.is_empty() || o.query.iter().any(|field| field.name() == "id")),
            "415" => route.method != "GET",
            _ => true,
        };
        if may_be {
            out.insert((*status).to_owned(), json!({ "$ref": format!("#/components/responses/{name}") }));
        }
    }
    Value::Object(out)
}

fn good(route: &Route, answer: Option<Answer>) -> Value {
    let tag = json!({ "ETag": { "schema": { "type": "string" }, "description": "changes with the answer, and only with it" } });
    let content = match answer {
        Some(Answer::Json(name)) => {
            let example = super::shape::Shape::Object(name).example(0);
            json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") }, "example": example } })
        }
        Some(Answer::Standard(url)) => {
            json!({ "application/json": { "schema": { "type": "object", "externalDocs": { "url": url } } } })
        }
        Some(Answer::Page) => json!({ "text/html": { "schema": { "type": "string" } } }),
        Some(Answer::Media(media)) => json!({ media: { "schema": {} } }),
        Some(Answer::Redirect) | None => json!({ "application/json": { "schema": { "type": "object" } } }),
    };
    json!({ "description": route.doc, "headers": tag, "content": content })
}
