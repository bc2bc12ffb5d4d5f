//! The shapes of what is answered: small values in tables, from which the OpenAPI document, the reference page and examples
//! are made.

use serde_json::{Map, Value, json};

use crate::labels::codes;

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Words, such as this.
    Text(&'static str),
    /// Words of at most so many characters, such as this.
    Short(usize, &'static str),
    /// A whole number from nought, such as this.
    Number(u64),
    /// A whole number between two.
    Between(u64, u64),
    /// A number, such as this.
    Real(f64),
    /// Yes or no.
    Truth,
    /// A day, a month or a year: never more than was said.
    Date,
    /// A point in time, RFC 3339; empty where there is none.
    Time,
    /// `HH` or `HH:MM`.
    Clock,
    /// An address.
    Url,
    /// The SHA-256 of bytes, in hexadecimal.
    Hash,
    /// Start and end, in Unicode code points.
    Span,
    /// A code of a key of the record; further codes may be added.
    Code(&'static str),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of these.
    List(&'static Shape),
    /// Names, and a value of this shape for each.
    Map(&'static Shape),
    /// One or a list of these.
    Some(&'static Shape),
    /// This, or `null` where it is unknown.
    OrNull(&'static Shape),
    /// An object of [`super::schemas::schemas`].
    Object(&'static str),
    /// Any JSON.
    Any,
}

/// A field of an object.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name; with a question mark behind it where it is left out if there is nothing to tell.
    name: &'static str,
    /// What it looks like.
    pub shape: Shape,
    /// What it is, in Japanese.
    pub ja: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// A field; a name that ends with `?` may be absent.
pub const fn field(name: &'static str, shape: Shape, ja: &'static str, en: &'static str) -> Field {
    Field { name, shape, ja, en }
}

impl Field {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name.trim_end_matches('?')
    }

    /// Whether it is always there.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.name.ends_with('?')
    }
}

/// An object with a name.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Its name in the document.
    pub name: &'static str,
    /// What it is, in Japanese.
    pub ja: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// Whether it is a fact: then it has the fields of its evidence, too.
    pub is_fact: bool,
    /// Its fields.
    pub fields: &'static [Field],
}

impl Schema {
    /// All its fields, with those of the evidence.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> {
        let evidence = if self.is_fact { super::schemas::EVIDENCE } else { &[] };
        self.fields.iter().chain(evidence)
    }

    /// As JSON Schema.
    #[must_use]
    pub fn as_json(&self) -> Value {
        let mut properties = Map::new();
        for field in self.all_fields() {
            let mut shape = field.shape.as_json();
            // Beside a `$ref`, a description is allowed since OpenAPI 3.1.
            shape["description"] = json!(field.en);
            properties.insert(field.name().to_owned(), shape);
        }
        let required: Vec<_> = self.all_fields().filter(|f| f.is_required()).map(Field::name).collect();
        json!({ "type": "object", "description": self.en, "properties": properties, "required": required })
    }

    fn example(&self, depth: usize) -> Value {
        let fields = self.all_fields().filter(|f| f.is_required() || depth < 4);
        Value::Object(fields.map(|f| (f.name().to_owned(), f.shape.example(depth + 1))).collect())
    }
}

/// A schema by its name.
#[must_use]
pub fn schema(name: &str) -> Option<&'static Schema> {
    super::schemas::schemas().find(|schema| schema.name == name)
}

const DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
const CLOCK: &str = "^[0-9]{2}(:[0-9]{2})?$";
const HASH: &str = "^[0-9a-f]{64}$";

impl Shape {
    /// As JSON Schema.
    #[must_use]
    pub fn as_json(self) -> Value {
        match self {
            Self::Text(_) | Self::Time | Self::Url => json!({ "type": "string" }),
            Self::Short(most, _) => json!({ "type": "string", "maxLength": most }),
            Self::Number(_) => json!({ "type": "integer", "minimum": 0 }),
            Self::Between(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
            Self::Real(_) => json!({ "type": "number" }),
            Self::Truth => json!({ "type": "boolean" }),
            Self::Date => json!({ "type": "string", "pattern": DATE }),
            Self::Clock => json!({ "type": "string", "pattern": CLOCK }),
            Self::Hash => json!({ "type": "string", "pattern": HASH }),
            Self::Span => json!({ "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 2, "maxItems": 2 }),
            Self::Code(key) => json!({ "type": "string", "examples": codes(key) }),
            Self::OneOf(words) => json!({ "type": "string", "enum": words }),
            Self::List(one) => json!({ "type": "array", "items": one.as_json() }),
            Self::Map(one) => json!({ "type": "object", "additionalProperties": one.as_json() }),
            Self::Some(one) => json!({ "anyOf": [one.as_json(), { "type": "array", "items": one.as_json() }] }),
            Self::OrNull(one) => json!({ "anyOf": [one.as_json(), { "type": "null" }] }),
            Self::Object(name) => json!({ "$ref": format!("#/components/schemas/{name}") }),
            Self::Any => json!({}),
        }
    }

    /// A value of this shape, as short as may be below the fourth level.
    #[must_use]
    pub fn example(self, depth: usize) -> Value {
        match self {
            Self::Text(words) | Self::Short(_, words) => json!(words),
            Self::Number(n) | Self::Between(n, _) => json!(n),
            Self::Real(n) => json!(n),
            Self::Truth => json!(false),
            Self::Date => json!("2024-06-03"),
            Self::Time => json!("2024-06-03T03:00:00.000Z"),
            Self::Clock => json!("09:30"),
            Self::Url => json!("https://www.example.jp/news/20240603.html"),
            Self::Hash => json!("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            Self::Span => json!([12, 20]),
            Self::Code(key) => json!(codes(key).first().copied().unwrap_or("other")),
            Self::OneOf(words) => json!(words.first()),
            Self::List(_) if depth > 5 => json!([]),
            Self::List(one) => json!([one.example(depth + 1)]),
            Self::Map(_) | Self::Any => json!({}),
            Self::Some(one) => one.example(depth),
            Self::OrNull(_) if depth > 5 => Value::Null,
            Self::OrNull(one) => one.example(depth),
            Self::Object(name) => schema(name).map_or(Value::Null, |schema| schema.example(depth)),
        }
    }

    /// What it is called on the reference page.
    #[must_use]
    pub fn told(self) -> String {
        match self {
            Self::Text(_) | Self::Url => "string".to_owned(),
            Self::Short(most, _) => format!("string ≤ {most}"),
            Self::Number(_) => "integer".to_owned(),
            Self::Between(from, to) => format!("integer {from}–{to}"),
            Self::Real(_) => "number".to_owned(),
            Self::Truth => "boolean".to_owned(),
            Self::Date => "YYYY[-MM[-DD]]".to_owned(),
            Self::Time => "RFC 3339".to_owned(),
            Self::Clock => "HH[:MM]".to_owned(),
            Self::Hash => "SHA-256".to_owned(),
            Self::Span => "[start, end]".to_owned(),
            Self::Code(key) => format!("code ({key})"),
            Self::OneOf(words) => words.join(" | "),
            Self::List(one) => format!("[{}]", one.told()),
            Self::Map(one) => format!("{{name: {}}}", one.told()),
            Self::Some(one) => format!("{0} | [{0}]", one.told()),
            Self::OrNull(one) => format!("{} | null", one.told()),
            Self::Object(name) => name.to_owned(),
            Self::Any => "JSON".to_owned(),
        }
    }

    /// The object that it leads to, if any.
    #[must_use]
    pub fn object(self) -> Option<&'static str> {
        match self {
            Self::Object(name) => Some(name),
            Self::List(one) | Self::Map(one) | Self::Some(one) | Self::OrNull(one) => one.object(),
            _ => None,
        }
    }
}
