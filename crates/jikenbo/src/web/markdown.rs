//! Markdown to HTML for rule pages and the help: raw HTML is only text, links lead to the web or stay here, and the
//! blocks of a rule page (`words`, `rule`, `examples`) are set as what they are.

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, html::push_html};

use super::page::Asked;
use super::text;

/// A page of Markdown as HTML.
#[must_use]
pub(crate) fn render(asked: &Asked, source: &str) -> Markup {
    written(events(asked, source))
}

/// The same with each cell of a table told by its column's heading, for a page whose style takes the head away where there is
/// little room.
#[must_use]
pub(crate) fn render_labelled(asked: &Asked, source: &str) -> Markup {
    written(labelled(events(asked, source)))
}

fn written(events: Vec<Event>) -> Markup {
    let mut out = String::new();
    push_html(&mut out, events.into_iter());
    PreEscaped(out)
}

fn events<'s>(asked: &Asked, source: &'s str) -> Vec<Event<'s>> {
    let mut events = Vec::new();
    let mut block: Option<(String, String)> = None;
    for event in Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES) {
        match (event, &mut block) {
            (Event::Start(Tag::CodeBlock(kind)), _) => block = Some((info(kind), String::new())),
            (Event::End(TagEnd::CodeBlock), Some((info, code))) => {
                events.push(Event::Html(fenced(asked, info, code).into_string().into()));
                block = None;
            }
            (Event::Text(words), Some((_, code))) => code.push_str(&words),
            // A line break within Japanese is no space.
            (Event::SoftBreak, _) if ends_in_japanese(events.last()) => {}
            (event, _) => events.push(harmless(event)),
        }
    }
    events
}

fn labelled(events: Vec<Event>) -> Vec<Event> {
    let (mut headings, mut column, mut in_head) = (Vec::<String>::new(), 0, false);
    let mut out = Vec::with_capacity(events.len());
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        let in_cell = matches!(event, Event::Start(Tag::TableCell));
        match &event {
            Event::Start(Tag::TableHead) => (headings, in_head) = (Vec::new(), true),
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Start(Tag::TableRow) => column = 0,
            Event::Start(Tag::TableCell) if in_head => headings.push(String::new()),
            Event::Text(words) if in_head => headings.last_mut().into_iter().for_each(|heading| heading.push_str(words)),
            _ => {}
        }
        out.push(event);
        if in_cell && !in_head {
            let heading = headings.get(column).filter(|heading| !heading.is_empty());
            // An empty cell stays empty, so that the style can leave it out.
            let empty = matches!(events.peek(), Some(Event::End(TagEnd::TableCell)));
            if let Some(heading) = heading.filter(|_| !empty) {
                out.push(Event::Html(html! { span.label { (heading) } }.into_string().into()));
            }
            column += 1;
        }
    }
    out
}

fn ends_in_japanese(event: Option<&Event>) -> bool {
    matches!(event, Some(Event::Text(words)) if words.chars().next_back().is_some_and(|c| !c.is_ascii()))
}

fn info(kind: CodeBlockKind) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.trim().to_owned(),
        CodeBlockKind::Indented => String::new(),
    }
}

fn harmless(event: Event) -> Event {
    match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if !is_safe(&dest_url) => {
            let dest_url = "#".into();
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Image { .. }) => Event::Start(Tag::Emphasis),
        Event::End(TagEnd::Image) => Event::End(TagEnd::Emphasis),
        other => other,
    }
}

fn is_safe(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://") || lower.starts_with('#') || is_local(&lower)
}

