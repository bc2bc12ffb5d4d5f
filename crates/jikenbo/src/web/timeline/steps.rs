//! The days between beginning, discovery and publication, measured below the scale.

use jikenbo_model::{Date, Record};

use super::super::figures::{self, Milestones, days, days_of};
use super::layout::{GAP, width};
use super::scale::Scale;
use crate::labels::{Lang, label};

/// The days between two milestones.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    /// From here.
    pub x0: f64,
    /// To here.
    pub x1: f64,
    /// `発覚→公表 118日`, or the days alone where there is no room for more.
    pub label: String,
    /// Where the label's middle stands.
    pub label_x: f64,
    /// The row below the scale.
    pub lane: usize,
}

/// The steps between the milestones that lie on the scale, each with its label where it touches no other.
pub(super) fn steps(record: &Record, scale: &Scale, lang: Lang) -> Vec<Step> {
    let mut lanes: Vec<f64> = Vec::new();
    let on_scale = |d: Date| scale.first <= days_of(d).0 && days_of(d).1 <= scale.last;
    let all = Milestones::of(record).steps().into_iter();
    let known = all.filter(|step| on_scale(step.from.1) && on_scale(step.to.1) && step.days.1 > 0);
    known.map(|step| placed(&step, scale, lang, &mut lanes)).collect()
}

fn placed(step: &figures::Step, scale: &Scale, lang: Lang, lanes: &mut Vec<f64>) -> Step {
    let (x0, x1) = (scale.x(days_of(step.from.1).0), scale.x(days_of(step.to.1).1));
    let name = |code| label("timeline", code, lang);
    let short = days(step.days, lang);
    let long = format!("{}→{} {short}", name(step.from.0), name(step.to.0));
    let ((label, label_x), half) = [long, short.clone()]
        .into_iter()
        .find_map(|text| {
            let half = width(&text) / 2.0;
            place(x0, x1, half, scale.width).map(|x| ((text, x), half))
        })
        .unwrap_or(((short, f64::midpoint(x0, x1)), 0.0));
    let (left, right) = (x0.min(label_x - half), x1.max(label_x + half));
    let lane = lanes.iter().position(|end| *end <= left + 0.5).unwrap_or(lanes.len());
    lanes.resize(lanes.len().max(lane + 1), 0.0);
    lanes[lane] = if right > x1 { right + GAP } else { right };
    Step { x0, x1, label, label_x, lane }
}

/// Where the middle of a label can stand: within the line, or beside it on the right or left; `None` if there is no room.
fn place(x0: f64, x1: f64, half: f64, width: f64) -> Option<f64> {
    if x1 - x0 > 2.0 * half + 2.0 * GAP {
        return Some(f64::midpoint(x0, x1));
    }
    let (right, left) = (x1 + half + GAP, x0 - half - GAP);
    if right + half <= width { Some(right) } else { (left - half >= 0.0).then_some(left) }
}
