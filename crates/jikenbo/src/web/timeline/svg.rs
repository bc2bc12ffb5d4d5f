//! The timeline as SVG: attributes and classes only, since the pages' policy allows no inline style.

use maud::{Markup, html};

use super::layout::{Item, LANE, Plan};
use super::steps::Step;
use crate::web::page::Asked;
use crate::web::text;

const TOP: f64 = 4.0;
/// From the scale's line down to its labels, and to the first step.
const SCALE: f64 = 17.0;
const STEP: f64 = 20.0;

fn n(value: f64) -> String {
    format!("{:.1}", value)
}

/// Draws a plan. `class` tells the style sheet for which screens it is.
#[must_use]
pub(crate) fn draw(plan: &Plan, asked: &Asked, class: &str) -> Markup {
    let axis = TOP + plan.lanes as f64 * LANE + 6.0;
    let rows = plan.steps.iter().map(|s| s.lane + 1).max().unwrap_or(0);
    let height = axis + SCALE + 8.0 + rows as f64 * STEP;
    html! {
        svg.timeline.(class) viewBox={ "0 0 " (n(plan.width)) " " (n(height)) } width=(n(plan.width)) height=(n(height))
            role="group" aria-label=(asked.t(text::TIMELINE)) {
            @for (from, to) in &plan.bands {
                rect.band x=(n(*from)) y=(n(TOP)) width=(n((to - from).max(1.0))) height=(n(axis - TOP)) aria-hidden="true" {}
            }
            g.scale aria-hidden="true" {
                line x1="0" x2=(n(plan.axis)) y1=(n(axis)) y2=(n(axis)) {}
                @for tick in &plan.ticks {
                    line x1=(n(tick.x)) x2=(n(tick.x)) y1=(n(axis)) y2=(n(axis + if tick.label.is_empty() { 3.0 } else { 6.0 })) {}
                    @if !tick.label.is_empty() { text x=(n(tick.x)) y=(n(axis + SCALE + 1.0)) { (tick.label) } }
                }
            }
            g.drops aria-hidden="true" { @for item in &plan.items { (drop(item, axis)) } }
            @for item in &plan.items { (mark(item)) }
            @for step in &plan.steps { (between(step, axis + SCALE + 6.0)) }
        }
    }
}

fn middle(item: &Item) -> f64 {
    TOP + item.lane as f64 * LANE + LANE / 2.0
}

/// A hairline from a day's point down to the scale.
fn drop(item: &Item, axis: f64) -> Markup {
    html! { @if !item.is_bar() { line x1=(n(item.x0)) x2=(n(item.x0)) y1=(n(middle(item))) y2=(n(axis)) {} } }
}

fn mark(item: &Item) -> Markup {
    let facts: Vec<String> = item.facts.iter().map(ToString::to_string).collect();
    let first = item.facts.first().copied().unwrap_or(0);
    let middle = middle(item);
    let (left, right) = (item.left(), item.right());
    let baseline = middle + if item.is_bar() { 1.0 } else { 4.5 };
    html! {
        a.item.{ "e-" (item.event) } href={ "#f" (first) } data-f=(facts.join(" ")) {
            rect.hit x=(n(left)) y=(n(middle - LANE / 2.0 + 1.0)) width=(n(right - left)) height=(n(LANE - 2.0)) {}
            @if item.is_bar() {
                rect.bar.inexact[item.inexact] x=(n(item.x0)) y=(n(middle + 5.5)) width=(n((item.x1 - item.x0).max(3.0))) height="4" {}
            } @else {
                circle.point cx=(n(item.x0)) cy=(n(middle)) r="4" {}
            }
            text x=(n(item.label_x)) y=(n(baseline)) {
                tspan.what { (item.label) }
                tspan.when dx="6" { (item.date) }
            }
        }
    }
}

/// The days from one milestone to the next, as a measured line below the scale.
fn between(step: &Step, top: f64) -> Markup {
    let y = top + step.lane as f64 * STEP + STEP / 2.0;
    html! {
        g.step {
            path d={ "M" (n(step.x0)) " " (n(y - 4.0)) "v8M" (n(step.x0)) " " (n(y)) "H" (n(step.x1)) "M" (n(step.x1)) " " (n(y - 4.0)) "v8" } {}
            text x=(n(step.label_x)) y=(n(y + 4.5)) text-anchor="middle" { (step.label) }
        }
    }
}