fn is_local(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

fn fenced(asked: &Asked, info: &str, code: &str) -> Markup {
    let (info, name) = info.split_once(' ').unwrap_or((info, ""));
    match info {
        "words" => figure(asked.t(text::RULE_WORDS), name, "words", &words(code)),
        "rule" => figure(asked.t(text::RULE_RULE), name, "rule", &html! { pre tabindex="0" { code { (code) } } }),
        "examples" => figure(asked.t(text::RULE_EXAMPLES), name, "examples", &examples(asked, code)),
        _ => html! { pre tabindex="0" { code { (code) } } },
    }
}

fn figure(caption: &str, name: &str, class: &str, body: &Markup) -> Markup {
    html! { figure.block.(class) { figcaption { (caption) @if !name.is_empty() { " " code { (name) } } } (body) } }
}

fn words(code: &str) -> Markup {
    html! { ul lang="ja" { @for word in code.split_whitespace() { li { (word) } } } }
}

/// Examples: an input after `>`, and below it the facts that it must give.
fn examples(asked: &Asked, code: &str) -> Markup {
    let mut out: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for line in code.lines().map(str::trim_end).filter(|l| !l.is_empty()) {
        match (line.strip_prefix('>').map(str::trim_start), out.last_mut()) {
            (Some(input), Some((inputs, facts)))
                if facts.is_empty() && code.contains(&format!("{}\n{line}", inputs_line(inputs))) =>
            {
                inputs.push(input);
            }
            (Some(input), _) => out.push((vec![input], Vec::new())),
            (None, Some((_, facts))) => facts.push(line),
            (None, None) => {}
        }
    }
    html! {
        @for (inputs, facts) in out {
            div.example {
                blockquote lang="ja" { @for input in inputs { p { (input) } } }
                @if facts.is_empty() { p.nothing { (asked.t(text::RULE_NOTHING)) } }
                ul { @for fact in facts { li { code { (fact) } } } }
            }
        }
    }
}

/// The last line of an input as the page has it, to tell an input of two lines from two inputs.
fn inputs_line(inputs: &[&str]) -> String {
    inputs.last().map(|l| format!("> {l}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, Uri};

    use super::*;

    fn rendered(source: &str) -> String {
        render(&Asked::new(&Uri::from_static("/"), &HeaderMap::new()), source).into_string()
    }

    #[test]
    fn raw_html_is_text() {
        let page = rendered("a <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n![x](https://a.example/p.png)");
        assert!(!page.contains("<script") && !page.contains("<img") && page.contains("&lt;script&gt;"), "{page}");
    }

    #[test]
    fn a_line_break_within_japanese_is_no_space() {
        assert!(rendered("事実が\n確定した日。").contains("事実が確定した日。"));
        assert!(rendered("one\ntwo").contains("one\ntwo"));
    }

    #[test]
    fn cells_tell_their_columns_where_that_is_asked_for() {
        let source = "| a & b | |\n|---|---|\n| one | two |\n| | three |\n";
        let asked = Asked::new(&Uri::from_static("/"), &HeaderMap::new());
        let page = render_labelled(&asked, source).into_string();
        assert!(page.contains("<td><span class=\"label\">a &amp; b</span>one</td><td>two</td>"), "{page}");
        assert!(page.contains("<td></td><td>three</td>"), "nothing is told of nothing: {page}");
        assert!(!rendered(source).contains("class=\"label\""), "elsewhere the head stays");
    }

    #[test]
    fn only_links_to_the_web_or_to_this_site_lead_anywhere() {
        let page = rendered("[a](javascript:alert(1)) [b](//x.example) [c](https://x.example) [d](/rules)");
        assert!(!page.contains("javascript") && !page.contains("\"//x") && page.contains("https://x.example"), "{page}");
        assert!(page.contains("\"/rules\""), "{page}");
    }

    #[test]
    fn blocks_of_a_rule_page_are_set_as_what_they_are() {
        let page = rendered("```words\n検知 <発覚>\n```\n```examples\n> 一\n> 二\ntimeline 2024\n\n> 三\n\n> 四\n```\n");
        assert!(page.contains("<li>検知</li><li>&lt;発覚&gt;</li>"), "{page}");
        assert_eq!(page.matches("<blockquote").count(), 3, "{page}");
        assert_eq!(page.matches("class=\"nothing\"").count(), 2, "{page}");
    }
}
