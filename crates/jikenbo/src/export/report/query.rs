//! A query in words, for the title of a report.

use jikenbo_search::{Field, How, Node, Query};

use crate::labels::{Lang, label};
use crate::web::figures::date;

/// What a query asks for, in words; what has none stands as it is written.
pub(super) fn in_words(query: &Query, lang: Lang) -> String {
    let conditions: Vec<String> = query.conditions().iter().map(|node| words(node, lang)).collect();
    conditions.join(if lang == Lang::Ja { "、" } else { "; " })
}

fn words(node: &Node, lang: Lang) -> String {
    let joined = |nodes: &[Node], ja: &str, en: &str| {
        nodes.iter().map(|node| words(node, lang)).collect::<Vec<_>>().join(if lang == Lang::Ja { ja } else { en })
    };
    match (node, lang) {
        (Node::All(nodes), _) => joined(nodes, "で", " and "),
        (Node::Any(nodes), _) => joined(nodes, "または", " or "),
        (Node::Not(node), Lang::Ja) => format!("{}を除く", words(node, lang)),
        (Node::Not(node), Lang::En) => format!("not {}", words(node, lang)),
        (Node::Text(text, _), Lang::Ja) => format!("「{text}」"),
        (Node::Text(text, _), Lang::En) => format!("\u{201c}{text}\u{201d}"),
        (Node::Name(field, name, how), _) => {
            format!("{}{}{name}", field_name(*field, lang), if *how == How::Whole { " = " } else { ": " })
        }
        (Node::Code(field, code), _) => {
            format!("{}: {}", field_name(*field, lang), field.key().map_or(code.as_str(), |key| label(key, code, lang)))
        }
        (Node::Lacks(field), Lang::Ja) => format!("{}の記載なし", field_name(*field, lang)),
        (Node::Lacks(field), Lang::En) => format!("{} not told", field_name(*field, lang)),
        (Node::Since(day), Lang::Ja) => format!("{}以降", date(*day, lang)),
        (Node::Since(day), Lang::En) => format!("since {}", date(*day, lang)),
        (Node::Until(day), Lang::Ja) => format!("{}まで", date(*day, lang)),
        (Node::Until(day), Lang::En) => format!("until {}", date(*day, lang)),
        (Node::Month(day), _) => date(*day, lang),
        (node, _) => node.to_string(),
    }
}

fn field_name(field: Field, lang: Lang) -> &'static str {
    if lang == Lang::Ja { field.name_ja() } else { field.name() }
}
